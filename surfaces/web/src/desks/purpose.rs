//! Why an official opens somebody's data: one of the purposes of the country pack, said before anything is shown.

use crate::{
    components::{Choice, Select},
    visit::Visit,
};

/// Name of the answer, in forms and in addresses.
pub(crate) const FIELD: &str = "purpose";

/// The list of purposes that can be stated without a dossier.
pub(crate) fn select(visit: &Visit, stated: &str) -> Select {
    let words = &visit.words;
    let free = visit.platform.pack.purposes().iter().filter(|purpose| !purpose.needs_dossier);
    let choices = free.map(|purpose| Choice::new(&purpose.code, words.say(&purpose.message)).chosen_if(stated)).collect();
    Select::new(words, FIELD, words.say("web-purpose"), choices).blank(words.say("web-choose"))
}

/// Whether a visitor may state this purpose.
pub(crate) fn is_stated(visit: &Visit, code: &str) -> bool {
    visit.platform.stated(code).is_some()
}

/// What a purpose is called; nothing for a code that the pack does not know.
pub(crate) fn said(visit: &Visit, code: &str) -> Option<String> {
    let known = visit.platform.pack.purposes().iter().find(|purpose| purpose.code == code)?;
    Some(visit.words.say(&known.message))
}
