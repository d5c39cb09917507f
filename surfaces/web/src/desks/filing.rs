//! Forms of services: from the layout to boxes, and from what the browser sent to answers.
//! The citizen's desk and the counter share it.

use dossiers::{Answers, Condition, Field, FieldError, FilingForm, Widget};
use gate::FieldFailure;
use serde_json::Value;

use super::dossier_view::said;
use crate::{
    components::{
        Checkbox, Choice, Choices, DateInput, DateParts, KnownAnswer, Markup, Problem, Select, TextArea, TextInput, TextKind,
    },
    routes,
    visit::Visit,
    words::Words,
};

/// The longest text a box takes when the schema names no limit; the schema decides in the end.
const TEXT_MAX: u32 = 2_000;

/// One section of a form, ready to be shown.
pub(crate) struct FormSection {
    pub(crate) title: String,
    pub(crate) known: Vec<KnownAnswer>,
    pub(crate) fields: Vec<FormField>,
}

/// One box, and when it is asked for.
pub(crate) struct FormField {
    pub(crate) body: Markup,
    pub(crate) when: Option<(String, String)>,
}

/// The whole form with what was answered so far.
pub(crate) fn sections(visit: &Visit, form: &FilingForm, answers: &Answers, problems: &[Problem]) -> Vec<FormSection> {
    let layout = form.service.form.layout();
    let section = |section: &dossiers::Section| {
        let (known, asked): (Vec<&Field>, Vec<&Field>) =
            section.fields.iter().partition(|field| form.prefilled.contains_key(&field.name));
        let people =
            |id: &str| form.members.iter().find(|member| member.person.to_string() == id).map(|member| member.name.clone());
        FormSection {
            title: visit.words.say(&section.title),
            known: known
                .iter()
                .map(|field| {
                    KnownAnswer::new(visit.words.say(&field.label), said(visit, field, &form.prefilled[&field.name], &people))
                })
                .collect(),
            fields: asked
                .into_iter()
                .map(|field| FormField {
                    body: boxed(visit, form, field, answers.get(&field.name), problems),
                    when: field.visible_if.as_ref().map(condition),
                })
                .collect(),
        }
    };
    layout.sections.iter().map(section).filter(|section| !(section.fields.is_empty() && section.known.is_empty())).collect()
}

/// The condition as attributes that the page's script reads; without scripts the box always shows.
fn condition(condition: &Condition) -> (String, String) {
    let values: Vec<&str> = condition.values.iter().filter_map(Value::as_str).collect();
    (condition.field.clone(), values.join(" "))
}

fn boxed(visit: &Visit, form: &FilingForm, field: &Field, answer: Option<&Value>, problems: &[Problem]) -> Markup {
    let words = &visit.words;
    let (name, label) = (field.name.as_str(), words.say(&field.label));
    let hint = field.hint.as_ref().map(|id| words.say(id));
    let text = answer.and_then(Value::as_str).unwrap_or_default();
    let error = problems
        .iter()
        .find(|problem| problem.field == field.name || problem.field.starts_with(&format!("{name}-")))
        .map(|problem| problem.text.clone());
    // A box that depends on another answer is asked for when it shows, whatever the schema says of it at other times.
    let optional = !form.service.form.requires(name) && field.visible_if.is_none();
    let choices = || -> Vec<Choice> {
        field.options.iter().map(|choice| Choice::new(choice.value.clone(), words.say(&choice.label)).chosen_if(text)).collect()
    };
    let check = || routes::apply_check(form.service.id(), name);
    macro_rules! finish {
        ($input:expr) => {{
            let mut input = $input.error(error);
            if let Some(hint) = hint {
                input = input.hint(hint);
            }
            if optional {
                input = input.optional();
            }
            Markup::of(&input)
        }};
    }
    match field.widget {
        Widget::Text => finish!(TextInput::new(words, name, label).value(text).length_max(TEXT_MAX).check_at(check())),
        Widget::Phone => finish!(
            TextInput::new(words, name, label)
                .kind(TextKind::Telephone)
                .value(text)
                .autocomplete("tel")
                .width(20)
                .check_at(check())
        ),
        Widget::Email => {
            finish!(TextInput::new(words, name, label).kind(TextKind::Mail).value(text).autocomplete("email").check_at(check()))
        }
        Widget::Textarea => finish!(TextArea::new(words, name, label).value(text).length_max(TEXT_MAX)),
        Widget::Date | Widget::PartialDate => finish!(DateInput::new(words, name, label).value(DateParts::from_iso(text))),
        Widget::Select => finish!(Select::new(words, name, label, choices()).blank(words.say("web-choose"))),
        Widget::Radio => finish!(Choices::one(words, name, label, choices())),
        Widget::Commune => finish!(Select::grouped(words, name, label, communes(visit, text)).blank(words.say("web-choose"))),
        Widget::Checkbox => {
            Markup::of(&Checkbox::new(words, name, label).checked(answer == Some(&Value::Bool(true))).error(error))
        }
        Widget::HouseholdMembers => {
            let chosen = |id: &str| answer.and_then(Value::as_array).is_some_and(|list| list.iter().any(|known| known == id));
            let members: Vec<Choice> = form
                .members
                .iter()
                .map(|member| {
                    let id = member.person.to_string();
                    let on = chosen(&id);
                    Choice::new(id, member.name.clone()).hint(words.word("form-relation", member.relation)).chosen(on)
                })
                .collect();
            if members.is_empty() {
                Markup::of(&KnownAnswer::new(label, words.say("web-form-no-members")))
            } else {
                finish!(Choices::several(words, name, label, members))
            }
        }
    }
}

/// The communes that take dossiers today, under their districts or provinces.
fn communes(visit: &Visit, chosen: &str) -> Vec<(String, Vec<Choice>)> {
    let today = visit.platform.context.now().date_in_vietnam();
    let now = visit.platform.places.as_of(today);
    let mut groups: Vec<(String, Vec<Choice>)> = Vec::new();
    for unit in now.inside(&kernel::UnitCode::nation(), kernel::unit::UnitLevel::Commune) {
        if visit.platform.services.agency(&unit.code, today).is_none() {
            continue;
        }
        let above = visit.platform.places.name(&unit.parent).to_owned();
        let choice = Choice::new(unit.code.as_str(), unit.name.clone()).chosen_if(chosen);
        match groups.iter_mut().find(|(name, _)| *name == above) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((above, vec![choice])),
        }
    }
    groups
}

/// What the browser sent, with the three boxes of a date put together. What the form does not know is dropped:
/// buttons and helpers of the page itself.
pub(crate) fn read(form: &dossiers::Form, pairs: &[(String, String)]) -> Answers {
    let value = |name: &str| pairs.iter().find(|(known, _)| known == name).map(|(_, text)| text.as_str());
    let mut sent: Vec<(&str, String)> = Vec::new();
    for field in form.layout().fields() {
        let name = field.name.as_str();
        match field.widget {
            Widget::Date | Widget::PartialDate => {
                let part = |part: &str| value(&format!("{name}-{part}")).unwrap_or_default().to_owned();
                sent.push((name, DateParts { day: part("day"), month: part("month"), year: part("year") }.to_iso()));
            }
            _ => sent.extend(pairs.iter().filter(|(known, _)| known == name).map(|(_, text)| (name, text.clone()))),
        }
    }
    form.read_pairs(sent.iter().map(|(name, text)| (*name, text.as_str())))
}

/// The domain's objections in the words of the visitor.
pub(crate) fn problems(words: &Words, form: &dossiers::Form, errors: &[FieldError]) -> Vec<Problem> {
    errors.iter().map(|error| problem(words, form, &error.field, &error.message_id, error.limit.as_deref())).collect()
}

/// The same, when they come with a failure.
pub(crate) fn failed(words: &Words, form: &dossiers::Form, fields: &[FieldFailure]) -> Vec<Problem> {
    let limit = |failure: &FieldFailure| failure.args.iter().find(|(name, _)| name == "limit").map(|(_, value)| value.clone());
    fields.iter().map(|failure| problem(words, form, &failure.field, &failure.message, limit(failure).as_deref())).collect()
}

fn problem(words: &Words, form: &dossiers::Form, place: &str, message: &str, limit: Option<&str>) -> Problem {
    let name = place.split('/').next().unwrap_or_default();
    let label = form.layout().field(name).map(|field| words.say(&field.label));
    let said = words.fill(message).put("limit", limit.unwrap_or_default()).to_string();
    let text = label.map_or_else(|| said.clone(), |label| format!("{label}: {said}"));
    Problem::new(name, text)
}

/// What still has to be mended before the dossier can be sent, as far as the form alone can tell.
pub(crate) fn check(words: &Words, form: &FilingForm, answers: &Answers) -> Vec<Problem> {
    let settled = settle(form, answers);
    problems(words, &form.service.form, &form.service.form.errors(&Value::Object(settled)))
}

/// What is wrong with one answer, looked at by itself; nothing while it is empty, for it may still be filled in.
pub(crate) fn check_one(words: &Words, form: &dossiers::Form, name: &str, answers: Answers) -> Option<String> {
    let settled = form.settle(answers, &Answers::new());
    settled.get(name)?;
    let errors = form.errors(&Value::Object(settled));
    let error = errors.iter().find(|error| error.field == name)?;
    Some(words.fill(&error.message_id).put("limit", error.limit.as_deref().unwrap_or_default()).to_string())
}

/// The answers with what the register knows, and without what is not asked.
pub(crate) fn settle(form: &FilingForm, answers: &Answers) -> Answers {
    let mut all = answers.clone();
    all.extend(form.prefilled.clone());
    form.service.form.settle(all, &Answers::new())
}
