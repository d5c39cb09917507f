//! Simple conditions on answers: when a field shows, a paper is asked for, an agreement is needed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One answer has one of some values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The answer's name.
    pub field: String,
    /// The values that fulfil the condition.
    #[serde(rename = "in")]
    pub values: Vec<Value>,
}

impl Condition {
    /// Whether the answers fulfil it. A missing answer does not.
    #[must_use]
    pub fn holds(&self, answers: &Map<String, Value>) -> bool {
        answers.get(&self.field).is_some_and(|answer| self.values.contains(answer))
    }
}

/// Whether an optional condition lets something apply: none means always.
#[must_use]
pub(crate) fn applies(condition: Option<&Condition>, answers: &Map<String, Value>) -> bool {
    condition.is_none_or(|condition| condition.holds(answers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_answer_fulfils_no_condition() {
        let condition = Condition { field: "joining".to_owned(), values: vec![json!("existing")] };
        let answers = |value: Value| value.as_object().cloned().expect("an object");
        assert!(condition.holds(&answers(json!({"joining": "existing"}))));
        assert!(!condition.holds(&answers(json!({"joining": "new"}))));
        assert!(!condition.holds(&answers(json!({}))));
        assert!(applies(None, &answers(json!({}))));
    }
}
