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
