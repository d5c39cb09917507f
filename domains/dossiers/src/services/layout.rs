//! How a form is laid out: the typed form of `layout.json`.

use super::condition::Condition;
use kernel::text_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

text_enum! {
    /// How a field is shown. A hint: a surface may choose something plainer.
    pub enum Widget {
        /// One line.
        Text = "text",
        /// Several lines.
        Textarea = "textarea",
        /// A whole date.
        Date = "date",
        /// A date of which the day or month may be unknown.
        PartialDate = "partial_date",
        /// One of a few, all visible.
        Radio = "radio",
        /// One of many.
        Select = "select",
        /// Yes or nothing.
        Checkbox = "checkbox",
        /// A telephone number.
        Phone = "phone",
        /// A mail address.
        Email = "email",
        /// A commune of the administrative units.
        Commune = "commune",
        /// Some of the members of the applicant's household.
        HouseholdMembers = "household_members",
    }
}

/// One of the values a field may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value, as the schema names it.
    pub value: String,
    /// The message with its words.
    pub label: String,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The answer's name, which is a property of the schema.
    pub name: String,
    /// The message that labels it.
    pub label: String,
    /// The message that helps to fill it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// How it is shown.
    pub widget: Widget,
    /// The fact of the register that answers it. When the register knows, the applicant cannot change it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
    /// When it is asked for; always when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visible_if: Option<Condition>,
    /// The values to choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Messages for failures of this field, by the schema's keyword; the common ones serve otherwise.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub errors: BTreeMap<String, String>,
}

/// A group of fields under a title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its short name.
    pub id: String,
    /// The message with its title.
    pub title: String,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// The sections of a form, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The sections.
    pub sections: Vec<Section>,
}

impl Layout {
    /// Every field, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field of that name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().find(|field| field.name == name)
    }

    /// Every message id the layout names, for the check that each exists.
    #[must_use]
    pub fn message_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.sections.iter().map(|section| section.title.as_str()).collect();
        for field in self.fields() {
            ids.push(&field.label);
            ids.extend(field.hint.as_deref());
            ids.extend(field.options.iter().map(|choice| choice.label.as_str()));
            ids.extend(field.errors.values().map(String::as_str));
        }
        ids
    }
}
