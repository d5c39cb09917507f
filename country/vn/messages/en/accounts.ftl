# Identity accounts and signing in.
accounts-store = The service is not available at the moment. Please try again later.
accounts-wrong-credentials = The login name or the password is not correct.
accounts-wrong-code = The code is not correct or was used before. Please enter the newest code.
accounts-wrong-activation = The activation code is not correct or has expired.
accounts-too-many = Too many attempts. Please try again in a few minutes.
accounts-busy = The service is busy. Please try again in a moment.
accounts-ceremony-over = This step has expired or was done already. Please start again.
accounts-passkey-refused = The passkey was not accepted.
accounts-passkey-taken = This passkey is registered already.
accounts-passkeys-unavailable = Passkeys cannot be used at this address.
accounts-too-many-passkeys = You have as many passkeys as possible. Please remove an old one.
accounts-locked = The account is locked. Please contact the commune police.
accounts-not-active = The account has not been activated or is no longer valid.
accounts-no-such-step = The account is not in a state that allows this step.
accounts-not-confirmed = The details do not match the population register.
accounts-too-young = Too young to open an account alone. A parent or guardian may ask for one at the commune police.
accounts-already-open = This person has an account already.
accounts-bad-contact = Please enter a valid telephone number or mail address.
accounts-password-too-short = A password needs at least 8 characters.
accounts-password-too-long = The password is too long.
accounts-password-common = This password is too easy to guess.
accounts-password-contains-name = The password must not contain the login name.
accounts-bad-login-name = A login name has 3 to 64 small letters without marks, digits, dots, hyphens or underscores.
accounts-login-name-taken = The login name is taken.
accounts-bad-appointment = An official needs a name and at least one role.
accounts-not-found = Not found.
accounts-crypto = Something went wrong on our side. Please tell the administrator.
# States of an account.
accounts-state-registered = Waiting for the answer
accounts-state-approved = Granted, not activated yet
accounts-state-active = In use
accounts-state-locked = Locked
accounts-state-rejected = Refused
accounts-state-cancelled = Cancelled
# Grounds of a lock.
accounts-ground-holder-asked = The holder asked for it
accounts-ground-terms-breached = Breach of the terms of use
accounts-ground-card-revoked = The identity card was revoked
accounts-ground-card-expired = The identity card expired
accounts-ground-agency-asked = An agency asked for it
# Why an account is over.
accounts-cancelled = This account was ended. Please ask at the commune police.
accounts-cancelled-died = This account was ended because the register holds its holder as dead. If that is a mistake, please go to the commune police with a paper that proves who you are.
accounts-cancelled-number-cancelled = This account was ended with the identity number. Please open one with the new number.
accounts-cancelled-holder-asked = This account was ended at the holder's wish.
accounts-cancelled-wrongly-opened = This account was ended because it was opened for the wrong person.
