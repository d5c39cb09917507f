# The admin's desk: health, staff, units, jobs, the log.

web-unit-code = Unit code

## Home

web-admin-home-lead = Is the system well, and the way to everything that keeps it so.
web-admin-home-well = All is well: no background work was given up, figures and log are up to date.
web-admin-home-behind = Something is behind: more events or log entries wait than usual. If it does not go down within minutes, look at the server.
web-admin-home-dead = { $count ->
    [one] One job was tried again and again without success. It needs a person.
   *[other] { $count } jobs were tried again and again without success. They need a person.
}
web-admin-home-look = Look at them
web-admin-home-seal = Seal of the log
web-admin-home-letters = Jobs given up
web-admin-home-ways = What admins do
web-admin-home-folded = Steering figures
web-admin-home-folded-to = Up to { $when }, { $count } events
web-admin-tile-waiting = Jobs waiting
    .note = Papers to print, mail to send…
web-admin-tile-dead = Jobs given up
    .note = Every attempt failed
web-admin-tile-lag = Events waiting
    .note = For the slowest consumer
web-admin-tile-unsealed = Log entries to be sealed
    .note = Sealed every second
web-admin-tile-version = Version
web-admin-engine-sqlite = Embedded database (SQLite)
web-admin-engine-postgresql = PostgreSQL
web-admin-way-staff = Staff
    .text = Appoint, give roles by unit, reset access
web-admin-way-units = Administrative units
    .text = Both maps, dates, successors, corrected names
web-admin-way-jobs = Background work
    .text = What waits, what was given up, try again
web-admin-way-audit = Log
    .text = Who looked, who changed, proof that nothing was removed

## Background work

web-admin-jobs-lead = Work that is promised in a transaction and done later. What fails is tried again, less and less often; after the last attempt it waits for a person.
web-admin-jobs-waiting = Waiting
web-admin-jobs-dead = Given up
web-admin-jobs-kind = Job
web-admin-jobs-number = No. { $number }
web-admin-jobs-due = Due at
web-admin-jobs-last = Last tried
web-admin-jobs-attempts = Attempts
web-admin-jobs-error = Latest failure
web-admin-jobs-new = In line
web-admin-jobs-again = Will be tried again
web-admin-jobs-retry = Try again
web-admin-jobs-retry-all = Try all again
web-admin-jobs-none = No job is waiting
web-admin-jobs-none-text = Everything that was promised is done.
web-admin-jobs-none-dead = No job was given up
web-admin-jobs-none-dead-text = Failed jobs are tried again by themselves; only after the last attempt do they come here.
web-admin-job-papers-render = Print a paper
web-admin-job-dossiers-paper = Prepare a paper of a dossier
web-admin-job-notify-mail = Send mail

## Staff

web-admin-staff-lead = Who does what, and where. A role in a unit covers every unit under it.
web-admin-staff-add = Add an official
web-admin-staff-add-lead = The official gets an activation code, chooses a password and sets up a second factor before working.
web-admin-staff-search = Name or login name
web-admin-staff-shown = { $count ->
    [one] One official on this page
   *[other] { $count } officials on this page
}
web-admin-staff-none = No officials
web-admin-staff-none-text = Try another unit, drop a filter, or add an official.
web-admin-staff-active = At work
web-admin-staff-not-activated = Not activated
web-admin-staff-dismissed = Dismissed
web-admin-staff-who = Official
web-admin-staff-where = Role and unit
web-admin-staff-appoint = Add and get the activation code
web-admin-staff-facts = Facts
web-admin-staff-id = Staff id
web-admin-staff-trail = What this official saw and changed
web-admin-staff-proof = Changing roles, resetting access and dismissing ask for a fresh proof of identity and are written into the log.
web-admin-role = Role
web-admin-roles = Roles
web-admin-login = Login name
web-admin-login-hint = 3 to 64 small letters, digits, dots, hyphens or underscores. For example: lan.nguyen
web-admin-unit-hint = The role holds in this unit and every unit under it.
web-admin-since = Since
web-admin-ways-in = Ways in
web-admin-ways-in-none = None yet
web-admin-ways-in-password = Password, no code app yet
web-admin-ways-in-totp = Password and code app
web-admin-language-vi = Vietnamese
web-admin-language-en = English
web-admin-grant-more = One more role
web-admin-grant-add = Give the role
web-admin-grant-remove = Remove
web-admin-grant-last = This is the only role. To remove it, dismiss the official or give another role first.
web-admin-act-reset = Reset access
web-admin-act-dismiss = Dismiss
web-admin-act-reinstate = Reinstate
web-admin-act-text-reset = The password, code app and passkeys end; open sessions are closed. The official gets a new activation code.
web-admin-act-text-dismiss = The official is signed out at once and cannot sign in any more. What they did stays in the log.
web-admin-act-text-reinstate = The official signs in as before, with the roles that stand here.
web-admin-act-do-reset = End the old access, get a new code
web-admin-act-do-dismiss = Dismiss
web-admin-act-do-reinstate = Reinstate
web-admin-code = Activation code
web-admin-code-appointed = Official added
web-admin-code-reset = Access reset
web-admin-code-once = This code is shown once and kept nowhere. Write it down or hand it over before you leave this page.
web-admin-code-where = Where to activate
web-admin-code-how = The official opens the activation page, enters the login name and this code, and chooses a password. The code holds for 7 days.
web-admin-code-copy = Copy the code
web-admin-code-onward = To the official’s page

## Administrative units

web-admin-units-lead = The code of a unit never changes; what it is called and whether it exists depends on the day.
web-admin-maps = Administrative maps
web-admin-map-until = { $from } – { $until }
web-admin-map-since = Since { $from }
web-admin-units-search = Find a unit
web-admin-units-example = For example: ba dinh, phuc xa
web-admin-units-kind = Kind
web-admin-units-inside = Units inside
web-admin-units-valid = Valid
web-admin-units-after = Succession
web-admin-units-successors = { $count ->
    [one] Now one unit
   *[other] Now { $count } units
}
web-admin-units-predecessors = { $count ->
    [one] From one unit
   *[other] From { $count } units
}
web-admin-units-count = { $count ->
    [one] One unit
   *[other] { $count } units
}
web-admin-units-none = No units
web-admin-units-none-text = This map has no unit under this one.
web-admin-units-none-found = Try a shorter word, marks are not needed; or search the other map.
web-admin-unit-before = Took over
web-admin-unit-after = Now belongs to
web-admin-unit-inside = Units inside
web-admin-unit-name = Official name
web-admin-unit-short = Short name
web-admin-unit-short-hint = The name without the word for its kind: “Ba Đình”.
web-admin-unit-parent = Belongs to
web-admin-unit-correct = Correct the name
web-admin-unit-corrected = Corrected by hand
web-admin-unit-waits = The new name is kept. Lists to choose from use it after the server’s next start.
web-admin-succession-kind = How
web-admin-succession-whole = As a whole
web-admin-succession-part = In part
web-admin-succession-inferred = Inferred
web-admin-succession-main = Where an old address goes when nothing more is known
web-admin-succession-share = Share

## Log

web-audit-lead = Every look and every change is a line. Lines are only added, then sealed in a signed hash tree.
web-audit-noted = Reading the log is written into the log too, with the purpose you state.
web-audit-auditors-only = What the log says is for auditors. Admins see how far it is sealed.
web-audit-why = Why do you read this entry?
web-audit-actor = Who acted
web-audit-actor-wrong = The id starts with stf_ or acc_; the official’s page shows it.
web-audit-person = Whose data
web-audit-person-wrong = The id of a person starts with per_.
web-audit-act = Act
web-audit-fields = Groups of facts seen
web-audit-entry = Entry
web-audit-number = Entry { $number }
web-audit-shown = { $count ->
    [one] One entry on this page
   *[other] { $count } entries on this page
}
web-audit-none = No entry was found
web-audit-none-text = No line fits the filters in the part that was searched. If there is a next page, the search goes on there.
web-audit-says = What the entry says
web-audit-detail = Particulars
web-audit-entity = Thing
web-audit-dossier = Dossier
web-audit-session = Session
web-audit-sealed = Last sealed
web-audit-never-sealed = Never yet
web-audit-size = Entries sealed
web-audit-root = Root of the tree
web-audit-key = Signing key
web-audit-seal-text = Whoever keeps an old seal can check that today’s tree only grew and was not changed.
web-audit-holds = The entry is in the tree that was signed at { $when }, and was never changed.
web-audit-broken = The proof does not hold: the log may have been tampered with. Tell whoever answers for information security at once.
web-audit-proof = Proof
web-audit-proof-text = These numbers are enough for a check elsewhere, without trusting this system.
web-audit-place = Place
web-audit-place-of = { $index } of { $size }
web-audit-leaf = Hash of the entry
web-audit-path = The path to the root
web-audit-signed = Signed text and signature

web-audit-act-read = Looked at data
web-audit-act-register-entered = Entered from a roll
web-audit-act-register-created = Person added
web-audit-act-register-corrected = Facts corrected
web-audit-act-register-permanent = Permanent residence registered
web-audit-act-register-temporary = Temporary residence registered
web-audit-act-register-ended = Residence ended
web-audit-act-register-formed = Household formed
web-audit-act-register-head = Household head changed
web-audit-act-register-dissolved = Household dissolved
web-audit-act-register-unit-changed = Administrative units redrawn
web-audit-act-dossiers-submit = Dossier filed
web-audit-act-dossiers-receive = Dossier received
web-audit-act-dossiers-decline = Dossier not received
web-audit-act-dossiers-supplement = Supplement asked for
web-audit-act-dossiers-answer = Supplement supplied
web-audit-act-dossiers-consent = Word of the household head
web-audit-act-dossiers-forward = Handed to the next step
web-audit-act-dossiers-decide = Dossier decided
web-audit-act-dossiers-return = Result returned
web-audit-act-dossiers-withdraw = Dossier withdrawn
web-audit-act-dossiers-stop = Dossier stopped
web-audit-act-dossiers-move-unit = Dossier moved to another commune
web-audit-act-dossiers-publish = Service published
web-audit-act-papers-issue = Paper issued
web-audit-act-papers-revoke = Paper revoked
web-audit-act-places-correct = Unit name corrected
web-audit-act-accounts-open = Account opened
web-audit-act-accounts-raise = Account raised
web-audit-act-accounts-activate = Account activated
web-audit-act-accounts-reissue = Activation code reissued
web-audit-act-accounts-lock = Account locked
web-audit-act-accounts-unlock = Account unlocked
web-audit-act-accounts-cancel = Account cancelled
web-audit-act-accounts-sign-in = Signed in
web-audit-act-accounts-change-password = Password changed
web-audit-act-accounts-add-totp = Authenticator added
web-audit-act-accounts-remove-totp = Authenticator removed
web-audit-act-accounts-add-passkey = Passkey added
web-audit-act-accounts-remove-passkey = Passkey removed
web-audit-act-accounts-revoke-session = Session ended
web-audit-act-accounts-appoint = Official appointed
web-audit-act-accounts-set-roles = Official’s roles changed
web-audit-act-accounts-inherit-roles = Official’s roles taken over by another commune
web-audit-act-accounts-end-roles = Official’s roles ended with a unit
web-audit-act-accounts-dismiss = Official dismissed
web-audit-act-accounts-reinstate = Official reinstated
web-audit-act-accounts-reset-staff = Official’s access reset
web-audit-act-audit-search = Log searched
web-audit-act-audit-open = Log entry read
