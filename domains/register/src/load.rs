//! Reading rows into the model. Nothing here asks for permission: the callers do.

use crate::Error;
use crate::model::{
    BloodGroup, Change, ChangeId, ChangeKind, DwellingId, EndReason, Ground, Household, HouseholdMember, LifeState, Lodging,
    LodgingId, MaritalStatus, Member, Person, PersonFacts, PersonSummary, Relation, Residence, ResidenceId, ResidenceKind,
};
use crate::prefill::CardShown;
use crate::review::Span;
use crate::sql;
use kernel::{
    Date, DossierId, HouseholdId, Instant, OldNumber, PartialDate, PersonId, PersonName, PersonalNumber, Sex, UnitCode,
};
use serde_json::{Map, Value};
use std::collections::HashMap;
use store::{ReadTx, ToValue, params};

/// The most members of a household that are loaded; larger ones are a defect of the data.
pub(crate) const MEMBERS_MAX: i64 = 500;

/// How many persons one statement reads for a page.
const SUMMARIES_A_STATEMENT: usize = 20;

store::row! {
    struct PersonRow {
        id: PersonId,
        name: PersonName,
        sex: Sex,
        birth: PartialDate,
        number: Option<PersonalNumber>,
        old_number: Option<OldNumber>,
        birth_place: Option<String>,
        birth_registered_at: Option<String>,
        origin: Option<String>,
        ethnicity: Option<String>,
        religion: Option<String>,
        nationality: String,
        marital: Option<MaritalStatus>,
        phone: Option<String>,
        email: Option<String>,
        state: LifeState,
        died_on: Option<PartialDate>,
        unit: UnitCode,
        version: i64,
        other_names: Option<String>,
        blood_group: Option<BloodGroup>,
        current_place: Option<String>,
    }
}

impl From<PersonRow> for Person {
    fn from(row: PersonRow) -> Self {
        Self {
            id: row.id,
            facts: PersonFacts {
                name: row.name,
                sex: row.sex,
                birth: row.birth,
                number: row.number,
                old_number: row.old_number,
                birth_place: row.birth_place,
                birth_registered_at: row.birth_registered_at,
                origin: row.origin,
                ethnicity: row.ethnicity,
                religion: row.religion,
                nationality: row.nationality,
                marital: row.marital,
                phone: row.phone,
                email: row.email,
                other_names: row.other_names,
                blood_group: row.blood_group,
                current_place: row.current_place,
            },
            state: row.state,
            died_on: row.died_on,
            unit: row.unit,
            residences: Vec::new(),
            version: row.version,
        }
    }
}

store::row! {
    struct ResidenceRow {
        id: ResidenceId,
        person: PersonId,
        kind: ResidenceKind,
        dwelling: DwellingId,
        unit: UnitCode,
        address: String,
        household: Option<HouseholdId>,
        household_number: Option<String>,
        head: Option<PersonId>,
        relation: Option<Relation>,
        from: Option<Date>,
        until: Option<Date>,
        ended: Option<Date>,
        end_reason: Option<EndReason>,
    }
}

impl From<ResidenceRow> for Residence {
    fn from(row: ResidenceRow) -> Self {
        Self {
            id: row.id,
            person: row.person,
            kind: row.kind,
            dwelling: row.dwelling,
            unit: row.unit,
            address: row.address,
            household: row.household,
            household_number: row.household_number,
            head: row.head,
            relation: row.relation,
            from: row.from,
            until: row.until,
            ended: row.ended,
            end_reason: row.end_reason,
        }
    }
}

/// A person with the residences in force.
pub(crate) fn person(tx: &mut ReadTx<'_>, id: PersonId) -> Result<Option<Person>, Error> {
    let row = tx.optional::<PersonRow>(&sql::PERSON_BY_ID, params![id])?;
    with_residences(tx, row)
}

/// The next persons of a range of ids, without their residences.
pub(crate) fn persons_between(tx: &mut ReadTx<'_>, span: Span, limit: i64) -> Result<Vec<Person>, Error> {
    let rows = tx.many::<PersonRow>(&sql::review::PERSONS, params![span.after, span.until, limit])?;
    Ok(rows.into_iter().map(Person::from).collect())
}

/// The person who has a number, or had it before it was replaced.
pub(crate) fn person_by_number(tx: &mut ReadTx<'_>, number: &PersonalNumber) -> Result<Option<Person>, Error> {
    let row = tx.optional::<PersonRow>(&sql::PERSON_BY_NUMBER, params![number])?;
    if row.is_some() {
        return with_residences(tx, row);
    }
    match tx.optional::<(PersonId,)>(&sql::PERSON_BY_FORMER_NUMBER, params![number])? {
        Some((id,)) => person(tx, id),
        None => Ok(None),
    }
}

/// The person whose card it is: the number and the birth date must agree.
pub(crate) fn person_by_card(tx: &mut ReadTx<'_>, card: &CardShown) -> Result<Option<Person>, Error> {
    Ok(person_by_number(tx, &card.number)?.filter(|person| person.facts.birth == card.birth))
}

fn with_residences(tx: &mut ReadTx<'_>, row: Option<PersonRow>) -> Result<Option<Person>, Error> {
    let Some(row) = row else { return Ok(None) };
    let mut person = Person::from(row);
    person.residences = residences(tx, person.id)?;
    Ok(Some(person))
}

/// A person's residences in force, the permanent one first.
pub(crate) fn residences(tx: &mut ReadTx<'_>, person: PersonId) -> Result<Vec<Residence>, Error> {
    let rows = tx.many::<ResidenceRow>(&sql::CURRENT_RESIDENCES, params![person])?;
    Ok(rows.into_iter().map(Residence::from).collect())
}

/// A person's past residences, the latest first.
pub(crate) fn past_residences(tx: &mut ReadTx<'_>, person: PersonId, limit: i64, offset: i64) -> Result<Vec<Residence>, Error> {
    let rows = tx.many::<ResidenceRow>(&sql::PAST_RESIDENCES, params![person, limit, offset])?;
    Ok(rows.into_iter().map(Residence::from).collect())
}

store::row! {
    struct HouseholdRow {
        id: HouseholdId,
        number: Option<String>,
        unit: UnitCode,
        dwelling: DwellingId,
        address: String,
        head: Option<PersonId>,
        formed_on: Option<Date>,
        dissolved_on: Option<Date>,
    }
}

store::row! {
    struct MemberRow {
        id: PersonId,
        name: PersonName,
        sex: Sex,
        birth: PartialDate,
        number: Option<PersonalNumber>,
        state: LifeState,
        unit: UnitCode,
        residence: ResidenceId,
        relation: Option<Relation>,
        kind: ResidenceKind,
        since: Option<Date>,
    }
}

/// A household with its members, the head first, then by age.
pub(crate) fn household(tx: &mut ReadTx<'_>, id: HouseholdId) -> Result<Option<Household>, Error> {
    let Some(mut household) = household_alone(tx, id)? else { return Ok(None) };
    let mut rows = tx.many::<MemberRow>(&sql::MEMBERS, params![id, MEMBERS_MAX])?;
    rows.sort_by_key(|member| (Some(member.id) != household.head, member.birth.earliest(), member.id));
    let members = rows.into_iter().map(|member| HouseholdMember {
        relation: member.relation.unwrap_or(Relation::NonRelative),
        kind: member.kind,
        since: member.since,
        person: PersonSummary {
            id: member.id,
            name: member.name,
            sex: member.sex,
            birth: member.birth,
            number: member.number,
            state: member.state,
            unit: member.unit,
            address: Some(household.address.clone()),
            household: Some(id),
        },
    });
    household.members = members.collect();
    Ok(Some(household))
}

/// A household without its members.
pub(crate) fn household_alone(tx: &mut ReadTx<'_>, id: HouseholdId) -> Result<Option<Household>, Error> {
    let row = tx.optional::<HouseholdRow>(&sql::HOUSEHOLD_BY_ID, params![id])?;
    Ok(row.map(|row| Household {
        id: row.id,
        number: row.number,
        unit: row.unit,
        dwelling: row.dwelling,
        address: row.address,
        head: row.head,
        formed_on: row.formed_on,
        dissolved_on: row.dissolved_on,
        members: Vec::new(),
    }))
}

/// The members of a household as the rules see them.
pub(crate) fn members(tx: &mut ReadTx<'_>, household: HouseholdId) -> Result<Vec<Member>, Error> {
    let rows = tx.many::<MemberRow>(&sql::MEMBERS, params![household, MEMBERS_MAX])?;
    let member = |row: MemberRow| Member {
        person: row.id,
        residence: row.residence,
        birth: row.birth,
        relation: row.relation.unwrap_or(Relation::NonRelative),
    };
    Ok(rows.into_iter().map(member).collect())
}

store::row! {
    struct SummaryRow {
        id: PersonId,
        name: PersonName,
        sex: Sex,
        birth: PartialDate,
        number: Option<PersonalNumber>,
        state: LifeState,
        unit: UnitCode,
    }
}

/// The lines of a list, in the order of `ids`; ids of nobody are left out.
pub(crate) fn summaries(tx: &mut ReadTx<'_>, ids: &[PersonId]) -> Result<Vec<PersonSummary>, Error> {
    let mut found: HashMap<PersonId, PersonSummary> = HashMap::with_capacity(ids.len());
    for part in ids.chunks(SUMMARIES_A_STATEMENT) {
        let places = padded(part);
        for row in tx.many::<SummaryRow>(&sql::SUMMARIES, &places)? {
            let summary = PersonSummary {
                id: row.id,
                name: row.name,
                sex: row.sex,
                birth: row.birth,
                number: row.number,
                state: row.state,
                unit: row.unit,
                address: None,
                household: None,
            };
            found.insert(row.id, summary);
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// Adds to the lines of a page where each person lives.
pub(crate) fn add_addresses(tx: &mut ReadTx<'_>, lines: &mut [PersonSummary]) -> Result<(), Error> {
    for part in lines.chunks_mut(SUMMARIES_A_STATEMENT) {
        let ids: Vec<PersonId> = part.iter().map(|line| line.id).collect();
        let rows = tx.many::<(PersonId, String, Option<HouseholdId>)>(&sql::SUMMARY_ADDRESSES, &padded(&ids))?;
        for (person, address, household) in rows {
            // The permanent residence comes first; a temporary one after it does not replace it.
            if let Some(line) = part.iter_mut().find(|line| line.id == person && line.address.is_none()) {
                line.address = Some(address);
                line.household = household;
            }
        }
    }
    Ok(())
}

/// The keys of the addresses where the persons of a list live.
pub(crate) fn address_keys(tx: &mut ReadTx<'_>, lines: &[PersonSummary]) -> Result<Vec<(PersonId, String)>, Error> {
    let mut keys = Vec::with_capacity(lines.len());
    for part in lines.chunks(SUMMARIES_A_STATEMENT) {
        let ids: Vec<PersonId> = part.iter().map(|line| line.id).collect();
        keys.extend(tx.many::<(PersonId, String)>(&sql::search::ADDRESS_KEYS, &padded(&ids))?);
    }
    Ok(keys)
}

/// The parameters of a statement with a fixed list, the rest filled with the first id.
fn padded(ids: &[PersonId]) -> Vec<store::Value<'_>> {
    let fill = ids.first().copied().unwrap_or(PersonId::from_raw(0));
    let mut places: Vec<store::Value<'_>> = ids.iter().map(|id| store::Value::Int(id.get())).collect();
    places.resize(SUMMARIES_A_STATEMENT, store::Value::Int(fill.get()));
    places
}

store::row! {
    struct ChangeRow {
        id: ChangeId,
        person: Option<PersonId>,
        household: Option<HouseholdId>,
        kind: ChangeKind,
        at: Instant,
        by: String,
        office: Option<UnitCode>,
        basis: String,
        dossier: Option<DossierId>,
        evidence: Option<String>,
        before: Option<Value>,
        after: Option<Value>,
        act: Option<ChangeId>,
    }
}

impl From<ChangeRow> for Change {
    fn from(row: ChangeRow) -> Self {
        let map = |value: Option<Value>| match value {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        };
        Self {
            id: row.id,
            person: row.person,
            household: row.household,
            kind: row.kind,
            at: row.at,
            by: row.by,
            office: row.office,
            ground: Ground { basis: row.basis, dossier: row.dossier, evidence: row.evidence },
            before: map(row.before),
            after: map(row.after),
            act: row.act,
        }
    }
}

/// A person's history, newest first.
pub(crate) fn history_of_person(tx: &mut ReadTx<'_>, person: PersonId, limit: i64, offset: i64) -> Result<Vec<Change>, Error> {
    changes(tx, &sql::HISTORY_OF_PERSON, &[person.to_value(), limit.to_value(), offset.to_value()])
}

/// A person's history with that of the households they belonged to while they did, newest first.
pub(crate) fn timeline_of_person(tx: &mut ReadTx<'_>, person: PersonId, limit: i64, offset: i64) -> Result<Vec<Change>, Error> {
    changes(tx, &sql::TIMELINE_OF_PERSON, &[person.to_value(), limit.to_value(), offset.to_value()])
}

/// A household's history, newest first.
pub(crate) fn history_of_household(
    tx: &mut ReadTx<'_>,
    household: HouseholdId,
    limit: i64,
    offset: i64,
) -> Result<Vec<Change>, Error> {
    changes(tx, &sql::HISTORY_OF_HOUSEHOLD, &[household.to_value(), limit.to_value(), offset.to_value()])
}

/// One change.
pub(crate) fn change(tx: &mut ReadTx<'_>, id: ChangeId) -> Result<Option<Change>, Error> {
    Ok(tx.optional::<ChangeRow>(&crate::sql::provenance::CHANGE_BY_ID, params![id])?.map(Change::from))
}

pub(crate) fn changes(
    tx: &mut ReadTx<'_>,
    statement: &'static store::Statement,
    params: &[store::Value<'_>],
) -> Result<Vec<Change>, Error> {
    Ok(tx.many::<ChangeRow>(statement, params)?.into_iter().map(Change::from).collect())
}

/// A house that takes guests.
pub(crate) fn lodging(tx: &mut ReadTx<'_>, id: LodgingId) -> Result<Option<Lodging>, Error> {
    Ok(tx.optional::<Lodging>(&sql::stays::LODGING, params![id])?)
}
