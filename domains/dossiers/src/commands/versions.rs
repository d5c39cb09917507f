//! Versions of services: bringing the pack and the database together, publishing, retiring.

use super::act::hide;
use crate::services::{Catalogue, Definition, Form, Layout, SINCE_EVER, Service, VersionState, Versions, digest, text_of};
use crate::{Error, sql};
use access::{Actor, Resource};
use kernel::Date;
use serde::Deserialize;
use serde_json::Value;
use std::sync::Arc;
use store::{ReadTx, Tx, params};

/// More versions than an office will ever write.
const VERSIONS_MAX: i64 = 100_000;

/// What bringing the pack and the database together did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Installed {
    /// Services that are new, and offered from now on.
    pub offered: Vec<String>,
    /// Services whose text has changed, with the number of the draft that was made of it.
    pub drafts: Vec<(String, u32)>,
}

store::row! {
    struct VersionRow {
        service: String,
        version: u32,
        state: VersionState,
        valid_from: Date,
        digest: String,
        definition: String,
    }
}

/// A text of the pack that the database does not know, and the latest version of the service that it does.
struct Unknown {
    id: String,
    service: Arc<Service>,
    latest: Option<u32>,
}

#[derive(Deserialize)]
struct Text {
    service: Definition,
    schema: Value,
    layout: Layout,
}

impl Catalogue {
    /// Brings the pack and the database together and loads every version. Call it when the program starts.
    ///
    /// A service the database does not know is offered at once. A text that differs from all known versions becomes a
    /// draft, which [`publish`] makes live. Where [`is_installed`](Self::is_installed), nothing is written.
    ///
    /// # Errors
    /// [`Error::ServiceText`] when a stored version cannot be read; failures of the store.
    pub fn install(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<Installed, Error> {
        actor.authorize("dossiers.publish", &Resource::new("dossier")).map_err(hide)?;
        let mut done = Installed::default();
        for Unknown { id, service, latest } in self.unknown(tx)? {
            let number = latest.unwrap_or(0) + 1;
            let (state, from) =
                if latest.is_none() { (VersionState::Live, SINCE_EVER) } else { (VersionState::Draft, actor.today()) };
            let text = text_of(&service.definition, &service.form);
            tx.execute(&sql::INSERT_SERVICE_VERSION, params![id, number, state, from, service.digest, text])?;
            match state {
                VersionState::Live => done.offered.push(id),
                VersionState::Draft | VersionState::Retired => done.drafts.push((id, number)),
            }
        }
        self.refresh(tx)?;
        Ok(done)
    }

    /// Whether the database knows every text of the pack: asked first, so that a start does not wait for whoever writes.
    ///
    /// # Errors
    /// Failures of the store.
    pub fn is_installed(&self, tx: &mut ReadTx<'_>) -> Result<bool, Error> {
        Ok(self.unknown(tx)?.is_empty())
    }

    /// The texts of the pack that the database does not know.
    fn unknown(&self, tx: &mut ReadTx<'_>) -> Result<Vec<Unknown>, Error> {
        let rows: Vec<VersionRow> = tx.many(&sql::SERVICE_VERSIONS, params![VERSIONS_MAX])?;
        let mut unknown = Vec::new();
        for (id, versions) in self.versions_of_pack() {
            let Some(service) = versions.first() else { continue };
            let known = || rows.iter().filter(|row| row.service == *id);
            if !known().any(|row| row.digest == service.digest) {
                let latest = known().map(|row| row.version).max();
                unknown.push(Unknown { id: id.clone(), service: Arc::clone(service), latest });
            }
        }
        Ok(unknown)
    }

    /// Loads every version anew: after publishing, and from time to time on nodes beside the one that published.
    ///
    /// Versions that are in memory already are not compiled again.
    ///
    /// # Errors
    /// [`Error::ServiceText`] when a stored version cannot be read; failures of the store.
    pub fn refresh(&self, tx: &mut ReadTx<'_>) -> Result<(), Error> {
        let rows: Vec<VersionRow> = tx.many(&sql::SERVICE_VERSIONS, params![VERSIONS_MAX])?;
        let present = self.all();
        let mut versions = Versions::new();
        for row in rows {
            let same = present.get(&row.service).and_then(|known| known.iter().find(|known| known.version == row.version));
            let unchanged =
                same.filter(|known| known.digest == row.digest && known.state == row.state && known.valid_from == row.valid_from);
            let service = match unchanged {
                Some(known) => Arc::clone(known),
                None => Arc::new(read(&row)?),
            };
            versions.entry(row.service).or_default().push(service);
        }
        self.replace(versions);
        Ok(())
    }
}

fn read(row: &VersionRow) -> Result<Service, Error> {
    let broken = |reason: String| Error::ServiceText { service: row.service.clone(), version: row.version, reason };
    if digest(&row.definition) != row.digest {
        return Err(broken("its text is not the one that was stored".to_owned()));
    }
    let text: Text = serde_json::from_str(&row.definition).map_err(|error| broken(error.to_string()))?;
    let form = Form::compile(text.schema, text.layout).map_err(broken)?;
    let checked = crate::services::Checked { definition: text.service, form };
    Ok(Service::new(checked, row.version, row.state, row.valid_from, row.digest.clone()))
}

/// Offers a version from a day on. The one before goes on until then; dossiers filed under it go on in any case.
///
/// The caller refreshes its catalogue after the commit ([`Catalogue::refresh`]).
///
/// # Errors
/// [`Error::ServiceUnknown`]; [`Error::Denied`].
pub fn publish(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    service: &str,
    version: u32,
    from: Date,
) -> Result<(), Error> {
    set_state(tx, actor, catalogue, (service, version), VersionState::Live, from)
}

/// Withdraws a version: nobody can file under it any more, not even who has its form open.
///
/// # Errors
/// [`Error::ServiceUnknown`]; [`Error::Denied`].
pub fn retire(tx: &mut Tx<'_>, actor: &Actor, catalogue: &Catalogue, service: &str, version: u32) -> Result<(), Error> {
    set_state(tx, actor, catalogue, (service, version), VersionState::Retired, actor.today())
}

fn set_state(
    tx: &mut Tx<'_>,
    actor: &Actor,
    catalogue: &Catalogue,
    (service, version): (&str, u32),
    state: VersionState,
    from: Date,
) -> Result<(), Error> {
    // A service is offered in the whole city, so who keeps the staff of one ward has no say in it.
    actor.authorize("dossiers.publish", &Resource::new("dossier").unit(catalogue.city().clone())).map_err(hide)?;
    if tx.execute(&sql::UPDATE_SERVICE_VERSION, params![service, version, state, from])? == 0 {
        return Err(Error::ServiceUnknown);
    }
    let change = audit::Change {
        entity: "service",
        id: i64::from(version),
        person: None,
        act: "dossiers.publish",
        detail: serde_json::json!({ "service": service, "version": version, "state": state, "from": from.to_string() }),
    };
    audit::change(tx, actor, &change)?;
    Ok(())
}
