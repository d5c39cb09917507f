//! A form ready to check answers: the schema compiled once, the layout beside it.

use super::condition::applies;
use super::layout::{Layout, Widget};
use jsonschema::Validator;
use jsonschema::error::{ValidationError, ValidationErrorKind};
use kernel::name::to_nfc;
use serde_json::{Map, Value};

/// Answers by the names of their fields.
pub type Answers = Map<String, Value>;

/// What the register knows of an applicant, by the name of the fact. A fact that it does not know is missing.
pub type KnownFacts = Map<String, Value>;

/// More failures than this are not listed: the person mends these first.
pub const FIELD_ERRORS_MAX: usize = 50;

/// An answer that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field, with the place in it for lists: `members/0`.
    pub field: String,
    /// The message that explains it.
    pub message_id: String,
    /// The limit the message names, where it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<String>,
}

impl FieldError {
    /// A failure of `field` that `message_id` explains.
    #[must_use]
    pub fn new(field: &str, message_id: &str) -> Self {
        Self { field: field.to_owned(), message_id: message_id.to_owned(), limit: None }
    }

    /// The same with the limit that was not kept.
    #[must_use]
    pub fn with_limit(mut self, limit: u32) -> Self {
        self.limit = Some(limit.to_string());
        self
    }
}

/// The form of a service.
#[derive(Debug)]
pub struct Form {
    schema: Value,
    layout: Layout,
    validator: Validator,
}

impl Form {
    /// Compiles the schema, with the formats it names checked and nothing fetched from elsewhere.
    ///
    /// # Errors
    /// What is wrong with the schema, in English, for the person who wrote it.
    pub fn compile(schema: Value, layout: Layout) -> Result<Self, String> {
        let validator = jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&schema)
            .map_err(|error| format!("{} at `{}`", error, error.instance_path()))?;
        Ok(Self { schema, layout, validator })
    }

    /// The schema as it was written.
    #[must_use]
    pub const fn schema(&self) -> &Value {
        &self.schema
    }

    /// The layout.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether the schema always asks for the field.
    #[must_use]
    pub fn requires(&self, field: &str) -> bool {
        self.schema["required"].as_array().is_some_and(|names| names.iter().any(|name| name == field))
    }

    /// Reads what a browser sent: names and texts, lists as repeated names, a box that is ticked by any text.
    /// Names the layout does not know are kept, so that [`Self::errors`] refuses them.
    #[must_use]
    pub fn read_pairs<'a>(&self, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Answers {
        let mut answers = Answers::new();
        for (name, text) in pairs {
            match self.layout.field(name).map(|field| field.widget) {
                Some(Widget::HouseholdMembers) => {
                    let list = answers.entry(name).or_insert_with(|| Value::Array(Vec::new()));
                    if let (Value::Array(list), false) = (list, text.is_empty()) {
                        list.push(Value::String(text.to_owned()));
                    }
                }
                Some(Widget::Checkbox) => {
                    if !text.is_empty() {
                        answers.insert(name.to_owned(), Value::Bool(text != "false"));
                    }
                }
                _ => {
                    answers.insert(name.to_owned(), Value::String(text.to_owned()));
                }
            }
        }
        answers
    }

    /// The answers as they are kept: what the register knows in the place of what was sent, texts composed and trimmed,
    /// nothing empty, nothing that the form would not have asked for.
    #[must_use]
    pub fn settle(&self, answers: Answers, known: &KnownFacts) -> Answers {
        let mut settled: Answers = answers.into_iter().filter_map(|(name, answer)| Some((name, tidy(answer)?))).collect();
        for field in self.layout.fields() {
            if let Some(fact) = field.prefill.as_deref().and_then(|fact| known.get(fact)) {
                settled.insert(field.name.clone(), fact.clone());
            }
        }
        for field in self.layout.fields() {
            if !applies(field.visible_if.as_ref(), &settled) {
                settled.remove(&field.name);
            }
        }
        settled
    }

    /// The fields that the register answers, so that the form shows them as fixed.
    #[must_use]
    pub fn prefilled(&self, known: &KnownFacts) -> Answers {
        let fixed = self.layout.fields().filter_map(|field| {
            let fact = known.get(field.prefill.as_deref()?)?;
            Some((field.name.clone(), fact.clone()))
        });
        fixed.collect()
    }

    /// What the schema has against the answers, at most one failure a field and [`FIELD_ERRORS_MAX`] in all.
    #[must_use]
    pub fn errors(&self, answers: &Value) -> Vec<FieldError> {
        if self.validator.is_valid(answers) {
            return Vec::new();
        }
        let mut errors: Vec<FieldError> = Vec::new();
        for error in self.validator.iter_errors(answers) {
            for found in self.explain(&error) {
                if errors.len() < FIELD_ERRORS_MAX && !errors.iter().any(|known| known.field == found.field) {
                    errors.push(found);
                }
            }
        }
        errors
    }

    fn explain(&self, error: &ValidationError<'_>) -> Vec<FieldError> {
        let place = error.instance_path().as_str().trim_start_matches('/').to_owned();
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                let field = if place.is_empty() { name.to_owned() } else { format!("{place}/{name}") };
                vec![self.worded(field, "required", "form-error-required", None)]
            }
            ValidationErrorKind::AdditionalProperties { unexpected } => unexpected
                .iter()
                .map(|name| self.worded(name.clone(), "additionalProperties", "form-error-unknown-field", None))
                .collect(),
            kind => {
                let (message_id, limit) = common_message(kind);
                vec![self.worded(place, kind.keyword(), message_id, limit)]
            }
        }
    }

    /// The failure with the layout's own message, where the field has one.
    fn worded(&self, place: String, keyword: &str, common: &str, limit: Option<String>) -> FieldError {
        let name = place.split('/').next().unwrap_or_default();
        let own = self.layout.field(name).and_then(|field| field.errors.get(keyword));
        FieldError { message_id: own.map_or_else(|| common.to_owned(), Clone::clone), field: place, limit }
    }
}

/// The message for a failed keyword, and the limit it names.
fn common_message(kind: &ValidationErrorKind) -> (&'static str, Option<String>) {
    match kind {
        ValidationErrorKind::MinLength { limit } => ("form-error-too-short", Some(limit.to_string())),
        ValidationErrorKind::MaxLength { limit } => ("form-error-too-long", Some(limit.to_string())),
        ValidationErrorKind::MinItems { limit } => ("form-error-too-few", Some(limit.to_string())),
        ValidationErrorKind::MaxItems { limit } => ("form-error-too-many", Some(limit.to_string())),
        ValidationErrorKind::Minimum { limit } => ("form-error-too-small", Some(limit.to_string())),
        ValidationErrorKind::Maximum { limit } => ("form-error-too-large", Some(limit.to_string())),
        ValidationErrorKind::UniqueItems => ("form-error-repeated", None),
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. } => ("form-error-choice", None),
        ValidationErrorKind::Type { .. } => ("form-error-type", None),
        ValidationErrorKind::Format { format } if format == "date" => ("form-error-date", None),
        ValidationErrorKind::Format { format } if format == "email" => ("form-error-email", None),
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => ("form-error-pattern", None),
        _ => ("form-error-invalid", None),
    }
}

/// An answer as it is kept; `None` when there is nothing in it.
fn tidy(answer: Value) -> Option<Value> {
    match answer {
        Value::Null => None,
        Value::String(text) => {
            let text = text.trim();
            (!text.is_empty()).then(|| Value::String(to_nfc(text)))
        }
        Value::Array(list) => {
            // A list of nothing but blanks is as empty as one without entries.
            let list: Vec<Value> = list.into_iter().filter_map(tidy).collect();
            (!list.is_empty()).then_some(Value::Array(list))
        }
        other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_)) => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn form() -> Form {
        let schema = json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["name", "kind", "agreed"],
            "properties": {
                "name": {"type": "string", "minLength": 2, "maxLength": 10},
                "number": {"type": "string", "pattern": "^\\d{3}$"},
                "kind": {"enum": ["a", "b"]},
                "only_b": {"type": "string"},
                "day": {"type": "string", "format": "date"},
                "members": {"type": "array", "maxItems": 2, "uniqueItems": true, "items": {"type": "string", "pattern": "^per_"}},
                "agreed": {"const": true}
            },
            "allOf": [{
                "if": {"required": ["kind"], "properties": {"kind": {"const": "b"}}},
                "then": {"required": ["only_b"]}
            }]
        });
        let layout = json!({"sections": [{"id": "all", "title": "t", "fields": [
            {"name": "name", "label": "l", "widget": "text", "prefill": "person.full_name"},
            {"name": "number", "label": "l", "widget": "text", "errors": {"pattern": "own-pattern"}},
            {"name": "kind", "label": "l", "widget": "radio"},
            {"name": "only_b", "label": "l", "widget": "text", "visible_if": {"field": "kind", "in": ["b"]}},
            {"name": "day", "label": "l", "widget": "date"},
            {"name": "members", "label": "l", "widget": "household_members"},
            {"name": "agreed", "label": "l", "widget": "checkbox"}
        ]}]});
        Form::compile(schema, serde_json::from_value(layout).expect("a layout")).expect("a schema")
    }

    fn answers(value: Value) -> Answers {
        match value {
            Value::Object(answers) => answers,
            other => panic!("answers are an object, not {other}"),
        }
    }

    fn found(form: &Form, value: &Value) -> Vec<(String, String)> {
        form.errors(value).into_iter().map(|error| (error.field, error.message_id)).collect()
    }

    #[test]
    fn every_failure_names_its_field_and_its_message() {
        let form = form();
        assert_eq!(found(&form, &json!({"name": "An", "kind": "a", "agreed": true})), []);
        let wrong = json!({"name": "A", "number": "12a", "kind": "c", "day": "2026-02-30", "members": ["per_1", "x"], "agreed": false, "extra": 1});
        let mut errors = found(&form, &wrong);
        errors.sort();
        let expected = [
            ("agreed", "form-error-choice"),
            ("day", "form-error-date"),
            ("extra", "form-error-unknown-field"),
            ("kind", "form-error-choice"),
            ("members/1", "form-error-pattern"),
            ("name", "form-error-too-short"),
            ("number", "own-pattern"),
        ];
        assert_eq!(errors, expected.map(|(field, message)| (field.to_owned(), message.to_owned())));
        assert_eq!(
            found(&form, &json!({"name": "An", "kind": "b", "agreed": true})),
            [("only_b".to_owned(), "form-error-required".to_owned())]
        );
    }

    #[test]
    fn digits_of_other_scripts_are_no_digits() {
        let errors = found(&form(), &json!({"name": "An", "kind": "a", "agreed": true, "number": "١٢٣"}));
        assert_eq!(errors, [("number".to_owned(), "own-pattern".to_owned())]);
    }

    #[test]
    fn what_the_register_knows_wins_and_what_is_hidden_goes() {
        let known = answers(json!({"person.full_name": "Nguyễn Thị Ví Dụ"}));
        let sent = answers(
            json!({"name": "Somebody Else", "kind": "a", "only_b": "x", "number": "  ", "day": " 2026-02-03 ", "members": []}),
        );
        let settled = form().settle(sent, &known);
        assert_eq!(Value::Object(settled), json!({"name": "Nguyễn Thị Ví Dụ", "kind": "a", "day": "2026-02-03"}));
        let without = form().settle(answers(json!({"name": "Ngu\u{79}e\u{302}\u{303}n"})), &KnownFacts::new());
        assert_eq!(without["name"], json!("Nguy\u{1ec5}n"));
    }

    #[test]
    fn a_list_of_blanks_is_no_answer() {
        let settled = form().settle(answers(json!({"name": "An", "members": [" ", ""]})), &KnownFacts::new());
        assert_eq!(settled.get("members"), None);
    }

    #[test]
    fn a_browser_sends_pairs() {
        let pairs = [("name", "An"), ("members", "per_1"), ("members", "per_2"), ("agreed", "on"), ("other", "x")];
        let read = form().read_pairs(pairs);
        assert_eq!(Value::Object(read), json!({"name": "An", "members": ["per_1", "per_2"], "agreed": true, "other": "x"}));
    }
}
