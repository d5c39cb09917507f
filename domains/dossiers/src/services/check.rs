//! Checks the folder of a service and says precisely what is wrong with it.

use super::condition::Condition;
use super::definition::{Definition, StepAct};
use super::form::Form;
use super::layout::{Field, Layout};
use country::{Pack, Problem, ServiceFolder};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

const SERVICE: &str = "service.toml";
const SCHEMA: &str = "form.schema.json";
const LAYOUT: &str = "layout.json";

/// A service whose folder holds what it must.
#[derive(Debug)]
pub struct Checked {
    /// What the service is.
    pub definition: Definition,
    /// Its form, compiled.
    pub form: Form,
}

/// Checks one folder against the pack it belongs to: its facts, papers, messages and other services.
///
/// # Errors
/// Everything that is wrong, with file and line.
pub fn check(pack: &Pack, folder: &ServiceFolder) -> Result<Checked, Vec<Problem>> {
    let mut report = Report { folder, problems: Vec::new() };
    let definition = report.toml::<Definition>(SERVICE);
    let schema = report.json::<Value>(SCHEMA);
    let layout = report.json::<Layout>(LAYOUT);
    let (Some(definition), Some(schema), Some(layout)) = (definition, schema, layout) else {
        return Err(report.problems);
    };
    report.definition(pack, &definition);
    report.steps(&definition);
    report.fields(&definition, &schema, &layout);
    report.messages(pack, &layout);
    let form =
        Form::compile(schema, layout).map_err(|error| report.wrong(SCHEMA, "", format!("the schema cannot be used: {error}")));
    match form {
        Ok(form) if report.problems.is_empty() => Ok(Checked { definition, form }),
        _ => Err(report.problems),
    }
}

struct Report<'a> {
    folder: &'a ServiceFolder,
    problems: Vec<Problem>,
}

impl Report<'_> {
    fn path(&self, file: &str) -> String {
        format!("services/{}/{file}", self.folder.id)
    }

    fn at(&mut self, file: &str, line: Option<u64>, message: String) {
        self.problems.push(Problem { file: self.path(file), line, message });
    }

    /// Notes a problem at the first line that holds `near` in quotation marks.
    fn wrong(&mut self, file: &str, near: &str, message: String) {
        let quoted = format!("\"{near}\"");
        let text = self.folder.file(file).unwrap_or_default();
        let line = text.lines().position(|line| !near.is_empty() && line.contains(&quoted));
        self.at(file, line.and_then(|line| u64::try_from(line + 1).ok()), message);
    }

    fn toml<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let text = self.folder.file(file)?;
        match toml::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let before = error.span().and_then(|span| text.get(..span.start));
                let line = before.and_then(|before| u64::try_from(before.matches('\n').count() + 1).ok());
                self.at(file, line, error.message().to_owned());
                None
            }
        }
    }

    fn json<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let Some(text) = self.folder.file(file) else {
            self.at(file, None, "the file is missing; every service has it".to_owned());
            return None;
        };
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.at(file, u64::try_from(error.line()).ok(), error.to_string());
                None
            }
        }
    }

    fn definition(&mut self, pack: &Pack, definition: &Definition) {
        if definition.id != self.folder.id {
            self.wrong(SERVICE, &definition.id, format!("the id must be the folder's name, `{}`", self.folder.id));
        }
        for fact in definition.facts() {
            if !pack.facts().knows(fact) {
                self.wrong(SERVICE, fact, format!("the pack has no fact `{fact}`; add it to facts/ with its law and source"));
            }
        }
        let template = format!("{}.typ", definition.result.template);
        if !pack.papers().iter().any(|paper| paper.name == template) {
            self.wrong(
                SERVICE,
                &definition.result.template,
                format!("papers/{template} does not exist; add it or name another template"),
            );
        }
        if !crate::papers::RESULT_TEMPLATES.contains(&definition.result.template.as_str()) {
            let known = crate::papers::RESULT_TEMPLATES.join(", ");
            self.wrong(SERVICE, &definition.result.template, format!("a result is printed with one of: {known}"));
        }
        for other in &definition.linked {
            if !pack.services().iter().any(|service| service.id == *other) {
                self.wrong(SERVICE, other, format!("the linked service `{other}` does not exist"));
            }
        }
        for paper in definition.papers.iter().filter(|paper| paper.accepts.is_empty()) {
            self.wrong(
                SERVICE,
                &paper.id,
                format!("the paper `{}` is accepted in no form; list at least one in `accepts`", paper.id),
            );
        }
    }

    fn steps(&mut self, definition: &Definition) {
        let mut seen = BTreeSet::new();
        let last = definition.steps.len().saturating_sub(1);
        for (place, step) in definition.steps.iter().enumerate() {
            if !seen.insert(&step.id) {
                self.wrong(SERVICE, &step.id, format!("the step `{}` is listed twice; give each its own id", step.id));
            }
            if step.roles.is_empty() {
                self.wrong(SERVICE, &step.id, format!("nobody takes the step `{}`; list at least one role", step.id));
            }
            if step.allows(StepAct::Forward) == (place == last) {
                let what = if place == last {
                    "is the last and cannot `forward`"
                } else {
                    "has a step after it and must be able to `forward`"
                };
                self.wrong(SERVICE, &step.id, format!("the step `{}` {what}", step.id));
            }
            if place > 0 && (step.allows(StepAct::Receive) || step.allows(StepAct::Decline)) {
                self.wrong(SERVICE, &step.id, format!("only the first step can `receive` or `decline`, not `{}`", step.id));
            }
        }
        if definition.steps.is_empty() {
            self.at(SERVICE, None, "the service has no step; add a [[step]]".to_owned());
        } else if !definition.step(0).allows(StepAct::Receive) {
            self.wrong(SERVICE, &definition.step(0).id, "the first step must be able to `receive`".to_owned());
        }
        for act in [StepAct::Grant, StepAct::Refuse, StepAct::ReturnResult] {
            if !definition.steps.is_empty() && !definition.steps.iter().any(|step| step.allows(act)) {
                self.at(SERVICE, None, format!("no step may `{act}`, so a dossier could never end"));
            }
        }
    }

    fn fields(&mut self, definition: &Definition, schema: &Value, layout: &Layout) {
        let none = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&none);
        let mut seen = BTreeSet::new();
        for field in layout.fields() {
            if !seen.insert(field.name.as_str()) {
                self.wrong(LAYOUT, &field.name, format!("the field `{}` is laid out twice", field.name));
            }
            match properties.get(&field.name) {
                Some(property) => self.field(field, property, layout),
                None => self.wrong(LAYOUT, &field.name, format!("the schema has no property `{}`", field.name)),
            }
        }
        for name in properties.keys().filter(|name| !seen.contains(name.as_str())) {
            self.wrong(SCHEMA, name, format!("nobody can fill `{name}`: the layout has no field for it"));
        }
        self.references(definition, layout);
    }

    fn field(&mut self, field: &Field, property: &Value, layout: &Layout) {
        if let Some(fact) = field.prefill.as_deref().filter(|fact| !register_knows(fact)) {
            let names: Vec<&str> = register::PREFILL_NAMES.iter().map(|(name, _)| *name).collect();
            self.wrong(LAYOUT, fact, format!("the register has no fact `{fact}`; it has {}", names.join(", ")));
        }
        if let Some(condition) = &field.visible_if {
            self.condition(LAYOUT, condition, layout);
        }
        let offered: BTreeSet<&str> = field.options.iter().map(|choice| choice.value.as_str()).collect();
        let allowed: Option<BTreeSet<&str>> =
            property["enum"].as_array().map(|values| values.iter().filter_map(Value::as_str).collect());
        if let Some(allowed) = allowed.filter(|allowed| *allowed != offered) {
            let differ: Vec<&str> = allowed.symmetric_difference(&offered).copied().collect();
            self.wrong(
                LAYOUT,
                &field.name,
                format!("the options of `{}` and the schema's `enum` differ in: {}", field.name, differ.join(", ")),
            );
        }
    }

    fn references(&mut self, definition: &Definition, layout: &Layout) {
        let mut answers = definition.effect.answers();
        answers.extend(definition.rules.iter().flat_map(super::definition::Rule::answers));
        match (&definition.receiver.answer, &definition.receiver.prefill) {
            (Some(answer), None) => answers.push(answer),
            (None, Some(fact)) if register_knows(fact) => {}
            (None, Some(fact)) => self.wrong(SERVICE, fact, format!("the register has no fact `{fact}`")),
            _ => self.at(SERVICE, None, "[receiver] names the commune by `answer` or by `prefill`: give exactly one".to_owned()),
        }
        if let Some(consent) = &definition.consent {
            answers.extend([consent.number.as_str(), consent.name.as_str()]);
        }
        let conditions = definition.consent.iter().filter_map(|consent| consent.when.as_ref());
        for condition in conditions.chain(definition.papers.iter().filter_map(|paper| paper.when.as_ref())) {
            self.condition(SERVICE, condition, layout);
        }
        for answer in answers {
            if layout.field(answer).is_none() {
                self.wrong(SERVICE, answer, format!("the form has no field `{answer}`"));
            }
        }
    }

    fn condition(&mut self, file: &str, condition: &Condition, layout: &Layout) {
        if layout.field(&condition.field).is_none() {
            self.wrong(file, &condition.field, format!("the form has no field `{}`", condition.field));
        }
    }

    fn messages(&mut self, pack: &Pack, layout: &Layout) {
        for locale in pack.locales() {
            let texts = pack.messages().iter().filter(|file| file.locale == *locale).map(|file| file.text.as_str());
            let known: BTreeSet<&str> = texts.flat_map(message_ids).collect();
            for id in layout.message_ids() {
                if !known.contains(id) {
                    self.wrong(LAYOUT, id, format!("messages/{locale}/ has no message `{id}`"));
                }
            }
        }
    }
}

fn register_knows(fact: &str) -> bool {
    register::PREFILL_NAMES.iter().any(|(name, _)| *name == fact)
}

/// The ids that a file in Fluent's syntax defines: what stands before `=` at the beginning of a line.
fn message_ids(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let id = line.split_once('=')?.0.trim_end();
        let shaped = id.starts_with(|first: char| first.is_ascii_alphabetic());
        (shaped && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))).then_some(id)
    })
}
