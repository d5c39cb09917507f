//! How facts of the register are read: codes as words, dates as people write them, groups with names.

use country::Codes;
use kernel::UnitCode;
use register::Person;
use serde_json::Value;

use crate::{
    components::SummaryRow,
    desks::{formerly, me::home::grouped, unit_choice},
    visit::Visit,
    words::Words,
};

kernel::text_enum! {
    /// Facts that stand together and are corrected together.
    pub(super) enum Group {
        /// Who somebody is.
        Identity = "identity",
        /// Where somebody comes from.
        Origin = "origin",
        /// Marriage.
        Civil = "civil",
        /// How somebody is reached.
        Contact = "contact",
        /// Numbers of before.
        OldNumbers = "old-numbers",
        /// The body.
        Health = "health",
    }
}

/// The facts of a group, in reading order.
pub(super) fn rows(visit: &Visit, person: &Person, group: Group) -> Vec<SummaryRow> {
    let words = &visit.words;
    let facts = &person.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    match group {
        Group::Identity => vec![
            SummaryRow::new(words.say("web-full-name"), facts.name.full()),
            SummaryRow::new(words.say("web-other-names"), &text(&facts.other_names)),
            SummaryRow::new(words.say("web-personal-number"), &facts.number.as_ref().map(grouped).unwrap_or_default()),
            SummaryRow::new(words.say("web-birth-date"), &words.iso_date(&facts.birth.to_string())),
            SummaryRow::new(words.say("web-sex"), &words.word("sex", facts.sex)),
        ],
        Group::Origin => vec![
            SummaryRow::new(words.say("web-birth-place"), &place(visit, &text(&facts.birth_place))),
            SummaryRow::new(words.say("web-birth-registered-at"), &place(visit, &text(&facts.birth_registered_at))),
            SummaryRow::new(words.say("web-origin"), &place(visit, &text(&facts.origin))),
            SummaryRow::new(
                words.say("web-ethnicity"),
                &coded(words, visit.platform.pack.ethnic_groups(), &text(&facts.ethnicity)),
            ),
            SummaryRow::new(words.say("web-religion"), &coded(words, visit.platform.pack.religions(), &text(&facts.religion))),
            SummaryRow::new(words.say("web-nationality"), &words.nationality(&facts.nationality)),
        ],
        Group::Civil => vec![SummaryRow::new(
            words.say("web-marital"),
            &facts.marital.map(|state| words.word("web-marital", state)).unwrap_or_default(),
        )],
        Group::Contact => vec![
            SummaryRow::new(words.say("web-phone"), &text(&facts.phone)),
            SummaryRow::new(words.say("web-email"), &text(&facts.email)),
            SummaryRow::new(words.say("web-current-place"), &place(visit, &text(&facts.current_place))),
        ],
        Group::OldNumbers => vec![SummaryRow::new(
            words.say("web-old-number"),
            &facts.old_number.as_ref().map(|number| number.as_str().to_owned()).unwrap_or_default(),
        )],
        Group::Health => vec![SummaryRow::new(
            words.say("web-blood-group"),
            facts.blood_group.map(register::BloodGroup::as_str).unwrap_or_default(),
        )],
    }
}

/// A place: the name of a unit where it is a code, else as it was written.
pub(super) fn place(visit: &Visit, text: &str) -> String {
    match text.parse::<UnitCode>() {
        Ok(unit) if visit.platform.places.latest(&unit).is_some() => unit_choice::full_name(visit, &unit),
        _ => text.to_owned(),
    }
}

/// An entry of one of the pack's lists in the reader's language; other text as it was written.
pub(super) fn coded(words: &Words, codes: &Codes, text: &str) -> String {
    let english = words.locale() == "en";
    codes.word(text, english).to_owned()
}

/// What a fact is called in the history; nothing for what only programs need.
pub(super) fn fact_name(words: &Words, key: &str) -> Option<String> {
    let id = format!("web-fact-{}", key.replace('_', "-"));
    words.has(&id).then(|| words.say(&id))
}

/// A value of the history as people read it.
pub(crate) fn fact_value(visit: &Visit, key: &str, value: &Value) -> String {
    let words = &visit.words;
    let Value::String(text) = value else {
        return match value {
            Value::Null | Value::Object(_) => String::new(),
            other => other.to_string(),
        };
    };
    match key {
        "birth" | "from" | "until" | "ended" | "dissolved_on" | "returned" => words.iso_date(text),
        "sex" => words.word("sex", text),
        "marital" => words.word("web-marital", text),
        "kind" => words.word("web-residence-kind", text),
        "reason" => words.word("web-end-reason", text),
        "relation" if text == "head" => words.say("web-relation-head"),
        "relation" => words.word("form-relation", text),
        "circumstance" => words.word("web-circumstance", text),
        "ethnicity" => coded(words, visit.platform.pack.ethnic_groups(), text),
        "religion" => coded(words, visit.platform.pack.religions(), text),
        "unit" | "answers" => match text.parse::<UnitCode>() {
            Ok(unit) if visit.platform.places.latest(&unit).is_some() => formerly::with_today(visit, &unit),
            _ => text.clone(),
        },
        "birth_place" | "birth_registered_at" | "origin" | "current_place" => place(visit, text),
        _ => text.clone(),
    }
}
