# Civil events at the population officer's desk, and the family.

## What changed
web-change-birth = Birth registered
web-change-death = Death registered
web-change-widowed = Widowed
web-change-marriage = Marriage registered
web-change-divorce = Divorce noted
web-change-adoption = Adoption
web-change-recognised = Parent recognised
web-change-guardianship = Guardianship
web-change-renamed = Name changed
web-change-sex-changed = Sex determined anew
web-change-missing = Declared missing
web-change-found = Came back
web-end-reason-missing = declared missing
web-field-family = family
web-counter-applicant-died = The register notes that the applicant has died. Messages are no longer sent; decide what still makes sense.
