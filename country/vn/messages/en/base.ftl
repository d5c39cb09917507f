# Words that every page uses.

## Yes and no

yes = Yes
no = No
unknown = Not known
none = None

## Sex

sex-male = Male
sex-female = Female

## Errors: what happened, and what to do

error-not-found = This could not be found
    .help = Please check the address or the code, or go back to the home page.
error-invalid = Something is not right yet
    .help = Please correct the marked fields and send again.
error-forbidden = You are not permitted to do this
    .help = If you need to, please ask the one-stop shop or your office's administrator.
error-unauthenticated = Please sign in
    .help = Your session has ended or you have not signed in. Sign in to continue.
error-conflict = This has just changed
    .help = Somebody else may have been first. Please reload the page and look at the new state.
error-too-many = That was too fast
    .help = Please wait a minute and try again.
error-busy = The system is busy
    .help = What you entered has not been sent. Please try again in a few minutes.
error-internal = Something went wrong on our side
    .help = It has been recorded. Please try again; if it fails again, tell us the code { $reference }.

## Identity numbers

number-length = An identity number has 12 digits; an old identity card number has 9.
number-not-digits = An identity number consists of digits only.
number-place = The code of the place of birth registration has 3 digits.
number-birth-year = An identity number can express birth years from 1900 to 2399 only.
number-disagrees-sex = The identity number does not agree with the sex.
number-disagrees-century = The identity number does not agree with the century of birth.
number-disagrees-birth-year = The identity number does not agree with the year of birth.
number-disagrees-sex-and-century = The identity number agrees neither with the sex nor with the century of birth.
number-disagrees-sex-and-birth-year = The identity number agrees neither with the sex nor with the year of birth.

## Dates

date-shape = This is not a date. Write day/month/year, such as 17/05/1962; if the day is not known, month/year or the year will do.
date-short-year = The year needs four digits, such as 1962.
date-no-such-day = There is no such day in the calendar.

## Names and amounts

name-empty = A name has at least one letter.
name-too-long = A name has at most 100 characters.
name-character = A name consists of letters, spaces, apostrophes, hyphens and dots.
amount-invalid = This is not an amount. Write digits, such as 10.000.

## Working calendar

calendar-no-data = The working calendar has no data for this year. Please ask the administrator to add its holidays.
calendar-invalid = The working calendar holds wrong data. Please tell the administrator.
calendar-limit-too-long = The time limit is too long.
