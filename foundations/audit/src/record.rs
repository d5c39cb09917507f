//! Adding entries.

use crate::entry::{Access, ActorKind, Change, READ};
use crate::sql;
use access::{Actor, Subject};
use kernel::{DossierId, PersonId};
use store::{Error, ToValue, Tx, Value, params};

/// The purpose of handling a dossier, for entries that name one while the actor stated none.
const DOSSIER_PURPOSE: &str = "serve-dossier";

/// Notes that the actor is shown a person's record. Call it before the data is returned.
///
/// # Errors
/// What the store refuses.
pub fn access(tx: &mut Tx<'_>, actor: &Actor, access: &Access<'_>) -> Result<(), Error> {
    let who = Who::of(actor, Some(access.person));
    let fields = access.fields.join(",");
    tx.execute(
        &sql::ADD,
        params![
            actor.now(),
            access.person,
            who.kind,
            who.id,
            who.office,
            who.role,
            who.purpose(access.dossier),
            READ,
            None::<&str>,
            None::<i64>,
            access.dossier,
            actor.session,
            fields
        ],
    )?;
    Ok(())
}

/// Notes that the actor is shown the records of several persons, such as a page of search results.
///
/// # Errors
/// What the store refuses.
pub fn access_many(
    tx: &mut Tx<'_>,
    actor: &Actor,
    persons: &[PersonId],
    fields: &[&str],
    dossier: Option<DossierId>,
) -> Result<(), Error> {
    let fields = fields.join(",");
    let rows = persons.iter().map(|person| {
        let who = Who::of(actor, Some(*person));
        [
            actor.now().to_value().into_owned(),
            person.to_value().into_owned(),
            who.kind.to_value().into_owned(),
            who.id.to_value().into_owned(),
            who.office.to_value().into_owned(),
            who.role.to_value().into_owned(),
            who.purpose(dossier).to_value().into_owned(),
            Value::Text(READ.into()),
            Value::Null,
            Value::Null,
            dossier.to_value().into_owned(),
            actor.session.to_value().into_owned(),
            fields.to_value().into_owned(),
        ]
    });
    tx.insert_many(&sql::ADD_MANY, rows)?;
    Ok(())
}

/// Notes that the actor changes something.
///
/// # Errors
/// What the store refuses.
pub fn change(tx: &mut Tx<'_>, actor: &Actor, change: &Change<'_>) -> Result<(), Error> {
    debug_assert_ne!(change.act, READ, "a change is not an access");
    let who = Who::of(actor, change.person);
    tx.execute(
        &sql::ADD,
        params![
            actor.now(),
            change.person,
            who.kind,
            who.id,
            who.office,
            who.role,
            who.purpose(None),
            change.act,
            change.entity,
            change.id,
            None::<i64>,
            actor.session,
            change.detail
        ],
    )?;
    Ok(())
}

/// The actor's columns.
struct Who<'a> {
    kind: ActorKind,
    id: Option<i64>,
    office: Option<&'a str>,
    role: Option<&'a str>,
    purpose: &'a str,
}

impl<'a> Who<'a> {
    fn of(actor: &'a Actor, about: Option<PersonId>) -> Self {
        let (kind, id, part) = match actor.subject {
            Subject::Public => (ActorKind::Public, None, None),
            Subject::Citizen { account, person } if about == Some(person) => (ActorKind::Owner, Some(account.get()), None),
            Subject::Citizen { account, .. } => (ActorKind::Citizen, Some(account.get()), None),
            Subject::Staff { staff } => (ActorKind::Staff, Some(staff.get()), None),
            Subject::System { name } => (ActorKind::System, None, Some(name)),
            Subject::Client { client } => (ActorKind::Client, Some(client.get()), Some("agency")),
        };
        let first = actor.roles.first();
        Self {
            kind,
            id,
            office: actor.office().map(kernel::UnitCode::as_str),
            role: part.or_else(|| first.map(|grant| grant.role.as_str())),
            purpose: actor.purpose.as_str(),
        }
    }

    fn purpose(&self, dossier: Option<DossierId>) -> &'a str {
        if self.purpose.is_empty() && dossier.is_some() { DOSSIER_PURPOSE } else { self.purpose }
    }
}
