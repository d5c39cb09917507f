//! Handing the result over.

use super::act::{Deed, act_at_desk, carry_out};
use crate::Error;
use crate::load::Dossier;
use crate::model::Act;
use crate::services::Catalogue;
use access::Actor;
use kernel::{DossierId, text_enum};
use serde_json::json;
use store::Tx;

text_enum! {
    /// How the result reaches the applicant.
    pub enum Delivery {
        /// In the applicant's account.
        Online = "online",
        /// At the counter.
        Counter = "counter",
        /// By post.
        Post = "post",
    }
}

impl Delivery {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Online => "dossiers-delivery-online",
            Self::Counter => "dossiers-delivery-counter",
            Self::Post => "dossiers-delivery-post",
        }
    }
}

/// The command.
#[derive(Debug, Clone)]
pub struct ReturnResult {
    /// Of which dossier.
    pub dossier: DossierId,
    /// How.
    pub delivery: Delivery,
}

/// Hands the result over. Nothing can happen to the dossier any more.
///
/// # Errors
/// [`Error::Obstacle`] when it is not decided; [`Error::Denied`], [`Error::NotFound`].
pub fn return_result(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, command: &ReturnResult) -> Result<Dossier, Error> {
    let (opened, next) = act_at_desk(tx, actor, catalogue, command.dossier, "dossiers.return", |opened| {
        opened.progress().return_result(&opened.service.definition)
    })?;
    let deed = Deed::new(Act::ReturnResult, next).detail(json!({ "delivery": command.delivery })).tell("inbox-dossier-returned");
    carry_out(tx, actor, catalogue, &opened, &deed)
}
