# Words around every page and inside the components.

web-site-description = One door: file, follow, receive, and see who looked at your data.
web-motto = One door to every service
web-skip = Skip to main content
web-main-places = Main places
web-crumbs = Where you are
web-language = Language
web-sign-in = Sign in
web-sign-out = Sign out
web-search = Search
web-loading = Loading…
web-change = Change
web-open = Open
web-save = Save
web-cancel = Cancel
web-continue = Continue
web-print = Print
web-all = All
web-from-date = From
web-until-date = Until
web-unit = Unit
web-state = State
web-show = Show

## Places to go

web-place-services = Services
web-place-track = Track a dossier
web-place-verify = Verify a paper
web-place-open = Open data
web-place-me = My page
web-place-my-dossiers = Dossiers
web-place-apply = Apply
web-place-inbox = Inbox
web-place-my-record = My record
web-place-my-household = My household
web-place-my-access = Who looked at my data
web-place-my-security = Password and security
web-place-my-sessions = Where I am signed in
web-place-counter = Counter
web-place-register = Register
web-place-steering = Steering
web-place-admin = Administration
web-place-admin-staff = Staff
web-place-admin-units = Units
web-place-admin-jobs = Jobs
web-place-admin-audit = Log

## Foot

web-foot-about = The civic platform of Project 06: population, identity and public services in one place.
web-foot-demo = This is a sample city: nobody here is a real person.
web-foot-find = Find
web-foot-rules = Rules
web-foot-legal = Law and personal data
web-foot-accessibility = Accessibility
web-foot-staff-sign-in = Staff sign-in
web-foot-staff = OneDoor – for official duty only. Every look at personal data is recorded.

## Forms

web-optional = (optional)
web-error-before = Error:
web-error-summary = Please correct before going on
web-day = Day
web-month = Month
web-year = Year
web-steps = Steps
web-export-csv = Download CSV
web-pages = Pages of the list
web-pages-total = { $count ->
    [one] One row
   *[other] { $count } rows
}
web-page-previous = Previous
web-page-next = Next
web-page-number = Page { $number }
web-required-answer = Please fill this in.

## Common data

web-full-name = Full name
web-personal-number = Personal number
web-birth-date = Date of birth
web-sex = Sex
web-phone = Telephone
web-email = E-mail
web-address = Address
web-permanent-residence = Permanent residence
web-temporary-residence = Temporary residence
web-dossier-code = Dossier code
web-service = Service
web-applicant = Applicant
web-fee = Fee
web-when = When
web-who = Who
web-online = Online
web-reason = Reason
web-free = Free

## States of a dossier

web-dossier-state-draft = Draft
web-dossier-state-submitted = Submitted
web-dossier-state-new = New
web-dossier-state-received = Received
web-dossier-state-not-received = Not accepted
web-dossier-state-processing = In progress
web-dossier-state-supplement = Waiting for supplement
web-dossier-state-payment = Waiting for payment
web-dossier-state-withdrawn = Withdrawn
web-dossier-state-stopped = Stopped
web-dossier-state-processed = Result ready
web-dossier-state-returned = Result returned
web-dossier-state-refused = Refused

## Steps of a form

web-step-check = What we know
web-step-fill = Fill in
web-step-review = Review
web-step-sent = Sent

## Gallery

web-gallery-title = Components
web-gallery-lead = Every component in every state, to look at and to test.
web-gallery-name = Full name
web-gallery-do = Do it
web-gallery-sentence = A short sentence that explains what one needs to know.
web-gallery-wrong = This is not right yet, please check it.
web-gallery-empty = Nothing here yet
web-gallery-table = Recent dossiers
web-gallery-stat = Dossiers in this period

## Error pages

web-error-home = Go to the home page
web-error-back = Try this page again
web-error-code = Code { $status }
web-error-help-track = Track a dossier
web-offline-title = You are offline
web-offline-text = Your device has no connection. Saved drafts are safe on the server; try again when you are connected.

## Just done

web-done-draft-saved = Draft saved.
web-done-draft-discarded = Draft discarded.
web-done-submitted = Dossier submitted.
web-done-supplemented = Supplement sent.
web-done-withdrawn = Dossier withdrawn.
web-done-consent-given = Your consent is recorded.
web-done-consent-denied = Your refusal is recorded.
web-done-session-ended = That device is signed out.
web-done-password-changed = Password changed.
web-done-totp-added = Authenticator codes are on.
web-done-factor-removed = Sign-in method removed.
web-done-received = Dossier received.
web-done-declined = Dossier returned without acceptance.
web-done-supplement-asked = Request for supplement sent.
web-done-forwarded = Handed to the next step.
web-done-granted = Dossier granted.
web-done-refused = Dossier refused.
web-done-returned = Result returned.
web-done-job-retried = The job will run again at once.
web-done-staff-created = Staff member added.
web-done-staff-changed = Staff member updated.
web-done-signed-out = Signed out.
web-done-unit-corrected = Unit corrected.

## General

web-choose = Choose…
web-due = Due { $when }
web-span = From { $from } until { $until }
web-since = Since { $from }
web-till = Until { $until }
web-filed-at = Filed
web-due-at = Due
web-step = Step
web-channel = Filed how
web-channel-online = Filed online
web-channel-counter = Filed at the counter
web-purpose = Purpose
web-keys = Keys
web-key-search = search
web-key-move = up, down
web-key-open = open

## What happened to a dossier

web-act-past-submit = Filed
web-act-past-receive = Received
web-act-past-decline = Not accepted
web-act-past-request-supplement = Supplement asked for
web-act-past-answer-supplement = Supplement sent
web-act-past-give-consent = Household head agreed
web-act-past-deny-consent = Household head did not agree
web-act-past-forward = Handed to the next step
web-act-past-grant = Granted
web-act-past-refuse = Refused
web-act-past-return-result = Result returned
web-act-past-withdraw = Withdrawn by the applicant
web-act-past-stop = Stopped: no supplement in time
web-act-past-move-unit = Went over to the commune that took over
