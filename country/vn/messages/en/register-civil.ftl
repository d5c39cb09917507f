# Civil events: ties between persons, why an event is refused.

## Checks of the data
register-rule-tie-orphan = A family tie is not between two persons
register-rule-two-parents = A child has two fathers or two mothers of one kind
register-rule-two-spouses = A person has two spouses
register-rule-parent-sex = A father is a woman or a mother a man
register-rule-parent-younger = A parent is not older than the child
register-rule-ancestry-cycle = A person is their own ancestor
register-rule-dead-married = A dead person still has a spouse
register-rule-spouse-not-married = A person with a spouse is not held as married

## Errors
register-civil-own-relative = Nobody is a relative of themselves. Choose somebody else.
register-civil-has-parent = This person has a father or mother by birth in the register.
register-civil-sex-contradicts = The sex of this person does not fit a father or mother.
register-civil-too-close-in-age = Too near in age: at least { $years } years must lie between them.
register-civil-parent-dead-before = This person was dead before the child was born.
register-civil-ancestry-cycle = This person descends from the other, so cannot be the parent.
register-civil-ancestry-too-large = The family data of this person must be checked first.
register-civil-already-married = This person is married.
register-civil-not-married = The register knows no marriage of this person.
register-civil-too-young-to-marry = Too young to marry: at least { $years } years.
register-civil-same-sex = A marriage is registered between a man and a woman.
register-civil-too-closely-related = The two are too closely related.
register-civil-guardian-minor = This person is a minor.
register-civil-has-guardian = The ward has a guardian already.
register-civil-not-guardian = There is no such guardianship.
register-civil-ward-of-age = This person is of age; the decision of a court is needed.
register-civil-already-adopted = This person is adopted already.
register-civil-too-old-for-adoption = Who is adopted must be younger than { $years } years.
register-civil-adopters-not-a-couple = One person adopts, or two who are married to each other.
register-civil-already-dead = The death of this person is registered already.
register-civil-not-missing = This person is neither missing nor dead in the register.
register-civil-bad-day = The day of the event cannot be right.
register-civil-no-household = This person lives permanently in no household that could be joined.
register-civil-born-already = This birth is registered already.
register-civil-number-replacement-needed = This person has an identity number; two officers must replace it at the same time.
register-civil-tie-says-otherwise = A marriage in the register says otherwise. Register the divorce or the death.
register-civil-no-such-tie = There is no such tie in the register.
register-civil-key-reused = The key was used for another act.
