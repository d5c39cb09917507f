//! Texts of the data, as they can be printed.

use serde_json::Value;
use typst::text::Font;
use unicode_normalization::UnicodeNormalization;

/// What stands for a character that no typeface has.
const UNKNOWN: char = '?';
/// Data shorter than this is too common to be taken out of a message.
const TELLING_LENGTH_MIN: usize = 3;

/// The data with every text composed (NFC), without control characters, and with a question mark for each character
/// that the typefaces lack: an emoji in an address must not keep a citizen from a receipt.
pub(super) fn printable(value: Value, fonts: &[Font]) -> Value {
    match value {
        Value::String(text) => Value::String(text.nfc().filter_map(|letter| drawable(letter, fonts)).collect()),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| printable(item, fonts)).collect()),
        Value::Object(fields) => Value::Object(fields.into_iter().map(|(name, field)| (name, printable(field, fonts))).collect()),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_)) => other,
    }
}

fn drawable(letter: char, fonts: &[Font]) -> Option<char> {
    if letter.is_whitespace() {
        Some(' ')
    } else if letter.is_control()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    {
        // Marks that turn the direction of writing can make a name read as another; Vietnamese has no use for them.
        None
    } else if fonts.iter().all(|font| font.info().coverage.contains(u32::from(letter))) {
        Some(letter)
    } else {
        Some(UNKNOWN)
    }
}

/// A message of the typesetter with every text of the data taken out, for logs.
pub(super) fn without_data(message: &str, data: &Value) -> String {
    let mut texts = Vec::new();
    collect(data, &mut texts);
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.into_iter().fold(message.to_owned(), |message, text| message.replace(text, "…"))
}

fn collect<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if text.chars().count() >= TELLING_LENGTH_MIN => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, texts)),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
