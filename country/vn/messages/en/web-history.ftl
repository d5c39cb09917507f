# What the register held when, where each fact comes from, and changes that are undone.

web-other-names = Other names
web-blood-group = Blood group
web-current-place = Where they are now
web-current-place-hint = Only when it is neither residence; a commune, district, province, or the code of a unit
web-register-group-health = Blood group
web-fact-other-names = Other names
web-fact-blood-group = Blood group
web-fact-current-place = Where they are now
web-fact-answers = Commune that answers for the record
web-field-photo = photograph
web-field-health = blood group

## The register as it was

web-moment-title = As it was
web-moment-day = On the evening of
web-moment-go = Show
web-moment-shown = This is how the register read on the evening of { $day }. What was corrected or registered later does not show.
web-moment-commune = Everybody in the commune
web-moment-now = Show the register of now
web-commune-lead = Who lived here on the evening of { $day }, as the register knew it then
web-commune-persons = People
web-commune-permanent = Permanent residences
web-commune-temporary = Temporary residences
web-commune-households = Households
web-commune-table = Residents of the unit
web-commune-none = Nobody lived here on that day
web-commune-none-text = Choose another day, or a unit that existed then.

## The 26 facts and where they come from

web-facts-title = 26 facts
web-facts-complete = { $known } of { $wanted } facts are known, { $verified } were compared with a paper.
web-facts-fact = Fact
web-facts-value = Value
web-facts-source = Where from
web-facts-verified = Compared with a paper
web-facts-clause = Clause { $number }
web-facts-since = Since { $day }
web-facts-change = Change
web-facts-official = An official
web-facts-away = Away, declared
web-facts-verify = Confirm
web-facts-verify-title = Confirm the ticked facts
web-facts-verify-lead = Tick above what the paper says too. What changes later has to be confirmed again.
web-facts-verify-do = Confirm
web-facts-verify-none = Tick at least one fact that the paper confirms.
web-standing-missing = Missing
web-standing-not-applicable = None
web-standing-not-kept = Not kept yet
web-done-facts-verified = Facts confirmed.

## Photograph

web-photo-title = Photograph
web-photo-alt = Photograph of the person
web-photo-file = Picture
web-photo-file-hint = JPEG or PNG, at most 500 kB, 100 to 3,000 pixels a side
web-photo-save = Take the photograph in
web-photo-change = Photograph
web-done-photo-taken = Photograph taken in.

## Undoing a change

web-reverse-open = Undo
web-reverse-title = Undo a change
web-reverse-note = The change stays in the history. Another one undoes it, together with everything the same act did: who moved, who became head, which household was formed.
web-reverse-why = Why it was wrong
web-reverse-do = Undo the change
web-reverse-first = Undo these first
web-reverse-later = Later changes build on this one.
web-done-change-reversed = The change was undone.
web-end-reason-reversed = Entered by mistake
web-change-verified = Facts compared with a paper
web-change-reversed = Change undone
web-change-photographed = Photograph taken in

## The facts of Law 26/2023 Art 9

web-clause-name = Birth name
web-clause-other-names = Other names
web-clause-number = Personal number
web-clause-birth = Date of birth
web-clause-sex = Sex
web-clause-birth-place = Place of birth
web-clause-birth-registered-at = Birth registered at
web-clause-origin = Origin
web-clause-ethnicity = Ethnicity
web-clause-religion = Religion
web-clause-nationality = Nationality
web-clause-blood-group = Blood group
web-clause-old-number = Old identity number
web-clause-card = Identity card
web-clause-relatives = Relatives
web-clause-permanent = Permanent residence
web-clause-temporary = Temporary residence
web-clause-current-place = Where they are now
web-clause-absence = Absence
web-clause-file-number = Number of the residence file
web-clause-marital = Marital status
web-clause-relation = Relation to the head
web-clause-household = Household
web-clause-life = Death or declared missing
web-clause-contact = Telephone, mail
web-clause-other = Other
web-history-of-household = Household: { $what }
web-lived-title = Where on which day
web-lived-lead = Where the person really lived on a day, as far as is known today: what was registered late or corrected since counts.
web-lived-day = On the day
web-lived-go = Show where
web-lived-shown = { $day }, as is known today
web-lived-life = Life
web-lived-alive = Alive
web-lived-not-alive = Not born yet, or dead
web-lived-unsure = Not sure: only the year or month is known
web-lived-where = Residence
web-lived-nowhere = No residence is known for this day
web-lived-since-unknown = since when is not known
web-lived-away = Away, to
web-lived-note = “As it was” is another question: it shows what the register held on that day.
web-lived-written = What the register held on that day

web-law-act-law = Law { $number }/{ $year }
web-law-act-decree = Decree { $number }/{ $year }
web-law-act-circular = Circular { $number }/{ $year }
web-law-article = Article { $part }
web-law-clause = clause { $part }
web-law-point = point { $part }
