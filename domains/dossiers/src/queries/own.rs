//! What citizens see of their own dossiers, and of those that wait for their word.

use crate::load;
use crate::model::{Consent, Outcome, State};
use crate::services::{Catalogue, Service};
use crate::{Error, sql};
use access::{Actor, Denied, Resource};
use kernel::{DossierId, Instant, PersonId, UnitCode};
use std::sync::Arc;
use store::{ReadTx, Tx, params};

/// The longest page of one's own dossiers.
pub const OWN_ROWS_MAX: u32 = 100;
/// The most requests for an agreement that are listed.
pub const CONSENTS_MAX: u32 = 50;

store::row! {
    /// A line in the list of one's own dossiers.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct OwnDossier {
        /// Which.
        pub id: DossierId,
        /// Its code.
        pub code: String,
        /// The service.
        pub service: String,
        /// The version of the service.
        pub version: u32,
        /// The commune it belongs to.
        pub unit: UnitCode,
        /// Where it stands.
        pub state: State,
        /// How it was decided.
        pub outcome: Option<Outcome>,
        /// When it was filed.
        pub filed_at: Instant,
        /// When it is due.
        pub due_at: Instant,
        /// Until when something must be supplied.
        pub answer_by: Option<Instant>,
    }
}

/// The citizen's own dossiers before a place in the list, the latest first; none for anybody else.
///
/// # Errors
/// Failures of the store.
pub fn my_dossiers(tx: &mut ReadTx<'_>, actor: &Actor, before: Option<DossierId>, rows: u32) -> Result<Vec<OwnDossier>, Error> {
    let Some(person) = actor.person() else { return Ok(Vec::new()) };
    let before = before.map_or(i64::MAX, DossierId::get);
    Ok(tx.many(&sql::DOSSIERS_OF, params![person, before, i64::from(rows.clamp(1, OWN_ROWS_MAX))])?)
}

/// A dossier that waits for somebody's word, as that person sees it: who asks for what, and nothing else.
#[derive(Clone)]
pub struct ConsentRequest {
    /// Which dossier.
    pub id: DossierId,
    /// Its code.
    pub code: String,
    /// The service.
    pub service: Arc<Service>,
    /// The commune it belongs to.
    pub unit: UnitCode,
    /// Who asks.
    pub applicant_name: String,
    /// When it was filed.
    pub filed_at: Instant,
}

/// The dossiers that wait for the citizen's word. The names of those who ask are shown, so each gets an access entry.
///
/// # Errors
/// Failures of the store.
pub fn my_consents(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue) -> Result<Vec<ConsentRequest>, Error> {
    let Some(person) = actor.person() else { return Ok(Vec::new()) };
    let rows = tx.many::<(DossierId,)>(&sql::CONSENTS_OF, params![person, i64::from(CONSENTS_MAX)])?;
    let mut requests = Vec::with_capacity(rows.len());
    for (id,) in rows {
        requests.push(consent_request(tx, actor, catalogue, id)?);
    }
    Ok(requests)
}

/// One dossier that waits for the citizen's word.
///
/// # Errors
/// [`Error::NotFound`] for everybody but the one whose word is awaited; [`Error::Denied`].
pub fn consent_request(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, id: DossierId) -> Result<ConsentRequest, Error> {
    let dossier = load::dossier(tx, id)?;
    let awaited =
        dossier.consenter.filter(|_| dossier.progress.consent == Consent::Pending && dossier.progress.state.is_pending());
    let head: PersonId = awaited.filter(|head| actor.person() == Some(*head)).ok_or(Error::NotFound)?;
    actor.authorize("dossiers.view", &Resource::new("dossier").unit(dossier.unit.clone()).owner(head)).map_err(|denied| {
        match denied {
            Denied::Hidden => Error::NotFound,
            other => other.into(),
        }
    })?;
    let fields = ["name"];
    audit::access(tx, actor, &audit::Access { person: dossier.applicant, fields: &fields, dossier: Some(id) })?;
    Ok(ConsentRequest {
        id,
        service: catalogue.version(&dossier.service, dossier.version)?,
        code: dossier.code,
        unit: dossier.unit,
        applicant_name: dossier.applicant_name,
        filed_at: dossier.filed_at,
    })
}
