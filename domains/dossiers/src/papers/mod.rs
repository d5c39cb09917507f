//! The papers that are made of a dossier: which, when, and with what on them.
//!
//! This domain does not print. An act promises a paper with a job ([`PAPER`]); the job's handler puts together what the
//! paper says and hands it to whoever prints, who is named where the program is composed ([`paper_handler`]).

mod body;
mod forms;

pub use body::paper_order;

use crate::services::Catalogue;
use crate::{Error, sql};
use access::{Actor, Context, Subject};
use kernel::{DossierId, PaperId, PersonId, StaffId, UnitCode, text_enum};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::jobs::{Handler, JobFailure};
use store::{Job, Tx, params};

/// The kind of the job that has a paper made.
pub const PAPER: &str = "dossiers.paper";

/// The templates of results that this domain can fill: the confirmation CT07 and the notice CT08.
pub(crate) const RESULT_TEMPLATES: &[&str] = &["ct07", "ct08"];

text_enum! {
    /// What a paper of a dossier is for.
    pub enum PaperWish {
        /// Receipt and appointment (form 01).
        Receipt = "receipt",
        /// Request for what is missing (form 02).
        Supplement = "supplement",
        /// Refusal to receive or to grant (form 03).
        Refusal = "refusal",
        /// What was asked for: the template that the service names.
        Result = "result",
    }
}

impl PaperWish {
    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Receipt => "dossiers-paper-wish-receipt",
            Self::Supplement => "dossiers-paper-wish-supplement",
            Self::Refusal => "dossiers-paper-wish-refusal",
            Self::Result => "dossiers-paper-wish-result",
        }
    }
}

/// A paper to be made.
pub struct PaperOrder {
    /// The template in the pack.
    pub template: String,
    /// The template's data.
    pub body: serde_json::Value,
    /// The unit in whose name it is made, and under whose seal.
    pub unit: UnitCode,
    /// The dossier.
    pub dossier: DossierId,
    /// Whose paper it is.
    pub person: PersonId,
    /// The name of that person.
    pub holder: String,
    /// The officer who acted. Who prints knows the name, and puts it where the template has `officer` or `signatory.name`.
    pub officer: Option<StaffId>,
}

/// Has a paper made, in the transaction of the job.
pub type Printer = Arc<dyn Fn(&mut Tx<'_>, &Actor, &PaperOrder) -> Result<PaperId, String> + Send + Sync>;

#[derive(Serialize, Deserialize)]
struct Payload {
    dossier: DossierId,
    wish: PaperWish,
}

/// Promises a paper with the transaction.
pub(crate) fn promise(tx: &mut Tx<'_>, actor: &Actor, dossier: DossierId, wish: PaperWish) -> Result<(), Error> {
    let job = Job::new(PAPER, &Payload { dossier, wish })?.dedup(format!("{dossier}:{wish}"));
    tx.enqueue(&job, actor.now())?;
    Ok(())
}

/// The handler of [`PAPER`] for the job runner. Running twice makes one paper.
#[must_use]
pub fn paper_handler(catalogue: Arc<Catalogue>, messages: Arc<i18n::Catalogue>, context: Context, printer: Printer) -> Handler {
    Arc::new(move |store, job| {
        let payload: Payload =
            serde_json::from_str(&job.payload).map_err(|_| JobFailure::Never("the payload names no dossier".to_owned()))?;
        let actor = context.actor(Subject::System { name: "dossiers" }).build();
        let (catalogue, messages, printer) = (Arc::clone(&catalogue), Arc::clone(&messages), Arc::clone(&printer));
        let made = store.write_blocking(move |tx| make(tx, &actor, &catalogue, &messages, &printer, &payload));
        made.map_err(|error| error.to_string().into())
    })
}

fn make(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    messages: &i18n::Catalogue,
    printer: &Printer,
    payload: &Payload,
) -> Result<(), Error> {
    let (id, wish) = (payload.dossier, payload.wish);
    if tx.optional::<(PaperId,)>(&sql::PAPER_OF_KIND, params![id, wish])?.is_some() {
        return Ok(());
    }
    let order = paper_order(tx, actor, catalogue, messages, id, wish)?;
    let paper = printer(tx, actor, &order).map_err(Error::Paper)?;
    tx.execute(&sql::INSERT_PAPER, params![id, wish, paper])?;
    Ok(())
}
