//! What people write into forms.

use crate::population::Dice;
use country::{DemoWords, PhraseKind};
use std::collections::BTreeMap;

/// The pack's phrases by what they are for.
pub(crate) struct Phrases(BTreeMap<PhraseKind, Vec<String>>);

impl Phrases {
    pub(crate) fn new(words: &DemoWords) -> Self {
        let mut by_kind: BTreeMap<PhraseKind, Vec<String>> = BTreeMap::new();
        for phrase in &words.phrases {
            by_kind.entry(phrase.kind).or_default().push(phrase.text.clone());
        }
        Self(by_kind)
    }

    /// One of a kind; a dash when the pack has none.
    pub(crate) fn draw(&self, kind: PhraseKind, dice: &mut Dice) -> String {
        let list = self.0.get(&kind).map_or(&[][..], Vec::as_slice);
        list.get(dice.index(list.len())).map_or_else(|| "-".to_owned(), String::clone)
    }
}
