//! The things of the register and the rules about them: pure, no clock, no database.

mod absence;
mod change;
mod civil;
mod facts;
mod household;
mod kinship;
mod notice;
mod person;
mod relation;
mod request;
mod residence;
mod stay;
mod telephone;

pub use absence::{Absence, AbsenceId, Circumstance, must_declare};
pub use change::{Change, ChangeId, ChangeKind, Ground};
pub(crate) use change::{difference, object as change_object};
pub(crate) use civil::is_late;
pub use civil::{BookEntry, CivilRecord, CivilRules, DeathNotice, Declarant};
pub use facts::{FactLine, FactName, FactSheet, Provenance, Standing};
pub use household::{ADULT_YEARS, Household, HouseholdMember};
pub(crate) use household::{Member, may_head};
pub use kinship::Relation;
pub(crate) use kinship::relation_to_new_head;
pub use notice::{Notice, NoticeAct, NoticeId, NoticeKind, NoticeLine, NoticeState, NoticeStep};
pub(crate) use person::FACT_NAMES;
pub use person::REPORTED_FACTS;
pub use person::{BloodGroup, Fact, Fields, LifeState, MaritalStatus, Person, PersonFacts, PersonSummary};
pub use relation::{Kin, PersonRelation, RelationEnd, RelationId, RelationKind};
pub(crate) use relation::{check_couple, check_living, check_parent, kin_of, relation_of_child};
pub use request::{Asked, ExportFormat, ListExport, NumberReplacement, Request, RequestId, RequestKind, RequestState};
pub use residence::{DwellingId, EndReason, Residence, ResidenceId, ResidenceKind};
pub(crate) use residence::{address_key, renewed_term, temporary_term};
pub use stay::{GuestStay, Host, Lodging, LodgingId, LodgingKind, LodgingState, StayId, StayState};
pub(crate) use stay::{first_night, nights_until, notified_by};
pub(crate) use telephone::telephone;
