# Source: written for this pack; the names of papers follow their forms.

## Kinds of papers
papers-kind-receipt = Receipt and appointment
papers-kind-supplement = Request to supplement a dossier
papers-kind-refusal = Refusal of a dossier
papers-kind-ct07 = Confirmation of residence information (CT07)
papers-kind-ct08 = Notice of the result of a residence registration (CT08)

## Where a paper stands
papers-state-pending = Being made
papers-state-issued = Valid
papers-state-revoked = Revoked, no longer valid
papers-state-failed = Could not be made yet; an officer is looking at it

## The seal, on the public page
papers-seal-holds = The office's digital signature is intact
papers-seal-broken = The digital signature does not match. Do not rely on this paper
papers-seal-none = Not signed yet

## What can go wrong
papers-error-not-found = The paper was not found
papers-error-bad-code = This is not a verification code. It has 12 letters and digits, such as 7K3M-Q9TX-4WEB; check every character
papers-error-not-printed = The paper is being made. Try again in a few seconds
papers-error-not-printable = The paper could not be made. An officer has been told
papers-error-not-issued = The paper has not been issued, or is revoked already
papers-error-reason-missing = Give the reason for the revocation, 3 to 500 characters
papers-error-damaged = The stored file does not match its digital signature and is not given out. The office has been told
papers-error-internal = Something went wrong on our side. Try again later
