//! What can go wrong in the register.

use crate::CivilError;
use crate::model::{ChangeId, ChangeKind, FactName, NoticeState, RequestState};
use access::Denied;
use kernel::personal_number::{BadNumber, Disagreement};
use kernel::{ErrorKind, HouseholdId, PersonId, UnitCode};

/// A failure of the register. Texts carry ids and codes, never names or numbers of people.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The person does not exist, or the actor may not know that they do.
    #[error("the person was not found")]
    PersonNotFound,
    /// The household does not exist, or the actor may not know that it does.
    #[error("the household was not found")]
    HouseholdNotFound,
    /// The person has no such residence in force.
    #[error("the person has no such residence in force")]
    ResidenceNotFound,
    /// The policies refuse.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The household would be left without a head: choose one of the candidates.
    #[error("household {household} needs a new head, one of {candidates:?}")]
    NewHeadNeeded {
        /// The household that the head leaves.
        household: HouseholdId,
        /// The remaining members who may head it.
        candidates: Vec<PersonId>,
    },
    /// The person may not head the household: not a member, or a minor among adults.
    #[error("{person} cannot head household {household}")]
    CannotHead {
        /// The household.
        household: HouseholdId,
        /// The person.
        person: PersonId,
    },
    /// A household must be formed with exactly one head.
    #[error("a household is formed with exactly one head")]
    OneHeadExactly,
    /// The household was dissolved.
    #[error("household {0} was dissolved")]
    HouseholdDissolved(HouseholdId),
    /// The person lives there already.
    #[error("{0} is registered there already")]
    LivesThereAlready(PersonId),
    /// The person is dead or missing.
    #[error("{0} is not living")]
    NotLiving(PersonId),
    /// The temporary residence would be in the commune of the permanent one (Law 68/2020 Art 27).
    #[error("{0} has the permanent residence in the same commune")]
    SameCommuneAsPermanent(PersonId),
    /// The person has a temporary residence elsewhere, which must end first.
    #[error("{0} has a temporary residence in force")]
    TemporaryInForce(PersonId),
    /// The term is longer than the law allows.
    #[error("a temporary residence lasts at most {months_max} months")]
    TemporaryTooLong {
        /// The legal limit that was passed in.
        months_max: u32,
    },
    /// The last day lies before the first.
    #[error("the residence would end before it begins")]
    EndsBeforeStart,
    /// Nobody was named.
    #[error("no person was named")]
    Nobody,
    /// More people were named than one act takes.
    #[error("at most {0} people can be registered at once")]
    TooManyPeople(usize),
    /// A person was named twice.
    #[error("{0} was named twice")]
    NamedTwice(PersonId),
    /// Another person has the number, or had it: numbers are never given again.
    #[error("the identity number is or was another person's")]
    NumberTaken,
    /// The person has a number; replacing it is another act.
    #[error("{0} has an identity number already")]
    HasNumber(PersonId),
    /// The number contradicts birth date or sex.
    #[error("the identity number contradicts the record in: {0}")]
    NumberDisagrees(Disagreement),
    /// A number cannot be made.
    #[error(transparent)]
    BadNumber(#[from] BadNumber),
    /// No free number was found; the place may be full for that year.
    #[error("no free identity number was found")]
    NumbersExhausted,
    /// The birth date lies in the future or too far back.
    #[error("the birth date cannot be right")]
    BadBirth,
    /// The address is empty or too long.
    #[error("the address is empty or too long")]
    BadAddress,
    /// Communes that became one brought the same address, and nothing says which dwelling is meant.
    #[error("several dwellings of {0} have that address")]
    SeveralDwellings(UnitCode),
    /// People live in communes, not in `unit`.
    #[error("{0} is not a commune")]
    NotACommune(UnitCode),
    /// The correction changes nothing.
    #[error("nothing would change")]
    NothingChanges,
    /// Somebody changed the record since it was read.
    #[error("{0} was changed by somebody else in the meantime")]
    ChangedMeanwhile(PersonId),
    /// There is no such change, or none that the actor may know of.
    #[error("the change was not found")]
    ChangeNotFound,
    /// Changes of this kind are not undone: what they did has an act of its own to end it.
    #[error("a change of kind {0} is not undone")]
    NotReversible(ChangeKind),
    /// Later changes build on the one that is to be undone; they would have to be undone first.
    #[error("later changes depend on it: {0:?}")]
    LaterChanges(Vec<ChangeId>),
    /// A verification names the paper that was compared.
    #[error("what was compared must be named")]
    EvidenceMissing,
    /// What the register does not hold cannot be verified.
    #[error("the register does not hold {0}")]
    FactUnknown(FactName),
    /// The photograph is too large.
    #[error("a photograph has at most {bytes_max} bytes")]
    PhotoTooLarge {
        /// The limit.
        bytes_max: usize,
    },
    /// The file is no photograph in a form that is taken.
    #[error("the file is neither a JPEG nor a PNG picture")]
    PhotoUnreadable,
    /// The picture is too small to know anybody by, or too large to be worth it.
    #[error("a photograph has between {side_min} and {side_max} pixels a side")]
    PhotoSides {
        /// The shortest side.
        side_min: u32,
        /// The longest side.
        side_max: u32,
    },
    /// An entry of the history holds something that no fact can be.
    #[error("{0} of the history cannot be read")]
    UnreadableHistory(ChangeId),
    /// A search needs something to find people by.
    #[error("the search needs a name, a number, a telephone number, an address or a household")]
    SearchTooWide,
    /// A street without a house number is looked for within a district or commune only.
    #[error("a street without a house number needs a commune")]
    StreetTooWide,
    /// The person does not live in that household.
    #[error("{0} does not live in that household")]
    NotAMember(PersonId),
    /// A split leaves somebody behind; a household that leaves as a whole moves.
    #[error("a split leaves somebody behind")]
    NobodyStays,
    /// Households at different dwellings are not merged: their members move.
    #[error("the households are at different dwellings")]
    DifferentDwellings,
    /// Everybody of the household that ends needs a relation to the head of the other.
    #[error("{0} has no relation in the merged household")]
    MemberLeftOut(PersonId),
    /// A temporary residence is renewed in the last days of its term.
    #[error("a temporary residence is renewed within the last {days} days of its term")]
    TooEarlyToRenew {
        /// The legal limit that was passed in.
        days: u32,
    },
    /// The person is away already.
    #[error("{0} is declared absent already")]
    AbsentAlready(PersonId),
    /// The person is not away, as far as the register knows.
    #[error("{0} is not declared absent")]
    NotAbsent(PersonId),
    /// Nobody says where to.
    #[error("the place or the reason is missing or too long")]
    BadText,
    /// The house that takes guests does not exist, or the actor may not know that it does.
    #[error("the lodging was not found")]
    LodgingNotFound,
    /// The house that takes guests is closed.
    #[error("the lodging is closed")]
    LodgingClosed,
    /// A lodging has a name, an owner and at least one room.
    #[error("the lodging lacks a name or rooms")]
    BadLodging,
    /// The stay does not exist, or the actor may not know that it does.
    #[error("the stay was not found")]
    StayNotFound,
    /// Somebody leaves before they came, or in the future.
    #[error("the moment of leaving cannot be right")]
    BadLeaving,
    /// More guests were named than one notification takes.
    #[error("at most {0} guests can be notified at once")]
    TooManyGuests(usize),
    /// The file of guests names no columns that are known, or is no text.
    #[error("the file of guests cannot be read")]
    BadGuestFile,
    /// There is no such request, or the actor may not know of it.
    #[error("the request was not found")]
    RequestNotFound,
    /// The request was decided already.
    #[error("the request is {0}")]
    RequestDecided(RequestState),
    /// The same is asked for about the person already.
    #[error("the same request is open already")]
    RequestOpen,
    /// Who does not agree must say why.
    #[error("a refusal needs a reason")]
    RemarkMissing,
    /// A text is longer than is kept.
    #[error("a remark has at most {0} characters")]
    RemarkTooLong(usize),
    /// The person has no identity number.
    #[error("{0} has no identity number")]
    HasNoNumber(PersonId),
    /// The law has no such ground for another number on this day.
    #[error("the law has no such ground")]
    UnknownGround,
    /// The ground is a fact that was not stated, or does not change.
    #[error("the record does not change in what the ground says")]
    GroundNotMet,
    /// The country pack lists no such place of birth registration.
    #[error("no such place of birth registration")]
    UnknownPlace,
    /// There is no such run through the numbers, or the actor may not know of it.
    #[error("the run was not found")]
    RunNotFound,
    /// Somebody else moves the run on at this moment.
    #[error("the run is moved on elsewhere")]
    RunElsewhere,
    /// The civil event cannot be.
    #[error(transparent)]
    Civil(#[from] CivilError),
    /// There is no such notice, or the actor may not know of it.
    #[error("the notice was not found")]
    NoticeNotFound,
    /// The notice was answered or taken back already.
    #[error("the notice is {0}")]
    NoticeAnswered(NoticeState),
    /// The officer's own unit answers for the person: there is nobody to tell.
    #[error("the officer's own unit answers for the person")]
    AnswersAlready,
    /// A notice says something.
    #[error("what was learned must be said")]
    SaidMissing,
    /// The record has no such fact.
    #[error("the record has no such fact")]
    UnknownFact,
    /// Too many reports of the person wait.
    #[error("too many reports of the person wait for an answer")]
    TooManyReports,
    /// The country pack lacks a legal value.
    #[error(transparent)]
    Pack(#[from] country::UnknownFact),
    /// The working calendar does not reach far enough.
    #[error(transparent)]
    Calendar(#[from] kernel::calendar::CalendarError),
    /// The person could not be told.
    #[error(transparent)]
    Notify(#[from] notify::Error),
    /// Too many looks found nobody.
    #[error("too many looks found nobody; try again in {retry_after_seconds} seconds")]
    TooManyMisses {
        /// When to try again.
        retry_after_seconds: u32,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Makes [`Error::kind`] and [`Error::message_id`] of a line for each failure, and of those that say it themselves.
macro_rules! told {
    (
        failures: { $($variant:ident: $kind:ident, $message:literal;)+ }
        kinds: { $($itself:pat => $own_kind:expr,)+ }
        messages: { $($said:pat => $own_message:expr,)+ }
    ) => {
        impl Error {
            /// What kind of failure this is.
            #[must_use]
            pub const fn kind(&self) -> ErrorKind {
                match self {
                    $(Self::$variant { .. } => ErrorKind::$kind,)+
                    $($itself => $own_kind,)+
                }
            }

            /// The message that says it to a person.
            #[must_use]
            pub const fn message_id(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $message,)+
                    $($said => $own_message,)+
                }
            }
        }
    };
}

told! {
    failures: {
        PersonNotFound: NotFound, "register-error-person-not-found";
        HouseholdNotFound: NotFound, "register-error-household-not-found";
        ResidenceNotFound: NotFound, "register-error-residence-not-found";
        NewHeadNeeded: Conflict, "register-error-new-head-needed";
        CannotHead: Invalid, "register-error-cannot-head";
        OneHeadExactly: Invalid, "register-error-one-head-exactly";
        HouseholdDissolved: Conflict, "register-error-household-dissolved";
        LivesThereAlready: Conflict, "register-error-lives-there-already";
        NotLiving: Conflict, "register-error-not-living";
        SameCommuneAsPermanent: Invalid, "register-error-same-commune";
        TemporaryInForce: Conflict, "register-error-temporary-in-force";
        TemporaryTooLong: Invalid, "register-error-temporary-too-long";
        EndsBeforeStart: Invalid, "register-error-ends-before-start";
        Nobody: Invalid, "register-error-nobody";
        TooManyPeople: Invalid, "register-error-too-many-people";
        NamedTwice: Invalid, "register-error-named-twice";
        NumberTaken: Conflict, "register-error-number-taken";
        HasNumber: Conflict, "register-error-has-number";
        NumberDisagrees: Invalid, "register-error-number-disagrees";
        NumbersExhausted: Conflict, "register-error-numbers-exhausted";
        BadBirth: Invalid, "register-error-bad-birth";
        BadAddress: Invalid, "register-error-bad-address";
        SeveralDwellings: Invalid, "register-error-several-dwellings";
        NotACommune: Invalid, "register-error-not-a-commune";
        NothingChanges: Conflict, "register-error-nothing-changes";
        ChangedMeanwhile: Conflict, "register-error-changed-meanwhile";
        ChangeNotFound: NotFound, "register-error-change-not-found";
        NotReversible: Conflict, "register-error-not-reversible";
        LaterChanges: Conflict, "register-error-later-changes";
        EvidenceMissing: Invalid, "register-error-evidence-missing";
        FactUnknown: Conflict, "register-error-fact-unknown";
        PhotoTooLarge: Invalid, "register-error-photo-too-large";
        PhotoUnreadable: Invalid, "register-error-photo-unreadable";
        PhotoSides: Invalid, "register-error-photo-sides";
        UnreadableHistory: Internal, "register-error-unreadable-history";
        SearchTooWide: Invalid, "register-error-search-too-wide";
        StreetTooWide: Invalid, "register-error-street-too-wide";
        NotAMember: Invalid, "register-error-not-a-member";
        NobodyStays: Invalid, "register-error-nobody-stays";
        DifferentDwellings: Invalid, "register-error-different-dwellings";
        MemberLeftOut: Invalid, "register-error-member-left-out";
        TooEarlyToRenew: Conflict, "register-error-too-early-to-renew";
        AbsentAlready: Conflict, "register-error-absent-already";
        NotAbsent: Conflict, "register-error-not-absent";
        BadText: Invalid, "register-error-bad-text";
        LodgingNotFound: NotFound, "register-error-lodging-not-found";
        LodgingClosed: Conflict, "register-error-lodging-closed";
        BadLodging: Invalid, "register-error-bad-lodging";
        StayNotFound: NotFound, "register-error-stay-not-found";
        BadLeaving: Invalid, "register-error-bad-leaving";
        TooManyGuests: Invalid, "register-error-too-many-guests";
        BadGuestFile: Invalid, "register-error-bad-guest-file";
        RequestNotFound: NotFound, "register-error-request-not-found";
        RequestDecided: Conflict, "register-error-request-decided";
        RequestOpen: Conflict, "register-error-request-open";
        RemarkMissing: Invalid, "register-error-remark-missing";
        RemarkTooLong: Invalid, "register-error-remark-too-long";
        HasNoNumber: Conflict, "register-error-has-no-number";
        UnknownGround: Invalid, "register-error-unknown-ground";
        GroundNotMet: Invalid, "register-error-ground-not-met";
        UnknownPlace: Invalid, "register-error-unknown-place";
        RunNotFound: NotFound, "register-error-run-not-found";
        RunElsewhere: Conflict, "register-error-run-elsewhere";
        NoticeNotFound: NotFound, "register-error-notice-not-found";
        NoticeAnswered: Conflict, "register-error-notice-answered";
        AnswersAlready: Conflict, "register-error-answers-already";
        SaidMissing: Invalid, "register-error-said-missing";
        UnknownFact: Invalid, "register-error-unknown-fact";
        TooManyReports: Conflict, "register-error-too-many-reports";
        Pack: Internal, "register-error-pack";
        Calendar: Internal, "register-error-pack";
        TooManyMisses: TooMany, "register-error-too-many-misses";
    }
    kinds: {
        Self::Denied(denied) => denied.kind(),
        Self::BadNumber(_) => ErrorKind::Invalid,
        Self::Civil(civil) => civil.kind(),
        Self::Notify(notify) => notify.kind(),
        Self::Store(store) => store.kind(),
    }
    messages: {
        Self::Denied(denied) => denied.message_id(),
        Self::BadNumber(bad) => bad.message_id(),
        Self::Civil(civil) => civil.message_id(),
        Self::Notify(notify) => notify.message_id(),
        Self::Store(_) => "register-error-store",
    }
}
