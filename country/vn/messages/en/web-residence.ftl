# Households, terms, absences and guests on the pages.

## Guests for the night, houses that take them
web-stays-title = Stays tonight
web-stays-lead = Night of { $night }: { $count ->
    [one] one guest
   *[other] { $count } guests
} notified.
web-stays-count = { $count ->
    [one] One guest
   *[other] { $count } guests
}
web-stays-capped = There are more guests than are looked at. Choose a commune or a part of a name.
web-stays-text = Name, number, passport or room
web-stays-night = Night of
web-stays-night-hint = 06/03/2026; empty for tonight
web-stays-late-only = Late only
web-stay-here = Staying
web-stay-left = Left
web-stay-late = Notified late
web-guests-title = Guests tonight
web-guests-of-household = Guests of the household
web-guests-mine = My guests
web-guests-none = No guests tonight
web-guests-none-text = Guests who are notified appear here for each night they stay.
web-guests-rule = Guests are notified before { $evening }:00; who comes later, before { $morning }:00 of the next morning.
web-guests-tick = Choose
web-guests-tick-one = Choose { $name }
web-guests-left = They left
web-guests-mistaken = Notified by mistake
web-guests-outcome = { $taken ->
    [one] One guest was notified
   *[other] { $taken } guests were notified
}, { $late } of them late. { $refused ->
    [0] Every line was taken.
    [one] One line was not taken; the reason stands below.
   *[other] { $refused } lines were not taken; the reasons stand below.
}
web-guests-refused = Lines that were not taken
web-guests-line = Line
web-guests-line-number = Line { $line }
web-guests-column = Column
web-guests-why = Why, and what to do
web-guest-add = Notify one guest
web-guest-send = Notify the guest
web-guest-file-add = Send a list of guests
web-guest-file = List of guests (CSV)
web-guest-file-hint = UTF-8, at most 500 guests and 1 MB
web-guest-file-lead = One line names the columns: name, date of birth, identity number or passport, sex, nationality, room, arrival, day of leaving. Lines that cannot be taken are named with the reason, the others are notified.
web-guest-file-send = Send the list
web-guest-name = Full name
web-guest-number = Identity number
web-guest-number-hint = 12 digits. A child under { $age } may have none.
web-guest-passport = Passport
web-guest-birth = Date of birth
web-guest-sex = Sex
web-guest-sex-of-number = As the number says
web-guest-nationality = Nationality
web-guest-room = Room
web-guest-reason = Reason of the stay
web-guest-arrives = Arrived
web-guest-arrives-hint = 06/03/2026 21:30, or 21:30; empty for now
web-guest-leaves = Leaves
web-guest-leaves-hint = Date or number of nights; empty for one night
web-guest-line = Line
web-guest-paper = Number or passport
web-guest-where = Where
web-guest-arrived = Arrived
web-guest-leaves-on = Leaves on
web-guest-nights = Stay
web-guest-until = until { $day }
web-guest-born = born { $day }
web-lodgings-title = Houses that take guests
web-lodgings-lead = Hotels, guest houses, hostels, dormitories, hospitals. Owner and manager notify their guests from their own account.
web-lodgings-text = Name or street
web-lodgings-none = No such house
web-lodgings-none-text = Enter the first one, or look in another commune.
web-lodging-add = Enter a house
web-lodging-lead = Owner and manager are named by their cards: number and date of birth.
web-lodging-facts = The house
web-lodging-name = Name of the house
web-lodging-kind = Kind
web-lodging-kind-hotel = Hotel
web-lodging-kind-guest-house = Guest house
web-lodging-kind-hostel = Hostel
web-lodging-kind-homestay = Homestay
web-lodging-kind-dormitory = Dormitory
web-lodging-kind-hospital = Hospital
web-lodging-kind-other = Other
web-lodging-rooms = Rooms
web-lodging-state-open = Takes guests
web-lodging-state-suspended = Suspended
web-lodging-state-closed = Closed
web-lodging-owner = Owner
web-lodging-owner-other = Another owner, if there is one
web-lodging-manager = Manager
web-lodging-manager-same = As before
web-lodging-manager-nobody = Nobody but the owner
web-lodging-manager-person = The person below
web-lodging-card-unknown = No living person of the register has this number and this date of birth.
web-lodging-change = Change the house
web-lodging-change-title = Change { $name }

## Households, terms, absences
web-residence-save = Save
web-residence-from = From
web-residence-date-wrong = Please write day, month and year.
web-split-title = Split the household
web-split-lead = The members you choose form a household of their own in the same commune. Their residences keep kind and term.
web-split-who = Who forms the new household
web-split-stays = Stays in this household
web-split-head = Head of the new household
web-split-where = Where and from when
web-split-address = Another address in the commune
web-split-address-hint = Leave empty when they stay at this address.
web-split-new-head = New head of those who stay
web-split-new-head-hint = Needed only when the head leaves.
web-split-head-stays = The head stays
web-merge-title = Merge with another household
web-merge-lead = Everybody in this household joins another at the same address; this household ends.
web-merge-where = Which household, and from when
web-merge-into = Household that they join
web-merge-nobody = There is no other household at this address
web-merge-who = What each is to its head
web-merge-head = Another head for all
web-merge-head-stays = Its head stays
web-remove-title = Remove a registration
web-remove-lead = A registration is removed on a ground of the law only.
web-remove-why = Which registration, on which ground
web-remove-ground = Ground of the law
web-remove-on = Last day
web-remove-head-not = No head leaves
web-renew-title = Renew temporary residence
web-renew-lead = A term is renewed within its last { $days } days, for at most { $months } months.
web-renew-term = The term
web-renew-ends = Ends on
web-renew-until = New last day
web-absence-act = Absence
web-absence-title = Declare an absence
web-absence-back-title = End the absence
web-absence-lead = Who leaves the commune of their permanent residence for { $months } months or longer declares it; of military age from { $draft } months on; accused or under a measure of a court from { $days ->
    [one] one day
   *[other] { $days } days
} on.
web-absence-mine-lead = For yourself. An officer of your commune declares it for others.
web-absence-what = The absence
web-absence-now = Away at present
web-absence-from = Away from
web-absence-until = Back by
web-absence-returned = Back since

## What is due
web-due-title = Lists due
web-due-expiring = Terms ending
web-due-absence-over = Absences over
web-due-long-absent = Long absent
web-due-newborn = Newborns
web-due-lead-expiring = Temporary residences whose term ends soon: they are renewed within the last { $days } days.
web-due-lead-absence-over = Absences whose last day has passed: ask whether the person is back.
web-due-lead-long-absent = Declared absent for { $months } months or longer.
web-due-lead-newborn = Born { $days } days ago or longer, without permanent residence.
web-due-day-expiring = Ends on
web-due-day-absence-over = Last day
web-due-day-long-absent = Away since
web-due-day-newborn = Born on
web-due-days = within { $count } days
web-due-ahead = Ahead
web-due-many = { $count } or more
web-due-none = Nothing is due
web-due-none-text = People appear here as soon as a day comes near or has passed.
web-done-guests-notified = Guest notified.
web-done-stays-ended = Stays ended.
web-done-lodging-saved = House saved.
web-done-household-split = Household split. This is the new one.
web-done-households-merged = Households merged.
web-done-residence-removed = Registration removed.
web-done-term-renewed = Term renewed.
web-done-absence-declared = Absence declared.
web-done-absence-ended = Absence ended.
web-me-guests = Guests
web-me-guests-text = Notify who stays the night
web-me-absence = Absence
web-me-absence-text = Away for long, or back
