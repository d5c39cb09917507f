# The citizen's pages.

web-me-hello = Hello
web-me-card = My identity
web-me-record-open = See everything the State holds on me
web-me-apply = Apply for something
web-me-apply-text = Choose a service; what is known is filled in
web-me-household = Household
web-me-household-text = The people registered where I live
web-me-access = Who looked at my data
web-me-access-text = Which office, why, when
web-me-security = Security
web-me-security-text = Password, codes, passkeys
web-me-consents-wait = { $count ->
    [one] One dossier waits for your consent as household head.
   *[other] { $count } dossiers wait for your consent as household head.
}
web-me-consents-open = Look and answer
web-me-supplement-wait = The dossier “{ $service }” needs a supplement before { $until }.
web-me-supplement-open = Supplement
web-me-draft-wait = Draft of “{ $service }”, saved { $when }.
web-me-draft-open = Go on
web-my-dossiers-title = My dossiers
web-dossiers-none = No dossiers yet
web-dossiers-none-text = When you apply, progress and results appear here.
web-drafts-title = Drafts

web-record-title = My record
web-record-lead = This is what the population register holds on you. Thanks to it you need no copies of papers.
web-record-identity = Identity
web-record-residence = Residence
web-record-contact = Contact
web-record-wrong = Something wrong? The police of your commune correct it when you show the original paper.
web-record-who-looked = Who looked
web-birth-place = Place of birth
web-origin = Place of origin
web-ethnicity = Ethnicity
web-religion = Religion
web-nationality = Nationality
web-marital = Marital status
web-marital-single = Never married
web-marital-married = Married
web-marital-divorced = Divorced
web-marital-widowed = Widowed
web-old-number = Old identity card number

web-household-title = My household
web-household-none = No household
web-household-none-text = You are not registered with a household here.
web-household-number = number { $number }
web-household-members = Members
web-relation = Relation to the head
web-relation-head = Head of household
web-residence-kind = Registered
web-residence-kind-permanent = Permanently
web-residence-kind-temporary = Temporarily
web-since-when = Since

web-form-known = The State already knows this. You need no papers to prove it.
web-form-resume = You have a draft of this service, saved { $when }.
web-form-save = Save for later
web-form-review = Continue to review
web-form-discard = Discard draft
web-form-change = Change
web-form-send = Submit dossier
web-form-no-members = No other members in the household
web-review-title = Review before you submit
web-review-lead = Please check each part. After submitting you can change it only when an officer asks for a supplement.

web-dossier-secret = Tracking key: { $secret }
web-dossier-life = Progress
web-dossier-answers = What was declared
web-dossier-supplement-title = Your dossier needs a supplement
web-dossier-supplement-until = Please supplement before { $until }. After that the dossier is stopped.
web-dossier-consent-awaited = Waiting for the household head. The head sees the request after signing in, or signs at the counter.
web-dossier-consent-declined = The household head did not agree.
web-dossier-consent-given = The household head agreed.
web-dossier-withdraw = Withdraw dossier
web-papers-title = Papers of this dossier
web-papers-waiting = The paper is being printed and sealed, usually within seconds. Please reload.
web-paper-open = Open PDF
web-supplement-defects = What is missing
web-supplement-note = Message to the officer
web-supplement-send = Send supplement

web-consent-title = Requests that wait for my consent
web-consent-lead = Somebody wants to join your household. Without your consent the dossier is not accepted.
web-consent-asks = { $name } asks to join your household
web-consent-agree = I agree
web-consent-refuse = I do not agree
web-consent-none = No requests
web-consent-none-text = When somebody asks to join your household, the request appears here.

web-inbox-title = Inbox
web-inbox-none = No messages
web-inbox-none-text = News of dossiers and papers arrive here.

web-access-lead = Each time an officer opens or changes your data it is recorded before the data is shown. Nobody can remove a line.
web-access-none = Nobody looked yet
web-access-none-text = When an office opens your data, the entry appears here.
web-access-you = You
web-access-citizen = Another citizen, in a dossier
web-access-no-purpose = In the line of duty
web-access-seen = Seen
web-access-changed = Changed
web-access-dossier = Related dossier
web-access-proof = Proof
web-field-identity = identity
web-field-origin = origin, ethnicity
web-field-contact = contact
web-field-residence = residence
web-field-civil = marital status
web-field-old-numbers = old numbers
web-field-dossier = dossier
web-field-name = name
web-field-paper = paper
web-field-household = household
web-proof-title = Proof of one entry of the log
web-proof-lead = The log is sealed as a signed Merkle tree. With the numbers below anyone can check that this entry is unchanged.
web-proof-holds = This entry is in the sealed log and unchanged.
web-proof-broken = This entry cannot be verified. Please tell the inspectorate.
web-proof-waiting = This entry was just written and will be sealed in a moment. Please reload.
web-proof-position = Position
web-proof-of = { $index } of { $size } entries
web-proof-leaf = Hash of the entry
web-proof-root = Signed root hash
web-proof-path = Path to the root
