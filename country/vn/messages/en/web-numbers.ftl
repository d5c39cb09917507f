# The register desk: second officer, identity numbers.

## Second officer: what waits for approval

web-place-requests = To approve
web-place-numbers = Identity numbers
web-request-list-lead = What one officer asks for and another decides. Nobody approves their own request.
web-request-kind = What
web-request-number-replacement = Cancel and replace an identity number
web-request-person = Person
web-request-asked-by = Asked by
web-request-asked-at = Asked at
web-request-decided-by = Decided by
web-request-reason = Words of who asked
web-request-remark = Remark
web-request-none = No requests
web-request-none-text = What an officer asks a second officer for shows here.
web-request-state-open = Waiting
web-request-state-approved = Approved
web-request-state-refused = Refused
web-request-state-withdrawn = Taken back
web-request-changes = What will change
web-request-about = About the request
web-request-own = This is your own request. Another officer decides it.
web-request-new-number = A new number, issued on approval. Birth registered at: { $place }
web-request-act-approve = Approve
web-request-act-refuse = Refuse
web-request-act-withdraw = Take back
web-request-lead-approve = The change is made at once and kept in the history with both officers.
web-request-lead-refuse = Who asked can read the reason.
web-request-lead-withdraw = Nothing changes; it can be asked for again.
web-request-do-approve = Approve and carry out
web-request-do-refuse = Refuse
web-request-do-withdraw = Take the request back
web-done-request-asked = A second officer was asked.
web-done-request-approved = Approved and carried out.
web-done-request-refused = Refused.
web-done-request-withdrawn = Taken back.
web-change-number-issued = Identity number issued
web-change-number-replaced = Identity number replaced

## Another identity number

web-number-title = Replace the number
web-number-lead = An identity number is for life. The law lets it be cancelled and replaced in few cases only; the old number still leads to this person and is never given again.
web-number-why = Ground
web-number-ground = Ground of the law
web-number-right = What is right
web-number-sex = Right sex
web-number-sex-hint = Only when the sex was re-determined
web-number-birth = Right date of birth
web-number-birth-hint = Only when the birth year was corrected. Year alone when day and month are unknown.
web-number-place = Place of birth registration in the new number
web-number-place-same = As in the old number
web-number-second = To the second officer
web-number-send = Send the request

## Issuing and checking numbers in bulk

web-run-lead = Issue numbers to residents who have none, and find numbers that contradict sex, birth year or place of birth registration.
web-run-new = New run
web-run-kind = What
web-run-dry-run = Try out
web-run-issue = Issue numbers
web-run-check = Check structure
web-run-hint-dry-run = Says who would get a number and whose data are incomplete; changes nothing.
web-run-hint-issue = Everybody whose data are complete gets a number, noted in their history.
web-run-hint-check = Finds only; each record is mended on its own page.
web-run-start = Start
web-run-list = Runs
web-run-none = No runs yet
web-run-none-text = Try it out first to see whose data are incomplete.
web-run-over = Finished
web-run-going = Running
web-run-going-text = It goes on step by step. You can leave this page; the work continues.
web-run-refresh = Look again
web-run-looked-at = Looked at
web-run-done = With a number
web-run-found = To mend
web-run-report = Result by person
web-run-no-lines = No lines yet
web-run-no-lines-text = Those who got a number and those to look at will show here.
web-run-outcome = Result
web-run-code = Code
web-run-outcome-issued = Issued
web-run-outcome-would-be-issued = Would be issued
web-run-outcome-birth-registration-missing = Place of birth registration is missing
web-run-outcome-birth-registration-unclear = Place of birth registration names no province
web-run-outcome-birth-year-outside = No number can express the birth year
web-run-outcome-not-a-citizen = Not a citizen of Viet Nam
web-run-outcome-no-residence = Lives nowhere as far as is known
web-run-outcome-none-free = No number is free for the place and year
web-run-outcome-sex = Contradicts the sex
web-run-outcome-century = Contradicts the century of birth
web-run-outcome-birth-year = Contradicts the birth year
web-run-outcome-sex-and-century = Contradicts sex and century
web-run-outcome-sex-and-birth-year = Contradicts sex and birth year
web-run-outcome-place = Contradicts the place of birth registration
web-run-outcome-place-unknown = The place code is no province
web-done-run-started = Started.

## Lists

web-request-export = Take out a list
web-export-title = Lists of residents
web-export-lead = The residents of a unit, taken out when a second officer agrees. Everybody in a list reads who took it out and why.
web-export-new = Ask for a list
web-export-format = Form of the file
web-export-as-csv = CSV
web-export-as-parquet = Parquet
web-export-hint-csv = For spreadsheets; can be imported again
web-export-hint-parquet = For analysis; columns have types
web-export-noted = Another officer approves it. Each download is written down.
web-export-send = Send the request
web-export-mine = Lists I asked for
web-export-none = No lists yet
web-export-none-text = Lists that were approved can be fetched here.
web-export-people = People
web-export-file = File
web-export-ready = Ready
web-export-not-there = Being written, or its days are over
web-export-until = Can be fetched until { $until }
