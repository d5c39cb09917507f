# Public pages: home, services, tracking, verification, open data.

web-home-title = Every service, through one door
web-home-lead = Apply without repeating what the State already knows. Follow each step, receive a digitally signed result.
web-home-search = What do you need to do?
web-home-search-example = For example: temporary residence
web-home-quick = Popular services
web-home-services = Popular services
web-home-services-all = See all services
web-home-track = Where is my dossier?
web-home-track-do = Track
web-home-verify = Is this paper genuine?
web-home-verify-do = Verify
web-home-how = How the one door works
web-home-how-1 = Sign in with your identity
web-home-how-1-text = The population register fills in the form; no copies of papers are needed.
web-home-how-2 = File once
web-home-how-2-text = If something is missing, the officer asks once, naming everything.
web-home-how-3 = Follow the deadline
web-home-how-3-text = The appointment counts working days; each step shows on your page.
web-home-how-4 = Receive a signed result
web-home-how-4-text = Whoever holds the paper can verify it by its QR code. You see who looked at your data.
web-home-open = Public figures
web-home-open-all = See by district and ward

web-services-title = Services
web-services-lead = Choose a service to see who may apply, the fee, the deadline, and to apply.
web-services-found = { $count ->
    [one] One service
   *[other] { $count } services
}
web-services-none = No service found
web-services-none-text = Try other, shorter words, for example “temporary” or “confirmation”.
web-service-days = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
web-service-apply = Apply online
web-service-apply-staff = File for a person at the counter
web-service-facts = Good to know
web-service-who = Who applies
web-service-who-resident = Anyone with a personal number
web-service-deadline = Time to decide
web-service-fee-online = Fee online
web-service-fee-counter = Fee at the counter
web-service-form = Form
web-service-papers = Papers needed
web-service-papers-none = No papers: the population register holds what is needed.
web-service-papers-required = Required
web-service-papers-optional = Only where no database holds it
web-service-steps = The dossier passes
web-service-consent = Needs the consent of the household head, given in the head’s own account.
web-service-result = Result
web-service-result-text = A digitally signed electronic paper that anyone can verify by its QR code.

web-track-title = Track a dossier
web-track-lead = Enter the code on your receipt. This page does not show the applicant’s name.
web-track-code = Dossier code
web-track-code-hint = For example 000.00.01.H26-261120-0001
web-track-none = No dossier has this code
web-track-none-text = Check each character against the receipt. Drafts have no code yet.
web-track-due = Appointment
web-track-office = Office

web-verify-title = Verify a paper
web-verify-lead = Enter the code printed on the paper, or upload the PDF to compare it bit by bit with what was issued.
web-verify-code = Code on the paper
web-verify-code-hint = Printed beside the QR code
web-verify-file = PDF file
web-verify-file-hint = The file is only compared, never kept. At most 5 MB.
web-verify-file-do = Compare the file
web-verify-or = or
web-verify-genuine = This paper was issued here and is valid
web-verify-revoked = This paper was revoked
web-verify-unknown = No paper has this code
web-verify-unknown-text = The code may be mistyped. If it is exactly as printed, the paper was not issued here.
web-verify-changed = This file matches no paper that was issued
web-verify-changed-text = The file was changed, or was not issued here.
web-verify-kind = Kind of paper
web-verify-issued = Issued on
web-verify-issuer = Issued by
web-verify-number = Number

web-open-title = Open data
web-open-lead = How dossiers are dealt with, for everyone to see. Cells below 5 dossiers are hidden to protect people.
web-open-received = Dossiers received
web-open-on-time = On time
web-open-online = Filed online
web-open-overdue = Now overdue
web-open-by-unit = By unit
web-open-none = No figures in this period yet
web-open-population = How many people live where
web-open-none-text = Figures appear within seconds of the first dossier.

web-legal-title = Law and personal data
web-legal-1 = Legal ground
web-legal-1-text = The system carries out Decision 06/QD-TTg of 6 January 2022. Each legal number (fee, deadline, age) is data with a source and a date.
web-legal-2 = Your data
web-legal-2-text = Officers can open data only in their own area and must state a purpose. Each look is recorded before the data is shown.
web-legal-3 = Your rights
web-legal-3-text = You see who looked at your data, in which office and why, and can check that no line was removed.
web-accessibility-title = Accessibility
web-accessibility-1 = For everyone
web-accessibility-1-text = The site follows WCAG 2.2 AA: by keyboard, by screen reader, at 400% zoom, and without JavaScript.
web-accessibility-2 = For weak phones and slow networks
web-accessibility-2-text = No page is over 100 kB without pictures.
web-accessibility-3 = When something is in your way
web-accessibility-3-text = The one-stop counter of every commune files for you, at no extra fee.

## More

web-last-days = last { $days } days
web-verify-pending = This paper is being printed and sealed
web-verify-broken = The record of this paper is damaged: do not rely on it
web-verify-holder = Initials of the holder
web-verify-holder-note = Compare with the name on the paper
web-verify-revoked-at = Revoked at
web-track-secret = Tracking key
web-track-secret-hint = Printed beside the code on the receipt
web-track-answer-by = Supplement until
