# The register: second officer, identity numbers.

## Second officer, another identity number
register-error-request-not-found = This request was not found.
register-error-request-decided = This request was decided already.
register-error-request-open = The same was asked for about this person already and waits.
register-error-remark-missing = Please say why.
register-error-remark-too-long = The remark is longer than 1,000 characters.
register-error-has-no-number = This person has no identity number yet.
register-error-unknown-ground = The law has no such ground for another identity number.
register-error-ground-not-met = This ground needs what is right, and it must differ from what the record says.
register-error-unknown-place = There is no place of birth registration with this code.
number-ground-sex-redetermined = Sex re-determined
number-ground-birth-year-corrected = Birth year corrected
number-ground-issued-wrongly = The number was issued wrongly
register-error-run-not-found = This run was not found.
register-error-run-elsewhere = This run is moved on elsewhere at the moment.
register-roll-known-already = The register knows this person in this commune already; nobody was entered twice.
register-roll-known-elsewhere = The register knows this person in another commune; please send that one a notice of a change.
register-roll-differs-from-register = The register says something else; it was not overwritten. Please look at it.
register-roll-possible-duplicate = Somebody of the same name, birth and sex lives in the commune; taken in as another person. Please look at it.
