# The population officer's desk: finding people, records, households, history, corrections.

web-register-title = Residents
web-register-lead = Search in your own area. People elsewhere do not show.
web-register-text = Name, personal number, telephone or address
web-register-text-hint = Marks are not needed. Numbers of 12 or 9 digits; addresses begin with the house number.
web-register-address = House and street
web-register-household-number-label = Household number
web-register-birth-hint = 17/05/1962 or 1962
web-register-my-units = All of my area
web-register-found = { $count ->
    [one] One person
   *[other] { $count } people
}
web-register-capped = More people fit than are shown. Add a birth date or choose a commune.
web-register-none = Nobody was found in your area
web-register-none-text = Type a given name, not only a family name; check the birth date, leave out the middle name, or search by number.
web-register-again = Find somebody else
web-register-hint = Purpose first, then whatever you know of the person
web-register-hint-text = Names without marks, with a slip of the finger or turned round are found too. Everybody who is shown is noted as seen, with the purpose.
web-register-why-title = Why do you open this record?
web-register-why-note = The purpose is written down with your name, role and unit before the record shows. The person can read that line.
web-register-why-go = Open the record
web-register-noted = This look was written down. Purpose: { $purpose }. The person sees it under “Who looked at my data”.
web-register-views = Parts of the record
web-register-record = Record
web-register-history = History
web-register-members = Members
web-register-no-number = No personal number yet
web-nationality-vietnamese = Viet Nam
web-register-group-identity = Identity
web-register-group-origin = Origin, ethnicity, religion
web-register-group-civil = Marriage
web-register-group-contact = Contact
web-register-group-old-numbers = Old papers
web-register-homes = Lives at
web-register-no-home = No residence is in force.
web-register-past = Lived before at
web-register-household = Household
web-register-household-number = Household { $number }
web-register-household-of = Household of { $name }
web-register-dissolved = This household has had no members since { $day }.
web-birth-registered-at = Birth registered at
web-life-living = Living
web-life-dead = Deceased
web-life-missing = Missing
web-end-reason-moved = Moved away
web-end-reason-expired = Expired
web-end-reason-emigrated = Emigrated
web-end-reason-died = Died
web-end-reason-removed = Registration removed
web-generation-grandparents = Grandparents
web-generation-parents = Parents
web-generation-own = Head and own generation
web-generation-children = Children
web-generation-grandchildren = Grandchildren
web-generation-others = Others in the household

## History

web-register-no-history = Nothing has changed yet
web-register-no-history-text = Once something is corrected or registered, the first line will be here.
web-register-before = Before: { $value }
web-register-ground = Ground
web-register-proven-by = Proven by { $evidence }
web-register-dossier = Open the dossier
web-change-entered = Entered from a roll
web-change-created = Entered
web-change-corrected = Facts corrected
web-change-permanent = Permanent residence registered
web-change-temporary = Temporary residence registered
web-change-ended = Residence ended
web-change-formed = Household formed
web-change-head = Head changed
web-change-dissolved = Household dissolved

web-fact-name = Full name
web-fact-sex = Sex
web-fact-birth = Date of birth
web-fact-number = Number
web-fact-old-number = Old identity number
web-fact-birth-place = Place of birth
web-fact-birth-registered-at = Birth registered at
web-fact-origin = Origin
web-fact-ethnicity = Ethnicity
web-fact-religion = Religion
web-fact-nationality = Nationality
web-fact-marital = Marital status
web-fact-phone = Telephone
web-fact-email = Mail
web-fact-kind = Registered
web-fact-unit = Unit
web-fact-address = Address
web-fact-relation = Relation to the head
web-fact-from = From
web-fact-until = Until
web-fact-ended = Ended on
web-fact-reason = Reason
web-fact-dissolved-on = Ended on

## Corrections, change of head

web-register-correct-title = Correct: { $group }
web-register-correct-facts = What is right
web-register-correct-why = Ground of the correction
web-register-correct-save = Save what is right
web-register-ground-hint = Article, decision or procedure, for example: civil status correction 12/QĐ-UBND
web-register-evidence = Proof
web-register-evidence-hint = Number, date and issuer of the paper that was compared
web-register-birth-part = Leave the day empty when it is unknown; year alone when the month is unknown too.
web-register-place-hint = Commune, district, province; or the code of a unit
web-register-nationality-hint = Two letters of ISO 3166, Viet Nam is VN
web-register-nationality-wrong = Nationality is a code of two letters, such as VN.
web-register-head-change = Change the head
web-register-head-lead = The relation of every member is restated to the new head.
web-register-head-new = New head
web-register-head-do = Change the head
web-done-person-corrected = Facts corrected.
web-done-head-changed = Head changed.
