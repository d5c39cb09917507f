//! The syllables that occur in names, as one search asks for them: each thing is read once.

use crate::names::{FAMILY, GIVEN};
use crate::{Error, sql};
use std::collections::HashMap;
use std::sync::Arc;
use store::{ReadTx, params};

/// The most syllables of one kind that are looked through for slips.
const WORDS_MAX: i64 = 4_000;

/// Which part of a name a syllable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// The family name.
    Family,
    /// The given name.
    Given,
}

/// What has been read so far.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    families: Known,
    givens: Known,
}

/// What is known of one kind.
#[derive(Debug, Default)]
struct Known {
    /// The commonest first, once they were asked for.
    common: Option<Arc<[String]>>,
    /// The syllables asked for by themselves.
    occurring: HashMap<String, bool>,
}

impl Vocabulary {
    /// The syllables that occur, commonest first.
    pub(super) fn common(&mut self, tx: &mut ReadTx<'_>, kind: Word) -> Result<Arc<[String]>, Error> {
        let (known, word) = self.kind(kind);
        if let Some(common) = &known.common {
            return Ok(Arc::clone(common));
        }
        let words = tx.many::<(String,)>(&sql::NAME_WORDS, params![word, WORDS_MAX])?;
        let common: Arc<[String]> = words.into_iter().map(|(word,)| word).collect();
        known.occurring.extend(common.iter().map(|word| (word.clone(), true)));
        known.common = Some(Arc::clone(&common));
        Ok(common)
    }

    /// Whether anybody bears the syllable. A name of one word has no family name, so that part may be empty.
    pub(super) fn occurs(&mut self, tx: &mut ReadTx<'_>, kind: Word, syllable: &str) -> Result<bool, Error> {
        if syllable.is_empty() {
            return Ok(true);
        }
        let (known, word) = self.kind(kind);
        if let Some(occurs) = known.occurring.get(syllable) {
            return Ok(*occurs);
        }
        let occurs = tx.optional::<(i64,)>(&sql::NAME_WORD_OCCURS, params![word, syllable])?.is_some();
        known.occurring.insert(syllable.to_owned(), occurs);
        Ok(occurs)
    }

    /// What is known of a kind, and the word under which the register keeps it.
    fn kind(&mut self, kind: Word) -> (&mut Known, &'static str) {
        match kind {
            Word::Family => (&mut self.families, FAMILY),
            Word::Given => (&mut self.givens, GIVEN),
        }
    }
}
