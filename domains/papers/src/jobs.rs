//! Printing and sealing, in the background.

use crate::model::PrintOrder;
use crate::press::{Press, PressError, Proof};
use crate::queries::{self, PaperRow};
use crate::seal::{SealedFacts, Seals, sha256_hex};
use crate::{Error, FAILED, ISSUED, PaperEvent, sql};
use access::{Actor, Context, Subject};
use kernel::PaperId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::jobs::{ATTEMPTS_MAX, Handler, JobFailure, JobRow, give_up};
use store::{Store, Tx, params};

/// The kind of the job that prints a paper.
pub const RENDER: &str = "papers.render";

#[derive(Serialize, Deserialize)]
pub(crate) struct RenderPayload {
    pub(crate) paper: PaperId,
}

/// The works: a press, the seals, and where the public checks a paper. One a process.
pub struct Works {
    press: Press,
    seals: Seals,
    verify_base: String,
    specimen: bool,
    context: Context,
}

impl Works {
    /// Works that print with `press`, seal with `seals`, and send the public to `<public_url>/verify/<code>`.
    ///
    /// With `specimen` every paper says that it has no legal value: for demonstrations and rehearsals.
    #[must_use]
    pub fn new(press: Press, seals: Seals, public_url: &str, specimen: bool, context: Context) -> Self {
        Self { press, seals, verify_base: format!("{}/verify/", public_url.trim_end_matches('/')), specimen, context }
    }

    /// The press, to check a pack's templates.
    #[must_use]
    pub const fn press(&self) -> &Press {
        &self.press
    }

    /// The handler of [`RENDER`] for the job runner.
    #[must_use]
    pub fn handler(self: Arc<Self>) -> Handler {
        Arc::new(move |store, job| self.render(store, job))
    }

    /// Prints, seals and stores one paper; does nothing when that is done already.
    fn render(&self, store: &Store, job: &JobRow) -> Result<(), JobFailure> {
        let payload: RenderPayload = serde_json::from_str(&job.payload).map_err(|_| give_up("the payload names no paper"))?;
        let id = payload.paper;
        let actor = self.context.actor(Subject::System { name: "papers" }).build();
        let prepared = store.write_blocking(move |tx| prepare(tx, id)).map_err(|error| later(store, job, id, &error))?;
        let Some((paper, order)) = prepared else { return Ok(()) };
        match self.print(&paper, &order) {
            Ok(pdf) => self.issue(store, &actor, paper, pdf).map_err(|error| later(store, job, id, &error)),
            Err(error) => {
                // The same template and data fail alike every time, so the paper fails at once and visibly.
                let reason = error.to_string();
                let noted = reason.clone();
                store.write_blocking(move |tx| fail(tx, id, &noted)).map_err(|error| error.to_string())?;
                Err(give_up(&reason))
            }
        }
    }

    fn print(&self, paper: &PaperRow, order: &PrintOrder) -> Result<Vec<u8>, PressError> {
        self.press.print(&Proof {
            kind: paper.kind.as_str(),
            agency: &order.agency,
            number: paper.number,
            date: order.date,
            code: paper.code,
            verify_url: &format!("{}{}", self.verify_base, paper.code),
            specimen: self.specimen,
            body: &order.body,
        })
    }

    fn issue(&self, store: &Store, actor: &Actor, paper: PaperRow, pdf: Vec<u8>) -> Result<(), Error> {
        let seal = self.seals.of(&paper.unit);
        let sha256 = sha256_hex(&pdf);
        let facts = SealedFacts {
            code: paper.code,
            kind: &paper.kind,
            unit: &paper.unit,
            agency: &paper.agency,
            number: paper.number,
            issued_at: actor.now(),
            sha256: &sha256,
        };
        let sealed =
            Sealed { signature: seal.sign(&facts), key_id: seal.key_id(), public_key: seal.public_key().to_vec(), sha256, pdf };
        let actor = actor.clone();
        store.write_blocking(move |tx| save(tx, &actor, &paper, &sealed))
    }
}

/// A printed paper with its seal.
struct Sealed {
    pdf: Vec<u8>,
    sha256: String,
    key_id: String,
    public_key: Vec<u8>,
    signature: Vec<u8>,
}

/// The paper and its data, with a number from the office's book. Nothing when the paper needs no printing.
fn prepare(tx: &mut Tx<'_>, id: PaperId) -> Result<Option<(PaperRow, PrintOrder)>, Error> {
    let mut paper = queries::row(tx, id)?;
    let order: Option<(String,)> = tx.optional(&sql::PRINT_ORDER, params![id])?;
    let Some((order,)) = order.filter(|_| paper.state.may_be_printed()) else { return Ok(None) };
    let order: PrintOrder = serde_json::from_str(&order).map_err(store::Error::from)?;
    if paper.number.is_none() {
        let (number,): (i64,) = tx.one(&sql::NEXT_NUMBER, params![paper.unit, paper.kind, i64::from(order.date.year)])?;
        tx.execute(&sql::SET_NUMBER, params![id, number])?;
        paper.number = Some(number);
    }
    Ok(Some((paper, order)))
}

fn save(tx: &mut Tx<'_>, actor: &Actor, paper: &PaperRow, sealed: &Sealed) -> Result<(), Error> {
    tx.execute(&sql::NOTE_SEAL, params![sealed.key_id, paper.unit, sealed.public_key, actor.now()])?;
    let size = i64::try_from(sealed.pdf.len()).unwrap_or(i64::MAX);
    let issued = tx.execute(&sql::ISSUE, params![paper.id, actor.now(), sealed.sha256, size, sealed.key_id, sealed.signature])?;
    if issued == 0 {
        // Another node printed it meanwhile; its bytes are the same.
        return Ok(());
    }
    tx.execute(&sql::INSERT_FILE, params![paper.id, sealed.pdf])?;
    let change = audit::Change {
        entity: "paper",
        id: paper.id.get(),
        person: paper.person,
        act: "papers.issue",
        detail: serde_json::json!({ "kind": paper.kind, "code": paper.code.to_string(), "sha256": sealed.sha256 }),
    };
    audit::change(tx, actor, &change)?;
    tx.publish(ISSUED, &event(paper))?;
    Ok(())
}

/// A failure that may pass: the job is tried again, and only after the last attempt the paper fails visibly.
fn later(store: &Store, job: &JobRow, id: PaperId, error: &Error) -> JobFailure {
    let reason = error.to_string();
    if job.attempts >= ATTEMPTS_MAX {
        let noted = reason.clone();
        if let Err(error) = store.write_blocking(move |tx| fail(tx, id, &noted)) {
            tracing::error!(paper = %id, %error, "The failure of a paper could not be noted");
        }
    }
    JobFailure::Later(reason)
}

fn fail(tx: &mut Tx<'_>, id: PaperId, reason: &str) -> Result<(), Error> {
    let Some(paper) = tx.optional::<PaperRow>(&sql::BY_ID, params![id])? else { return Ok(()) };
    if tx.execute(&sql::FAIL, params![id, reason])? == 1 {
        tx.publish(FAILED, &event(&paper))?;
    }
    Ok(())
}

fn event(paper: &PaperRow) -> PaperEvent {
    PaperEvent {
        paper: paper.id,
        kind: paper.kind.clone(),
        dossier: paper.dossier,
        person: paper.person,
        unit: paper.unit.clone(),
    }
}
