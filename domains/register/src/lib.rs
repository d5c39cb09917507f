//! The population register: persons, households, residence, and the history of every change.
//!
//! Invariants, asserted on write and re-checked by [`doctor()`]:
//! - a household has exactly one head, who lives in it;
//! - a person has one permanent and at most one temporary residence in force;
//! - a person has one living identity number, which nobody else has or had;
//! - nothing is overwritten silently: every change is in the history with its ground, and what it replaced;
//! - no record is returned without an access entry.

mod at;
pub mod bulk;
mod civil_error;
mod commands;
mod doctor;
mod due;
mod error;
pub mod events;
pub mod exchange;
mod family;
mod guests;
pub mod jobs;
mod load;
mod misses;
mod model;
mod names;
mod notices;
pub mod numbers;
mod once;
mod permit;
mod prefill;
mod provenance;
mod queries;
mod record;
pub mod reform;
mod relations;
mod requests;
pub mod review;
pub mod roll;
mod rules;
mod search;
mod sql;
pub mod statistics;
mod stays;

pub use at::{
    AsOf, BadAsOf, Digest, HouseholdLine, OnDay, Residents, digest, household_as_of, households_as_of, on_day, person_as_of,
    relatives_as_of, residents_as_of, residents_counted_as_of,
};
pub use civil_error::CivilError;
pub use commands::absence::{ABSENCE_TEXT_MAX, DeclareAbsence, EndAbsence, declare_absence, end_absence};
pub use commands::change_head::{ChangeHead, change_head};
pub use commands::civil::adoption::{RegisterAdoption, register_adoption};
pub use commands::civil::birth::{JoinParent, RegisterBirth, number_place, register_birth};
pub use commands::civil::death::{RegisterDeath, heads_needed_without, register_death};
pub use commands::civil::divorce::{RegisterDivorce, register_divorce};
pub use commands::civil::guardianship::{AppointGuardian, EndGuardianship, appoint_guardian, end_guardianship};
pub use commands::civil::marriage::{RegisterMarriage, register_marriage};
pub use commands::civil::missing::{DeclareFound, DeclareMissing, declare_found, declare_missing};
pub use commands::civil::parenthood::{RecogniseParent, WithdrawParent, recognise_parent, withdraw_parent};
pub use commands::civil::status::{ChangeName, ChangeSex, change_name, change_sex};
pub use commands::civil::{Party, Registered};
pub use commands::correct_person::{CorrectPerson, correct_person};
pub use commands::create_household::{CreateHousehold, create_household};
pub use commands::create_person::{CreatePerson, Numbering, create_person};
pub use commands::end_residence::{EndResidence, end_residence};
pub use commands::end_stays::{EndStays, StayEnd, end_stays};
pub use commands::expire::{EXPIRED_A_TURN_MAX, expire_temporary};
pub use commands::leave::NewHead;
pub use commands::lodgings::{
    ChangeLodging, EnterLodging, LODGING_NAME_MAX, LODGING_ROOMS_MAX, LodgingFacts, NewManager, change_lodging, enter_lodging,
};
pub use commands::move_permanent::{MovePermanent, move_permanent};
pub use commands::notices::{
    Confirm, MakeNotice, NOTICE_CHARACTERS_MAX, OPEN_REPORTS_MAX, ReportMistake, confirm_notice, make_notice, report_mistake,
    resend_notice, return_notice, withdraw_notice,
};
pub use commands::notify_stays::{NotifyStays, StaysNotified, notify_stays};
pub use commands::register_temporary::{RegisterTemporary, Stay, register_temporary};
pub use commands::registration::{HeadNeeded, Registration};
pub use commands::regroup::{MergeHouseholds, SplitHousehold, merge_households, split_household};
pub use commands::renew_temporary::{RenewTemporary, renew_temporary};
pub use commands::replace_number::{AskNumberReplacement, Corrected, ask_number_replacement};
pub use commands::requests::{REMARK_CHARACTERS_MAX, approve_request, refuse_request, withdraw_request};
pub use commands::reverse::{ReverseChange, Reversed, can_be_undone, reverse_change};
pub use commands::set_photo::{
    PHOTO_BYTES_MAX, PHOTO_SIDE_MAX, PHOTO_SIDE_MIN, Photo, PhotoId, PhotoMedia, SetPhoto, has_photo, photo, set_photo,
};
pub use commands::settle::{ADDRESS_CHARACTERS_MAX, Home, MOVERS_MAX, Mover, Settled};
pub use commands::verify_facts::{VerifyFacts, verify_facts};
pub use doctor::{FINDINGS_MAX, Finding, Rule, doctor};
pub use due::{DUE_COUNTED_MAX, Due, DueList, DueWish, due, due_count};
pub use error::Error;
pub use family::{EndableTie, Family, Relative, endable_ties, family, has_died};
pub use guests::{
    AHEAD_HOURS_MAX, ARRIVED_DAYS_MAX, GUEST_FILE_BYTES_MAX, GUEST_TEXT_MAX, GUESTS_MAX, GuestField, GuestFile, GuestLine,
    GuestProblem, GuestReason, read_guests,
};
pub use misses::{MISSES_MAX, MISSES_MINUTES};
pub use model::{
    ADULT_YEARS, BloodGroup, Change, ChangeId, ChangeKind, DwellingId, EndReason, Fact, FactLine, FactName, FactSheet, Fields,
    Ground, Household, HouseholdMember, LifeState, MaritalStatus, Person, PersonFacts, PersonSummary, Provenance, Relation,
    Residence, ResidenceId, ResidenceKind, Standing,
};
pub use model::{
    Absence, AbsenceId, BookEntry, Circumstance, CivilRecord, CivilRules, DeathNotice, Declarant, GuestStay, Host, Kin, Lodging,
    LodgingId, LodgingKind, LodgingState, PersonRelation, RelationEnd, RelationId, RelationKind, StayId, StayState, must_declare,
};
pub use model::{Asked, ExportFormat, ListExport, NumberReplacement, Request, RequestId, RequestKind, RequestState};
pub use model::{Notice, NoticeAct, NoticeId, NoticeKind, NoticeLine, NoticeState, NoticeStep, REPORTED_FACTS};
pub use notices::{
    NoticeBox, NoticeCounts, NoticeFilter, NoticeOpened, Report, my_reports, notice, notice_counts, notices, waiting,
};
pub use once::{KEY_CHARACTERS_MAX, once, once_of};
pub use permit::Closed;
pub use prefill::{CardShown, Errand, PREFILL_NAMES, Proof, facts_for_prefill, permit_applicant};
pub use provenance::fact_sheet;
pub use queries::{
    Headship, PAGE_ROWS_MAX, Page, applicant_by_card, change, headed_by, headed_by_named, history, household, household_history,
    household_of, past_residences, person, person_by_number, timeline,
};
pub use relations::ANCESTORS_MAX;
pub use requests::{
    FormerNumber, OPEN_COUNTED_MAX, RequestFilter, RequestLine, former_numbers, living_number, open_requests, request, requests,
};
pub use rules::ResidenceRules;
pub use search::{Found, Hit, SEARCH_CHARACTERS_MAX, SEARCH_RESULTS_MAX, Search, find, search};
pub use stays::{
    LODGINGS_LOOKED_AT_MAX, STAYS_LOOKED_AT_MAX, StaysFound, StaysOn, absences_of, lodging, lodgings, my_lodgings, neighbours,
    stay, stays_of, stays_on,
};

/// The tables of the register.
#[must_use]
pub fn schema() -> store::Schema {
    store::Schema::new("register")
        .migration("0001_register", include_str!("../migrations/0001_register.sql"))
        .migration_per_engine(
            "0002_person_name",
            include_str!("../migrations/0002_person_name.sqlite.sql"),
            include_str!("../migrations/0002_person_name.postgres.sql"),
        )
        .migration("0003_history", include_str!("../migrations/0003_history.sql"))
        .migration("0003_history_ends", include_str!("../migrations/0003_history_ends.sql"))
        .migration("0005_stays", include_str!("../migrations/0005_stays.sql"))
        .migration("0007_reform", include_str!("../migrations/0007_reform.sql"))
        .migration("0007_statistics", include_str!("../migrations/0007_statistics.sql"))
        .migration_per_engine(
            "0007_reform_dwelling",
            include_str!("../migrations/0007_reform_dwelling.sqlite.sql"),
            include_str!("../migrations/0007_reform_dwelling.postgres.sql"),
        )
        .migration("0008_search", include_str!("../migrations/0008_search.sql"))
        .migration("0009_names_waiting", include_str!("../migrations/0009_names_waiting.sql"))
        .migration("0006_numbers", include_str!("../migrations/0006_numbers.sql"))
        .migration("0004_civil", include_str!("../migrations/0004_civil.sql"))
        .migration("0012_notices", include_str!("../migrations/0012_notices.sql"))
        .migration("0013_misses", include_str!("../migrations/0013_misses.sql"))
        .migration("0014_exports", include_str!("../migrations/0014_exports.sql"))
        .migration("0015_reform_open", include_str!("../migrations/0015_reform_open.sql"))
        .statements(&sql::all())
}
