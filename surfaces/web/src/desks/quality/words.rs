//! How cases read: what is wrong, with whom, how it stands.

use quality::{Case, CaseLine, Severity, State, Subject};

use crate::{
    components::{Status, Tone},
    desks::unit_choice,
    visit::Visit,
};

/// Whom a case is about; a dash when the visitor may not know.
pub(super) fn about(visit: &Visit, line: &CaseLine) -> String {
    let words = &visit.words;
    match line.case.subject {
        Subject::Person(_) => line.person.as_ref().map_or_else(|| "–".to_owned(), |person| person.name.full().to_owned()),
        Subject::Household(_) => {
            let number = line.household.as_ref().and_then(|household| household.number.clone());
            words.fill("web-quality-household").put("number", number.unwrap_or_else(|| "–".to_owned())).to_string()
        }
    }
}

/// Where they live.
pub(super) fn address(visit: &Visit, line: &CaseLine) -> String {
    let person = line.person.as_ref().and_then(|person| person.address.clone());
    let household = line.household.as_ref().map(|household| household.address.clone());
    let unit = unit_choice::name(visit, &line.case.unit);
    person.or(household).map_or_else(|| unit.clone(), |address| format!("{address}, {unit}"))
}

/// What exactly a rule found, in words; empty when the name of the rule says it all.
pub(super) fn detail(visit: &Visit, case: &Case) -> String {
    let words = &visit.words;
    let text = |name: &str| case.finding.get(name).and_then(|value| value.as_str());
    let texts = |name: &str| -> Vec<&str> {
        case.finding
            .get(name)
            .and_then(|value| value.as_array())
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str())
            .collect()
    };
    let facts = texts("facts");
    if !facts.is_empty() {
        return facts.iter().map(|fact| words.word("web-fact", fact)).collect::<Vec<_>>().join(", ");
    }
    if let Some(with) = text("with") {
        return words.word("number-disagrees", with);
    }
    if let Some(form) = text("form") {
        return words.word("quality-form", form);
    }
    if let Some(known) = text("known") {
        return words.word("quality-known", known);
    }
    if let Some(since) = text("since") {
        return words.fill("web-quality-since").put("day", words.iso_date(since)).to_string();
    }
    String::new()
}

/// The name of the rule; a case may outlive its rule.
pub(super) fn rule(visit: &Visit, code: &str) -> String {
    if visit.platform.cleansing.get(code).is_some() { visit.words.word("quality-rule", code) } else { code.to_owned() }
}

/// How much a case weighs.
pub(super) fn severity(visit: &Visit, severity: Severity) -> Status {
    let tone = match severity {
        Severity::Urgent => Tone::Danger,
        Severity::High => Tone::Warning,
        Severity::Medium => Tone::Info,
        Severity::Low => Tone::Neutral,
    };
    Status::tag(tone, visit.words.word("quality-severity", severity))
}

/// Where a case stands; one whose time is over is marked.
pub(super) fn state(visit: &Visit, case: &Case) -> Status {
    let words = &visit.words;
    let said = words.word("quality-state", case.state);
    if case.is_overdue(visit.platform.context.now()) {
        return Status::new(Tone::Danger, words.fill("web-quality-late-state").put("state", said).to_string());
    }
    let tone = match case.state {
        State::Open => Tone::Warning,
        State::Assigned | State::Verifying => Tone::Info,
        State::Corrected | State::Refuted => Tone::Gold,
        State::Closed => Tone::Success,
        State::Dismissed => Tone::Neutral,
    };
    Status::new(tone, said)
}
