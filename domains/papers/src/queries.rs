//! Reads: for holders and officers, and for anybody who holds a paper in hand.

use crate::model::{PaperKind, PaperState};
use crate::seal::{SealedFacts, holds, sha256_hex};
use crate::{Code, Error, sql};
use access::{Actor, Denied, Purpose, Resource};
use kernel::{DossierId, Instant, PaperId, PersonId, UnitCode};
use serde::Serialize;
use store::{ReadTx, Tx, params};

/// A dossier has a handful of papers; more are not shown.
const PAPERS_OF_DOSSIER_MAX: i64 = 100;
/// A page of papers.
const PAGE_ROWS_MAX: u32 = 100;
/// A chain of communes that took each other over is as long as the map was redrawn; a longer one is a circle.
const REDRAWN_MAX: usize = 16;
/// No paper is so large; bigger files are not looked up.
const FILE_BYTES_MAX: usize = 20 << 20;

store::row! {
    /// A paper as it stands in the table, without the data it is printed from.
    #[derive(Debug, Clone)]
    pub(crate) struct PaperRow {
        pub(crate) id: PaperId,
        pub(crate) code: Code,
        pub(crate) kind: PaperKind,
        pub(crate) state: PaperState,
        pub(crate) unit: UnitCode,
        pub(crate) agency: String,
        pub(crate) dossier: Option<DossierId>,
        pub(crate) person: Option<PersonId>,
        pub(crate) holder: String,
        pub(crate) number: Option<i64>,
        pub(crate) requested_at: Instant,
        pub(crate) issued_at: Option<Instant>,
        pub(crate) revoked_at: Option<Instant>,
        pub(crate) sha256: Option<String>,
        pub(crate) size: Option<i64>,
        pub(crate) seal_key: Option<String>,
        pub(crate) signature: Option<Vec<u8>>,
        pub(crate) failures: i64,
        pub(crate) failure: Option<String>,
    }
}

impl PaperRow {
    /// What its seal was set under; nothing when it has none.
    fn sealed_facts(&self) -> Option<SealedFacts<'_>> {
        Some(SealedFacts {
            code: self.code,
            kind: &self.kind,
            unit: &self.unit,
            agency: &self.agency,
            number: self.number,
            issued_at: self.issued_at?,
            sha256: self.sha256.as_deref()?,
        })
    }
}

/// A paper in a list, for its holder and for officers. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Which paper.
    pub id: PaperId,
    /// Its verification code.
    pub code: String,
    /// What kind of paper.
    pub kind: PaperKind,
    /// Where it stands.
    pub state: PaperState,
    /// The office.
    pub agency: String,
    /// The responsible unit.
    pub unit: UnitCode,
    /// The dossier that gave rise to it.
    pub dossier: Option<DossierId>,
    /// The number in the office's book.
    pub number: Option<i64>,
    /// When it was asked for: the date on it.
    pub requested_at: Instant,
    /// When it was sealed.
    pub issued_at: Option<Instant>,
    /// Bytes of the PDF.
    pub size: Option<i64>,
    /// How often printing failed.
    pub failures: i64,
    /// What went wrong last, for operators.
    pub failure: Option<String>,
}

impl From<PaperRow> for Summary {
    fn from(row: PaperRow) -> Self {
        Self {
            id: row.id,
            code: row.code.to_string(),
            kind: row.kind,
            state: row.state,
            agency: row.agency,
            unit: row.unit,
            dossier: row.dossier,
            number: row.number,
            requested_at: row.requested_at,
            issued_at: row.issued_at,
            size: row.size,
            failures: row.failures,
            failure: row.failure,
        }
    }
}

kernel::text_enum! {
    /// Whether the seal over a paper's record is intact.
    pub enum SealCheck {
        /// The office's key signed exactly these facts.
        Holds = "holds",
        /// The record was changed after it was sealed, or the key is unknown. Nobody may rely on it.
        Broken = "broken",
        /// The paper is not sealed yet.
        None = "none",
    }
}

impl SealCheck {
    /// The message that says it to a person.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Holds => "papers-seal-holds",
            Self::Broken => "papers-seal-broken",
            Self::None => "papers-seal-none",
        }
    }
}

/// What anybody who holds a paper may see of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublicPaper {
    /// The verification code, with hyphens.
    pub code: String,
    /// What kind of paper.
    pub kind: PaperKind,
    /// Whether it is valid.
    pub state: PaperState,
    /// The office.
    pub agency: String,
    /// The responsible unit.
    pub unit: UnitCode,
    /// The number in the office's book.
    pub number: Option<i64>,
    /// The initials of the holder, to compare with the paper in hand.
    pub holder: String,
    /// The date on the paper.
    pub requested_at: Instant,
    /// When it was sealed.
    pub issued_at: Option<Instant>,
    /// When it was declared invalid.
    pub revoked_at: Option<Instant>,
    /// SHA-256 of the PDF, in hexadecimal.
    pub sha256: Option<String>,
    /// Bytes of the PDF.
    pub size: Option<i64>,
    /// Whether the seal over all this is intact.
    pub seal: SealCheck,
    /// The name of the key that sealed it.
    pub seal_key: Option<String>,
}

/// A paper that was fetched.
#[derive(Clone)]
pub struct Download {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// A name for the file, without personal data: kind and code.
    pub file_name: String,
    /// SHA-256 in hexadecimal, for an entity tag.
    pub sha256: String,
    /// Whether it is still valid.
    pub state: PaperState,
}

/// The row, or [`Error::NotFound`].
pub(crate) fn row(tx: &mut ReadTx<'_>, id: PaperId) -> Result<PaperRow, Error> {
    tx.optional(&sql::BY_ID, params![id])?.ok_or(Error::NotFound)
}

/// The purpose of handling a dossier, by its code in the pack: the log notes a look at a dossier's paper under it.
const SERVE: &str = "serve-dossier";

/// Whether the actor may fetch a paper. An officer who states no other purpose fetches a dossier's paper for the dossier;
/// a paper without one takes a purpose of its own.
fn may_fetch(tx: &mut ReadTx<'_>, actor: &Actor, paper: &PaperRow) -> Result<(), Error> {
    if actor.purpose.is_given() || actor.staff().is_none() || paper.dossier.is_none() {
        return permitted(tx, actor, "papers.download", paper);
    }
    let mut serving = actor.clone();
    serving.purpose = SERVE.parse::<Purpose>().unwrap_or_default();
    permitted(tx, &serving, "papers.download", paper)
}

/// Asks for permission in the commune of a paper, and where it ended in the one that took it over: the paper itself names
/// its commune for ever, because the seal does.
pub(crate) fn permitted(tx: &mut ReadTx<'_>, actor: &Actor, action: &str, paper: &PaperRow) -> Result<(), Error> {
    let mut unit = paper.unit.clone();
    for _ in 0..REDRAWN_MAX {
        let resource = Resource::new("paper").unit(unit.clone());
        let resource = paper.person.into_iter().fold(resource, Resource::owner);
        let refusal = match actor.authorize(action, &resource) {
            Ok(()) => return Ok(()),
            Err(refusal) => refusal,
        };
        let successor =
            if refusal == Denied::Hidden { tx.optional::<(UnitCode,)>(&sql::SUCCESSOR_OF, params![unit])? } else { None };
        let Some((successor,)) = successor else { return Err(refusal.into()) };
        unit = successor;
    }
    Err(Denied::Hidden.into())
}

/// One paper, without its bytes.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`].
pub fn summary(tx: &mut ReadTx<'_>, actor: &Actor, id: PaperId) -> Result<Summary, Error> {
    let paper = row(tx, id)?;
    may_fetch(tx, actor, &paper)?;
    Ok(paper.into())
}

/// The papers of a dossier that the actor may fetch, oldest first.
///
/// # Errors
/// Those of the store. What the actor may not see is left out.
pub fn of_dossier(tx: &mut ReadTx<'_>, actor: &Actor, dossier: DossierId) -> Result<Vec<Summary>, Error> {
    let rows: Vec<PaperRow> = tx.many(&sql::OF_DOSSIER, params![dossier, PAPERS_OF_DOSSIER_MAX])?;
    visible(tx, actor, rows)
}

/// The papers of a person that the actor may fetch, newest first; `before` is the last one of the page before.
///
/// # Errors
/// Those of the store. What the actor may not see is left out.
pub fn of_person(
    tx: &mut ReadTx<'_>,
    actor: &Actor,
    person: PersonId,
    before: Option<PaperId>,
    limit: u32,
) -> Result<Vec<Summary>, Error> {
    let before = before.map_or(i64::MAX, kernel::Id::get);
    let rows: Vec<PaperRow> = tx.many(&sql::OF_PERSON, params![person, before, i64::from(limit.min(PAGE_ROWS_MAX))])?;
    visible(tx, actor, rows)
}

fn visible(tx: &mut ReadTx<'_>, actor: &Actor, rows: Vec<PaperRow>) -> Result<Vec<Summary>, Error> {
    let mut visible = Vec::with_capacity(rows.len());
    for paper in rows {
        match may_fetch(tx, actor, &paper) {
            Ok(()) => visible.push(Summary::from(paper)),
            Err(Error::Denied(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(visible)
}

/// Papers that could not be printed, oldest first, for the operator; `after` is the last one of the page before.
///
/// # Errors
/// [`Error::Denied`] for everybody but operators.
pub fn stuck(tx: &mut ReadTx<'_>, actor: &Actor, after: Option<PaperId>, limit: u32) -> Result<Vec<Summary>, Error> {
    actor.authorize("admin.jobs", &Resource::new("job"))?;
    let after = after.map_or(0, kernel::Id::get);
    let rows: Vec<PaperRow> = tx.many(&sql::IN_STATE, params![PaperState::Failed, after, i64::from(limit.min(PAGE_ROWS_MAX))])?;
    Ok(rows.into_iter().map(Summary::from).collect())
}

/// Fetches a paper. Who fetched it is noted before the bytes are given out, and the person sees it.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Denied`]; [`Error::NotPrinted`] and [`Error::NotPrintable`] while there are no bytes;
/// [`Error::Damaged`] when the bytes are not those that were sealed.
pub fn download(tx: &mut Tx<'_>, actor: &Actor, id: PaperId) -> Result<Download, Error> {
    let paper = row(tx, id)?;
    may_fetch(tx, actor, &paper)?;
    match paper.state {
        PaperState::Pending => return Err(Error::NotPrinted(id)),
        PaperState::Failed => return Err(Error::NotPrintable(id)),
        PaperState::Issued | PaperState::Revoked => {}
    }
    if let Some(person) = paper.person {
        audit::access(tx, actor, &audit::Access { person, fields: &["paper", paper.kind.as_str()], dossier: paper.dossier })?;
    }
    let (bytes,): (Vec<u8>,) = tx.optional(&sql::FILE, params![id])?.ok_or(Error::Damaged(id))?;
    let sha256 = sha256_hex(&bytes);
    if paper.sha256.as_deref() != Some(sha256.as_str()) {
        return Err(Error::Damaged(id));
    }
    Ok(Download { bytes, file_name: format!("{}-{}.pdf", paper.kind, paper.code), sha256, state: paper.state })
}

/// What anybody may see of the paper with this code, typed or scanned. Nothing when no paper has it.
///
/// # Errors
/// [`Error::BadCode`] when it cannot be a code, which a typing mistake makes likely.
pub fn verify_by_code(tx: &mut ReadTx<'_>, code: &str) -> Result<Option<PublicPaper>, Error> {
    let code: Code = code.parse()?;
    let paper: Option<PaperRow> = tx.optional(&sql::BY_CODE, params![code])?;
    paper.map(|paper| public(tx, paper)).transpose()
}

/// What anybody may see of the paper whose PDF this is, byte for byte. Nothing when it is no paper of ours, or changed.
///
/// # Errors
/// Those of the store.
pub fn verify_file(tx: &mut ReadTx<'_>, bytes: &[u8]) -> Result<Option<PublicPaper>, Error> {
    if bytes.len() > FILE_BYTES_MAX {
        return Ok(None);
    }
    let paper: Option<PaperRow> = tx.optional(&sql::BY_DIGEST, params![sha256_hex(bytes)])?;
    paper.map(|paper| public(tx, paper)).transpose()
}

fn public(tx: &mut ReadTx<'_>, paper: PaperRow) -> Result<PublicPaper, Error> {
    let seal = check_seal(tx, &paper)?;
    Ok(PublicPaper {
        code: paper.code.to_string(),
        kind: paper.kind,
        state: paper.state,
        agency: paper.agency,
        unit: paper.unit,
        number: paper.number,
        holder: paper.holder,
        requested_at: paper.requested_at,
        issued_at: paper.issued_at,
        revoked_at: paper.revoked_at,
        sha256: paper.sha256,
        size: paper.size,
        seal,
        seal_key: paper.seal_key,
    })
}

fn check_seal(tx: &mut ReadTx<'_>, paper: &PaperRow) -> Result<SealCheck, Error> {
    let (Some(key_id), Some(signature)) = (&paper.seal_key, &paper.signature) else {
        return Ok(if paper.state.may_be_printed() { SealCheck::None } else { SealCheck::Broken });
    };
    let key: Option<(Vec<u8>,)> = tx.optional(&sql::SEAL_KEY, params![key_id])?;
    let intact = key.zip(paper.sealed_facts()).is_some_and(|((key,), facts)| holds(&key, &facts, signature));
    Ok(if intact { SealCheck::Holds } else { SealCheck::Broken })
}
