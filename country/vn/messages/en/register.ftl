# The population register: words on pages, errors, why a line of a roll was refused.

## Checking the data
register-rule-head-missing = A household has no head
register-rule-head-not-member = The head does not live in the household
register-rule-two-heads = A household has more than one head
register-rule-two-residences = A person has two residences of one kind
register-rule-number-shared = An identity number is shared
register-rule-dead-resident = A dead person still has a residence
register-rule-dissolved-with-members = A dissolved household still has members
register-rule-wrong-unit = A record is not kept by the commune of the permanent residence
register-rule-orphan = A residence belongs to no person, dwelling or household
register-rule-end-unexplained = A residence ended without a change that ended it
register-rule-not-searchable = A person cannot be found by name
register-rule-minor-head = A minor heads a household with adults
register-rule-absence-astray = Somebody is declared absent from a commune where they do not live
register-rule-stay-astray = A stay belongs to no house and no household, or ends before it begins

## Errors
register-error-person-not-found = This person was not found.
register-error-household-not-found = This household was not found.
register-error-residence-not-found = This person has no residence of that kind at present.
register-error-new-head-needed = The head leaves the household. Please choose a new head among the members who stay.
register-error-cannot-head = This person cannot be the head: a head is a member of full age, or the eldest where all are minors.
register-error-one-head-exactly = A household has exactly one head.
register-error-household-dissolved = This household no longer exists.
register-error-lives-there-already = This person is registered there already.
register-error-not-living = This person is dead or missing.
register-error-same-commune = Temporary residence cannot be registered in the commune of the permanent one.
register-error-temporary-in-force = This person has another temporary residence in force.
register-error-temporary-too-long = The term is longer than the law allows.
register-error-ends-before-start = The last day lies before the first.
register-error-nobody = Nobody was chosen.
register-error-too-many-people = Too many people were chosen for one registration.
register-error-named-twice = Somebody was chosen twice.
register-error-number-taken = The identity number is or was another person's.
register-error-has-number = This person has an identity number already; replacing it is a procedure of its own.
register-error-number-disagrees = The identity number contradicts the sex or the year of birth.
register-error-numbers-exhausted = No identity number is free for this place and year.
register-error-bad-birth = The date of birth cannot be right.
register-error-bad-address = The address is empty or too long.
register-error-not-a-commune = A residence lies in a commune, ward or township.
register-error-several-dwellings = Communes that became one both had this address, so it is not clear which dwelling is meant. Choose a household there, or add the name of the former commune to the address.
register-error-reform-not-planned = No change of units is planned for that day.
register-error-reform-nothing-ends = No commune ends on that day.
register-error-reform-no-successor = The list of successors does not say who takes over a commune.
register-error-reform-not-yet = The new units do not exist yet. Carry the change out on or after its day.
register-error-reform-begun = The change of units has begun and cannot be planned anew.
register-error-reform-allocation = A line of the list of addresses cannot be used.
register-error-nothing-changes = Nothing would change.
register-error-changed-meanwhile = Somebody has just changed the record. Please open it again.
register-error-search-too-wide = Please enter a name, an identity number, a telephone number, an address or a household number.
register-error-street-too-wide = A street has people in many communes. Add the house number, or choose a commune.
register-error-unreadable-history = The history of this record cannot be read.
register-error-not-a-member = This person does not live in that household.
register-error-nobody-stays = Somebody has to stay in the household. A household that leaves as a whole registers a move.
register-error-different-dwellings = Only households at the same address can become one.
register-error-member-left-out = Every member of the household that ends needs a relation to the other's head.
register-error-too-early-to-renew = A temporary residence can be renewed only in the last days of its term.
register-error-absent-already = This person is declared absent already.
register-error-not-absent = This person is not declared absent.
register-error-bad-text = A text is missing or too long.
register-error-lodging-not-found = This house was not found.
register-error-lodging-closed = This house takes no guests at present. Please call the commune police.
register-error-bad-lodging = A house needs a name and at least one room.
register-error-stay-not-found = This stay was not found.
register-error-bad-leaving = Guests leave after they came, and not in the future.
register-error-too-many-guests = Too many guests for one list. Please send it in parts.
register-error-bad-guest-file = The file cannot be read. It is a CSV file in UTF-8 with a line that names the columns, at least name and date of birth.
register-error-store = The register cannot be reached at the moment. Please try again later.

## Rolls: errors of the whole file
register-roll-error-input = The file cannot be read.
register-roll-error-output = The result cannot be written.
register-roll-error-not-utf8 = The file is not UTF-8. Please save it as CSV UTF-8.
register-roll-error-no-header = No line names the columns. A roll has at least a name, and a date of birth or identity number.
register-roll-error-elsewhere = This file is being imported elsewhere.

## Rolls: the file of refused lines
register-roll-column-line = Line
register-roll-column-column = Column
register-roll-column-value = Value
register-roll-column-code = Code
register-roll-column-reason-vi = Reason (Vietnamese)
register-roll-column-reason-en = Reason (English)

## Rolls: reasons
register-roll-open-quote = A quotation mark is opened and not closed.
register-roll-not-utf8 = The line has characters that are not UTF-8.
register-roll-line-too-long = The line is too long.
register-roll-name-missing = The name is missing.
register-roll-name-wrong = The name has characters that no name has, or is too long.
register-roll-birth-missing = The date of birth is missing.
register-roll-birth-wrong = The date of birth cannot be read. Please write day/month/year, month/year or the year.
register-roll-birth-short-year = The year of birth needs four digits.
register-roll-birth-no-such-day = The calendar has no such day.
register-roll-birth-future = The date of birth lies in the future.
register-roll-birth-too-early = The date of birth lies too far back.
register-roll-sex-missing = The sex is missing.
register-roll-sex-unknown = The sex must be Nam (male) or Nữ (female).
register-roll-number-wrong = An identity number has 12 digits, an old one 9.
register-roll-number-lost-zeros = The number lacks its leading zeros, which a spreadsheet may have dropped. Please format the column as text.
register-roll-number-scientific = A spreadsheet turned the number into scientific notation, so digits are lost. Please format the column as text.
register-roll-number-disagrees = The identity number contradicts the sex or the year of birth.
register-roll-number-taken = The identity number is or was another person's in the register.
register-roll-number-twice = An earlier line of the file has this identity number.
register-roll-person-twice = The household has somebody of the same name and date of birth already.
register-roll-second-head = The household has a head already.
register-roll-unit-missing = The commune is missing.
register-roll-unit-unknown = There is no such commune.
register-roll-unit-ambiguous = Several communes have this name; please add the district or use the code.
register-roll-unit-outside = The commune is outside the units of this roll.
register-roll-address-missing = The address is missing.
register-roll-address-too-long = The address is too long.
register-roll-kind-unknown = The kind of residence must be thường trú (permanent) or tạm trú (temporary).
register-roll-ends-before-start = The last day lies before the first.
register-roll-relation-unknown = The relation to the head is unknown; entered as another relative.
register-roll-household-missing = There is no household number; the person was taken in without a household.
register-roll-head-missing = No line of the household is its head; the eldest adult was made head.
register-roll-address-differs = The address differs from the household's, which was kept.
register-roll-sex-from-number = The sex was taken from the identity number.
register-roll-phone-wrong = The telephone number is wrong and was left out.
register-roll-old-number-wrong = The old identity number is wrong and was left out.
register-roll-blood-group-wrong = The blood group is none that exists and was left out.
register-roll-date-wrong = A date cannot be read and was left out.

## Undoing, verifying, photographs

register-error-change-not-found = There is no such change.
register-error-not-reversible = A change of this kind is not undone here. What it did is ended by an act of its own.
register-error-later-changes = Later changes build on this one. Undo those first: { $changes }
register-error-later-change = This later change builds on the one to be undone.
register-error-evidence-missing = Name the paper that was compared.
register-error-fact-unknown = The register does not hold one of these facts yet, so it cannot be verified.
register-error-photo-too-large = The photograph is too large. At most { $bytes } kB are taken.
register-error-photo-unreadable = The file is neither a JPEG nor a PNG picture.
register-error-photo-sides = The picture must have between { $min } and { $max } pixels a side.
## Guests: why one is not taken
register-guest-name-missing = The name is missing.
register-guest-too-long = The text is too long.
register-guest-number-wrong = An identity number has 12 digits. A passport goes into its own box.
register-guest-number-disagrees = The identity number contradicts the date of birth or the sex beside it.
register-guest-paper-missing = The identity number or passport is missing.
register-guest-passport-wrong = A passport number has 6 to 20 letters and digits.
register-guest-birth-missing = The date of birth is missing.
register-guest-birth-wrong = The date of birth cannot be right.
register-guest-sex-missing = Without an identity number the sex is needed.
register-guest-sex-wrong = The sex must be Nam (male) or Nữ (female).
register-guest-nationality-wrong = The nationality is a code of two letters, such as VN.
register-guest-arrives-wrong = The arrival cannot be read. Please write day/month/year hour:minute.
register-guest-arrives-far = The arrival lies too far back or ahead.
register-guest-leaves-wrong = The day of leaving cannot be read. Please write day/month/year or a number of nights.
register-guest-leaves-early = The guest would leave before the first night.
register-guest-needs-temporary = So long a stay needs a registration of temporary residence.
register-guest-notified-already = This guest is notified here already for these nights.
register-guest-line-torn = The line cannot be cut into columns.
