//! What was just done, told once on the next page. Carried by a short cookie that holds a code, never a text.

kernel::text_enum! {
    /// An act that the next page confirms.
    pub(crate) enum Done {
        /// A draft was saved.
        DraftSaved = "draft-saved",
        /// A draft was thrown away.
        DraftDiscarded = "draft-discarded",
        /// A dossier was sent.
        Submitted = "submitted",
        /// What was missing was sent.
        Supplemented = "supplemented",
        /// A dossier was taken back.
        Withdrawn = "withdrawn",
        /// Consent was given.
        ConsentGiven = "consent-given",
        /// Consent was denied.
        ConsentDenied = "consent-denied",
        /// A session was ended.
        SessionEnded = "session-ended",
        /// The password is a new one.
        PasswordChanged = "password-changed",
        /// Codes are asked for from now on.
        TotpAdded = "totp-added",
        /// A factor was taken away.
        FactorRemoved = "factor-removed",
        /// A dossier was taken in.
        Received = "received",
        /// A dossier was sent back.
        Declined = "declined",
        /// What is missing was asked for.
        SupplementAsked = "supplement-asked",
        /// A dossier went to the next step.
        Forwarded = "forwarded",
        /// A dossier was granted.
        Granted = "granted",
        /// A dossier was refused.
        Refused = "refused",
        /// A result was handed over.
        Returned = "returned",
        /// A job runs again.
        JobRetried = "job-retried",
        /// A member of staff was added.
        StaffCreated = "staff-created",
        /// A member of staff was changed.
        StaffChanged = "staff-changed",
        /// The name of a unit was corrected.
        UnitCorrected = "unit-corrected",
        /// Facts about a person were put right.
        PersonCorrected = "person-corrected",
        /// A civil event was registered.
        EventRegistered = "event-registered",
        /// An account was locked, unlocked or ended.
        AccountChanged = "account-changed",
        /// A household has another head.
        HeadChanged = "head-changed",
        /// Facts were compared with a paper.
        FactsVerified = "facts-verified",
        /// A photograph was taken in.
        PhotoTaken = "photo-taken",
        /// A change was undone.
        ChangeReversed = "change-reversed",
        /// A second officer was asked.
        RequestAsked = "request-asked",
        /// The second officer agreed.
        RequestApproved = "request-approved",
        /// The second officer did not agree.
        RequestRefused = "request-refused",
        /// A request was taken back.
        RequestWithdrawn = "request-withdrawn",
        /// A run through the numbers began.
        RunStarted = "run-started",
        /// Another unit was told something.
        NoticeMade = "notice-made",
        /// A notice was taken over.
        NoticeConfirmed = "notice-confirmed",
        /// A notice was given back.
        NoticeReturned = "notice-returned",
        /// A notice was taken back.
        NoticeWithdrawn = "notice-withdrawn",
        /// A mistake in the own record was reported.
        MistakeReported = "mistake-reported",
        /// A system of another agency was shut out.
        ClientRevoked = "client-revoked",
        /// Guests were notified.
        GuestsNotified = "guests-notified",
        /// Stays of guests ended.
        StaysEnded = "stays-ended",
        /// A case of the review moved on.
        CaseMoved = "case-moved",
        /// A house that takes guests was saved.
        LodgingSaved = "lodging-saved",
        /// A household was split.
        HouseholdSplit = "household-split",
        /// Households were merged.
        HouseholdsMerged = "households-merged",
        /// A registration was removed.
        ResidenceRemoved = "residence-removed",
        /// A term was renewed.
        TermRenewed = "term-renewed",
        /// An absence was declared.
        AbsenceDeclared = "absence-declared",
        /// Somebody is back.
        AbsenceEnded = "absence-ended",
        /// Somebody left.
        SignedOut = "signed-out",
    }
}

impl Done {
    pub(crate) const COOKIE: &'static str = "done";

    pub(crate) const fn message(self) -> &'static str {
        match self {
            Self::DraftSaved => "web-done-draft-saved",
            Self::DraftDiscarded => "web-done-draft-discarded",
            Self::Submitted => "web-done-submitted",
            Self::Supplemented => "web-done-supplemented",
            Self::Withdrawn => "web-done-withdrawn",
            Self::ConsentGiven => "web-done-consent-given",
            Self::ConsentDenied => "web-done-consent-denied",
            Self::SessionEnded => "web-done-session-ended",
            Self::PasswordChanged => "web-done-password-changed",
            Self::TotpAdded => "web-done-totp-added",
            Self::FactorRemoved => "web-done-factor-removed",
            Self::Received => "web-done-received",
            Self::Declined => "web-done-declined",
            Self::SupplementAsked => "web-done-supplement-asked",
            Self::Forwarded => "web-done-forwarded",
            Self::Granted => "web-done-granted",
            Self::Refused => "web-done-refused",
            Self::Returned => "web-done-returned",
            Self::JobRetried => "web-done-job-retried",
            Self::StaffCreated => "web-done-staff-created",
            Self::StaffChanged => "web-done-staff-changed",
            Self::UnitCorrected => "web-done-unit-corrected",
            Self::PersonCorrected => "web-done-person-corrected",
            Self::EventRegistered => "web-done-event-registered",
            Self::AccountChanged => "web-done-account-changed",
            Self::HeadChanged => "web-done-head-changed",
            Self::FactsVerified => "web-done-facts-verified",
            Self::PhotoTaken => "web-done-photo-taken",
            Self::ChangeReversed => "web-done-change-reversed",
            Self::RequestAsked => "web-done-request-asked",
            Self::RequestApproved => "web-done-request-approved",
            Self::RequestRefused => "web-done-request-refused",
            Self::RequestWithdrawn => "web-done-request-withdrawn",
            Self::RunStarted => "web-done-run-started",
            Self::NoticeMade => "web-done-notice-made",
            Self::NoticeConfirmed => "web-done-notice-confirmed",
            Self::NoticeReturned => "web-done-notice-returned",
            Self::NoticeWithdrawn => "web-done-notice-withdrawn",
            Self::MistakeReported => "web-done-mistake-reported",
            Self::ClientRevoked => "web-done-client-revoked",
            Self::GuestsNotified => "web-done-guests-notified",
            Self::StaysEnded => "web-done-stays-ended",
            Self::CaseMoved => "web-done-case-moved",
            Self::LodgingSaved => "web-done-lodging-saved",
            Self::HouseholdSplit => "web-done-household-split",
            Self::HouseholdsMerged => "web-done-households-merged",
            Self::ResidenceRemoved => "web-done-residence-removed",
            Self::TermRenewed => "web-done-term-renewed",
            Self::AbsenceDeclared => "web-done-absence-declared",
            Self::AbsenceEnded => "web-done-absence-ended",
            Self::SignedOut => "web-done-signed-out",
        }
    }

    /// The cookie that carries it to the next page.
    pub(crate) fn cookie(self) -> String {
        format!("{}={self}; Path=/; Max-Age=30; HttpOnly; SameSite=Lax", Self::COOKIE)
    }

    /// The cookie that forgets it.
    pub(crate) fn forget() -> String {
        format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax", Self::COOKIE)
    }
}
