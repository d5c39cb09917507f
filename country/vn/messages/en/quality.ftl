# Cleansing the population data.

quality-rule-facts-missing = A mandatory fact is missing
quality-rule-marital-missing = The marital status is missing
quality-rule-number-missing = No identity number
quality-rule-number-contradicts = The number contradicts the record
quality-rule-number-place-unknown = The number names a place that does not exist
quality-rule-number-of-another = The number was cancelled for somebody else
quality-rule-old-number-only = Only a number of nine digits
quality-rule-old-number-shared = Several people with one number of nine digits
quality-rule-household-without-head = A household without a head
quality-rule-household-several-heads = A household with several heads
quality-rule-head-elsewhere = The head does not live in the household
quality-rule-head-minor = The head is a minor
quality-rule-head-dead = The head is dead
quality-rule-head-away = The head has been away for long
quality-rule-household-empty = A household without members
quality-rule-parent-too-young = A parent is too young for the child
quality-rule-several-spouses = Several spouses
quality-rule-married-too-young = Married below the age of marriage
quality-rule-commune-ended = The address lies in a commune that has ended
quality-rule-answered-elsewhere = Another commune answers for the record
quality-rule-very-old = So old that the person may be dead
quality-rule-dead-resident = Dead, and still resident
quality-rule-lives-nowhere = No residence
quality-rule-away-long = Away for long
quality-rule-child-without-number = A child without an identity number
quality-rule-name-form = The name is not written as names are
quality-rule-name-without-marks = The name has lost its marks
quality-rule-birth-partial = The birth date is known in part

quality-remedy-facts-missing = Ask the person, compare with a paper, and add it to the record.
quality-remedy-marital-missing = Ask the person or look into the civil books, and add it to the record.
quality-remedy-number-missing = Find out where the birth was registered, then issue a number or enter the one there is.
quality-remedy-number-contradicts = Compare with the card and the birth certificate. Correct birth date or sex where the record is wrong; where the number is, ask for another.
quality-remedy-number-place-unknown = Compare with the card. Where the number is wrong, ask for another.
quality-remedy-number-of-another = Tell the police above at once, find out whose number it is, and ask for another one for the other person.
quality-remedy-old-number-only = Invite the person to have a number of twelve digits issued.
quality-remedy-old-number-shared = Compare the old papers of each, and take the number off the wrong record.
quality-remedy-household-without-head = Visit the household or invite it to agree, and appoint a head.
quality-remedy-household-several-heads = Ask the household who its head is, and appoint that person anew.
quality-remedy-head-elsewhere = Ask the household who its head is, and appoint that person anew.
quality-remedy-head-minor = Appoint an adult of the household as its head.
quality-remedy-head-dead = End the residence of the dead person and appoint another head.
quality-remedy-head-away = Ask the household whether it wants another head.
quality-remedy-household-empty = Visit the address; where nobody is left, dissolve the household.
quality-remedy-parent-too-young = Compare the birth certificate; correct the birth date or the parenthood.
quality-remedy-several-spouses = Compare marriage certificates and decisions on divorce; correct the wrong tie.
quality-remedy-married-too-young = Compare the papers; correct the birth date or the marital status.
quality-remedy-commune-ended = Move the address to the commune that took over.
quality-remedy-answered-elsewhere = Compare the permanent residence and move the record to where it belongs.
quality-remedy-very-old = Visit the home. Register the death, or note what proves that the person lives.
quality-remedy-dead-resident = End the residence by the death certificate.
quality-remedy-lives-nowhere = Find out where the person lives, and register the residence.
quality-remedy-away-long = Find out whether the person is back; if not, consider removing the registration.
quality-remedy-child-without-number = Check the registration of the birth, and issue a number.
quality-remedy-name-form = Write the name as the papers do; comparisons use the tidied form anyway.
quality-remedy-name-without-marks = Write the name with its marks as the papers do.
quality-remedy-birth-partial = Ask the person and look into the birth papers; where it cannot be known, say so.

quality-class-C01 = Missing facts
quality-class-C02 = Wrong numbers
quality-class-C03 = One person twice
quality-class-C04 = One number twice
quality-class-C05 = Old numbers
quality-class-C06 = Households
quality-class-C07 = Relations
quality-class-C08 = Addresses
quality-class-C09 = Deaths
quality-class-C10 = Whereabouts
quality-class-C11 = Children without number
quality-class-C15 = Spelling of names
quality-class-C16 = Partial birth dates

quality-severity-urgent = Urgent
quality-severity-high = High
quality-severity-medium = Medium
quality-severity-low = Low

quality-evidence-visit-form = Form of a visit
quality-evidence-card = Identity card
quality-evidence-birth-certificate = Birth certificate
quality-evidence-marriage-certificate = Marriage certificate or decision on a divorce
quality-evidence-death-certificate = Death certificate or notice
quality-evidence-residence-book = Papers of the residence

quality-state-open = New
quality-state-assigned = Taken
quality-state-verifying = Being verified
quality-state-corrected = Mended, to be confirmed
quality-state-refuted = No error, to be confirmed
quality-state-closed = Closed
quality-state-dismissed = No error

quality-ground-papers-agree = The papers say what the record says
quality-ground-circumstances-agree = The circumstances are as registered
quality-ground-cannot-be-known = It cannot be known any more
quality-ground-other-authority = Another authority has to decide first

quality-what-found = The review found it
quality-what-found-again = The review found it again
quality-what-changed = Something else is wrong by now
quality-what-moved = The record moved to another commune
quality-what-gone = The review does not find it any more
quality-what-taken = Taken
quality-what-verifying = Verification began
quality-what-corrected = Said to be mended
quality-what-refuted = Said to be no error
quality-what-agreed = Confirmed
quality-what-sent-back = Sent back

quality-report-no-head = Households without a head
quality-report-nine-digits = Still known by nine digits
quality-report-structure = Numbers of a wrong structure
quality-report-duplicates = Numbers that are shared

quality-form-capitals = all in capitals
quality-form-small-letters = all in small letters

quality-known-year = only the year
quality-known-month = only month and year

quality-error-case-not-found = There is no such case, or you may not see it.
quality-error-not-now = The case has moved on. Open it again to see where it stands.
quality-error-changed-meanwhile = Somebody else has just changed this case. Open it again.
quality-error-still-found = The review still finds it. Mend the record first, then say so.
quality-error-not-found-any-more = The review does not find it any more, so there is nothing to refute.
quality-error-wrong-evidence = This paper does not close the case. Choose one of the list.
quality-error-said-missing = Say which paper it is, or what you saw.
quality-error-said-too-long = The text is too long. Make it shorter.
quality-error-run-not-found = There is no such review.
quality-error-run-elsewhere = The review is moved on elsewhere at this moment.
quality-error-pack = The country pack lacks a legal value. Tell the administrator.
quality-error-store = It could not be stored. Try again in some minutes.
