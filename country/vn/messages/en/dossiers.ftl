# Dossiers: states, acts, failures, messages, words on papers.

## States
dossiers-state-new = New
dossiers-state-received = Received
dossiers-state-not-received = Not received
dossiers-state-processing = Being processed
dossiers-state-supplement = Waiting for what is missing
dossiers-state-payment = Waiting for payment
dossiers-state-withdrawn = Withdrawn by the applicant
dossiers-state-stopped = Stopped
dossiers-state-processed = Decided
dossiers-state-returned = Result handed over

dossiers-outcome-granted = Granted
dossiers-outcome-refused = Refused

dossiers-consent-not-needed = Not needed
dossiers-consent-pending = Waiting for the head of the household
dossiers-consent-given = The head of the household agrees
dossiers-consent-declined = The head of the household does not agree

dossiers-channel-online = Online
dossiers-channel-counter = At the counter

dossiers-version-draft = Draft
dossiers-version-live = Live
dossiers-version-retired = Retired

## What happened
dossiers-act-submit = Filed
dossiers-act-receive = Received
dossiers-act-decline = Sent back without being received
dossiers-act-request-supplement = Supplement asked for
dossiers-act-answer-supplement = Supplement supplied
dossiers-act-give-consent = The head of the household agreed
dossiers-act-deny-consent = The head of the household did not agree
dossiers-act-forward = Handed to the next step
dossiers-act-grant = Granted
dossiers-act-refuse = Refused
dossiers-act-return-result = Result handed over
dossiers-act-withdraw = Withdrawn
dossiers-act-stop = Stopped
dossiers-act-move-unit = Moved to another commune

dossiers-delivery-online = In the electronic account
dossiers-delivery-counter = At the counter
dossiers-delivery-post = By post

## Papers of a dossier
dossiers-paper-wish-receipt = Receipt and appointment
dossiers-paper-wish-supplement = Request for supplement
dossiers-paper-wish-refusal = Refusal
dossiers-paper-wish-result = Result
dossiers-paper-fee = { $amount }
dossiers-paper-limit = { $days } working days from receipt of the complete dossier
dossiers-paper-delivery-online = In the applicant's electronic account
dossiers-paper-delivery-counter = At the one-stop desk
dossiers-paper-form-original = Original
dossiers-paper-form-copy = Copy
dossiers-paper-form-electronic = Electronic
dossiers-paper-desk = One-stop desk
dossiers-paper-granted = Granted: { $service }
dossiers-paper-signatory = Head of the residence registration authority
dossiers-paper-nationality-vn = Viet Nam

## Failures
dossiers-error-not-found = This dossier was not found.
dossiers-error-service-unknown = There is no such service.
dossiers-error-service-not-offered = This service takes no dossiers at present. Please open the catalogue again.
dossiers-error-state = The dossier is in a state that does not allow this.
dossiers-error-step = This step of the service does not include that act.
dossiers-error-supplement-once = A supplement was asked for already; it cannot be asked for again.
dossiers-error-supplement-late = The time to supply what is missing has passed.
dossiers-error-supplement-running = There is still time to supply what is missing.
dossiers-error-consent-missing = The consent of the head of the household is missing.
dossiers-error-consent-settled = This dossier does not wait for a consent.
dossiers-error-last-step = This is the last step.
dossiers-error-answers = Some answers need to be mended. See the remark at each of them.
dossiers-error-reason-missing = Please give the reason.
dossiers-error-too-long = The text is too long.
dossiers-error-key-used = This key was already sent with another service; take a new key for each submission.
dossiers-error-papers-missing = Papers that this service requires are missing.
dossiers-error-changed-meanwhile = Somebody else has just handled this dossier. Please load the page again.
dossiers-error-head-changed = The household has another head now, or is gone; consent must be asked for again.
dossiers-error-internal = The dossier could not be handled. Please try again later.

## Failures in a form
form-error-required = Please answer this.
form-error-type = The answer is of the wrong kind.
form-error-choice = Please choose one of the given answers.
form-error-pattern = The answer does not have the right form.
form-error-date = There is no such date; give day, month and year.
form-error-email = This is not an e-mail address.
form-error-phone = A phone number has 10 digits and begins with 0.
form-error-personal-number = An identity number has 12 digits.
form-error-too-short = At least { $limit } characters are needed.
form-error-too-long = At most { $limit } characters are possible.
form-error-too-few = At least { $limit } entries are needed.
form-error-too-many = At most { $limit } entries are possible.
form-error-too-small = The least is { $limit }.
form-error-too-large = The most is { $limit }.
form-error-repeated = An entry is repeated.
form-error-unknown-field = The form has no such field.
form-error-invalid = The answer is not valid.
form-error-declaration = Please declare that your answers are true.
form-error-date-order = The last day must not be before the first.
form-error-months-at-most = The term is at most { $limit } months.
form-error-days-at-least = The term is at least { $limit } days; a shorter stay is only notified.
form-error-commune = Please choose a commune, ward or township that exists today.
form-error-no-receiver = The register has no permanent residence of the applicant; please go to the residence registration authority.
form-error-head-unknown = This number and name are not those of the head of a household.
form-error-head-elsewhere = The household of this head is not in the chosen commune.
form-error-not-a-member = This person does not belong to the applicant's household.
form-error-settled = This was settled when the dossier was filed; to change it, withdraw the dossier and file anew.

## Messages
inbox-dossier-submitted = Your dossier { $code } ({ $service }) was filed. The result is expected by { $due }, counted from its receipt by the office.
    .title = Dossier { $code } was filed
inbox-dossier-received = Your dossier { $code } ({ $service }) was received. The result is due on { $due }.
    .title = Dossier { $code } was received
inbox-dossier-declined = Your dossier { $code } ({ $service }) was not received. The reason stands in the dossier.
    .title = Dossier { $code } was not received
inbox-dossier-supplement = Something is missing in your dossier { $code } ({ $service }). Please supply it by { $limit }; the waiting does not count against the deadline.
    .title = Please complete dossier { $code }
inbox-dossier-granted = Your dossier { $code } ({ $service }) was granted.
    .title = Dossier { $code } was granted
inbox-dossier-refused = Your dossier { $code } ({ $service }) was refused. The reason stands in the dossier.
    .title = Dossier { $code } was refused
inbox-dossier-returned = The result of your dossier { $code } ({ $service }) was handed over.
    .title = Result of dossier { $code }
inbox-dossier-withdrawn = Your dossier { $code } ({ $service }) was withdrawn at your request.
    .title = Dossier { $code } was withdrawn
inbox-dossier-stopped = Your dossier { $code } ({ $service }) was stopped because nothing was supplied in time.
inbox-dossier-moved = Since units were redrawn, your dossier { $code } ({ $service }) is with the office of the new commune.
    .title = Dossier { $code } was stopped
inbox-consent-asked = Somebody asks to join the household that you head (dossier { $code }). Please look at it and answer.
    .title = Your consent is asked for
inbox-consent-given = The head of the household agrees to your dossier { $code } ({ $service }).
    .title = The head of the household agrees
inbox-consent-denied = The head of the household does not agree to your dossier { $code } ({ $service }).
    .title = The head of the household does not agree
form-floor-area = Floor area (m²)
form-floor-area-hint = What those who register use of the dwelling, by the lease or the agreement.
form-error-floor-area-number = Enter whole square metres in digits, such as 24.
form-error-floor-area = A rented or borrowed dwelling must have the least floor area for each person: at least { $limit } m².
