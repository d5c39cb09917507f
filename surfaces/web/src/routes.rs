//! Every address of the web surface, once. Handlers register the pattern, pages ask for the path.

use std::fmt::Display;

/// Puts a value into an address: only letters, digits and `-._~` stay as they are.
pub fn encode(value: &dyn Display) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// An address with a query: `query(routes::queue(), &[("state", "received")])`. Empty values are left out.
pub fn query(path: impl Into<String>, values: &[(&str, &str)]) -> String {
    let mut out = path.into();
    let mut mark = if out.contains('?') { '&' } else { '?' };
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(mark);
        out.push_str(name);
        out.push('=');
        out.push_str(&encode(value));
        mark = '&';
    }
    out
}

macro_rules! addresses {
    ($( $(#[$doc:meta])+ $pattern:ident $name:ident $(($($part:ident),+))? = $text:literal; )+) => {
        $(
            $(#[$doc])+
            pub const $pattern: &str = $text;
            $(#[$doc])+
            pub fn $name($($($part: impl Display),+)?) -> String {
                let path = $text.to_owned();
                $($( let path = path.replace(concat!("{", stringify!($part), "}"), &encode(&$part)); )+)?
                path
            }
        )+
        /// Every pattern, for the test that visits each address in each role.
        pub const ALL: &[&str] = &[$($text),+];
    };
}

addresses! {
    /// The public home.
    HOME home = "/";
    /// Every service one can apply for.
    SERVICES services = "/services";
    /// One service: who, what, how long, how much.
    SERVICE service(service) = "/services/{service}";
    /// Where is my dossier, by its code.
    TRACK track = "/track";
    /// Is this paper real, by its code or its file.
    VERIFY verify = "/verify";
    /// One paper by the code that its QR carries.
    VERIFY_CODE verify_code(code) = "/verify/{code}";
    /// Figures everyone may see.
    OPEN_DATA open_data = "/open";
    /// How many people live where.
    OPEN_POPULATION open_population = "/open/population";
    /// The same as a file.
    OPEN_POPULATION_FILE open_population_file = "/open/population.csv";
    /// Who we are allowed to be: law, privacy.
    LEGAL legal = "/legal";
    /// What works for whom, and whom to tell when it does not.
    ACCESSIBILITY accessibility = "/accessibility";
    /// Shown by the service worker when the network is gone.
    OFFLINE offline = "/offline";
    /// Changes the language.
    LANGUAGE language = "/language";
    /// Sign in as a citizen.
    SIGN_IN sign_in = "/sign-in";
    /// Second factor of a sign-in.
    SIGN_IN_CODE sign_in_code = "/sign-in/code";
    /// Begins a sign-in by passkey.
    PASSKEY_START passkey_start = "/sign-in/passkey/start";
    /// Ends a sign-in by passkey.
    PASSKEY_FINISH passkey_finish = "/sign-in/passkey/finish";
    /// Sign in as staff.
    STAFF_SIGN_IN staff_sign_in = "/staff/sign-in";
    /// Chooses a password with the code from the counter.
    ACTIVATE activate = "/activate";
    /// The first place of whoever works here, by role.
    DESK desk = "/desk";
    /// Whom a visitor of the demo city can sign in as.
    DEMO_SIGN_IN demo_sign_in = "/demo";
    /// Leaves.
    SIGN_OUT sign_out = "/sign-out";
    /// Asks for the second factor again before a weighty act.
    STEP_UP step_up = "/step-up";

    /// The citizen's home.
    ME me = "/me";
    /// What the register holds on me.
    MY_RECORD my_record = "/me/record";
    /// Where each of the facts on me comes from.
    MY_FACTS my_facts = "/me/record/facts";
    /// My photograph.
    MY_PHOTO my_photo = "/me/record/photo";
    /// The people I live with.
    MY_HOUSEHOLD my_household = "/me/household";
    /// Says that my record is wrong, and what became of it.
    MY_MISTAKE my_mistake = "/me/record/mistake";
    /// My dossiers.
    MY_DOSSIERS my_dossiers = "/me/dossiers";
    /// One of my dossiers.
    MY_DOSSIER my_dossier(dossier) = "/me/dossiers/{dossier}";
    /// What was missing, sent after.
    MY_SUPPLEMENT my_supplement(dossier) = "/me/dossiers/{dossier}/supplement";
    /// Takes a dossier back.
    MY_WITHDRAWAL my_withdrawal(dossier) = "/me/dossiers/{dossier}/withdraw";
    /// Begins to apply for a service.
    APPLY apply(service) = "/apply/{service}";
    /// Looks at one answer as soon as it is typed.
    APPLY_CHECK apply_check(service, field) = "/apply/{service}/check/{field}";
    /// A draft, to go on with.
    DRAFT draft(dossier) = "/me/drafts/{dossier}";
    /// A draft to look through before it is sent.
    DRAFT_REVIEW draft_review(dossier) = "/me/drafts/{dossier}/review";
    /// Throws a draft away.
    DRAFT_DISCARD draft_discard(dossier) = "/me/drafts/{dossier}/discard";
    /// What others ask me to agree to.
    MY_CONSENTS my_consents = "/me/consents";
    /// Agrees or refuses.
    MY_CONSENT my_consent(consent) = "/me/consents/{consent}";
    /// Messages to me.
    INBOX inbox = "/me/inbox";
    /// One message.
    MESSAGE message(message) = "/me/inbox/{message}";
    /// Who looked at my data.
    MY_ACCESS my_access = "/me/access";
    /// The proof that an entry is in the sealed log.
    MY_ACCESS_PROOF my_access_proof(entry) = "/me/access/{entry}";
    /// Where I am signed in.
    MY_SESSIONS my_sessions = "/me/sessions";
    /// Ends one of them.
    MY_SESSION_END my_session_end(session) = "/me/sessions/{session}/end";
    /// How I prove who I am.
    MY_SECURITY my_security = "/me/security";
    /// Sets up the code app.
    MY_TOTP my_totp = "/me/security/totp";
    /// A new password.
    MY_PASSWORD my_password = "/me/security/password";
    /// Begins to add a passkey.
    MY_PASSKEY_START my_passkey_start = "/me/security/passkey/start";
    /// Ends adding a passkey.
    MY_PASSKEY_FINISH my_passkey_finish = "/me/security/passkey/finish";
    /// Takes the code app away.
    MY_TOTP_END my_totp_end = "/me/security/totp/end";
    /// Takes a passkey away.
    MY_PASSKEY_END my_passkey_end(passkey) = "/me/security/passkeys/{passkey}/end";
    /// My guests for the night, and the houses I keep.
    MY_GUESTS my_guests = "/me/guests";
    /// Says that guests left.
    MY_GUESTS_LEFT my_guests_left = "/me/guests/left";
    /// A house that I keep, with its guests.
    MY_LODGING my_lodging(lodging) = "/me/lodgings/{lodging}";
    /// A list of guests from a spreadsheet.
    MY_LODGING_FILE my_lodging_file(lodging) = "/me/lodgings/{lodging}/file";
    /// Says that guests of a house left.
    MY_LODGING_LEFT my_lodging_left(lodging) = "/me/lodgings/{lodging}/left";
    /// Declares that I am away for long, or back.
    MY_ABSENCE my_absence = "/me/absence";
    /// A paper as PDF.
    PAPER paper(paper) = "/papers/{paper}";

    /// The counter's work list.
    COUNTER counter = "/counter";
    /// The work list as CSV.
    COUNTER_EXPORT counter_export = "/counter/export.csv";
    /// Files for a person at the counter.
    COUNTER_NEW counter_new = "/counter/new";
    /// The form the officer fills in with that person.
    COUNTER_DRAFT counter_draft(dossier) = "/counter/drafts/{dossier}";
    /// That form, to look through with the person before it is sent.
    COUNTER_DRAFT_REVIEW counter_draft_review(dossier) = "/counter/drafts/{dossier}/review";
    /// A dossier at the counter.
    COUNTER_DOSSIER counter_dossier(dossier) = "/counter/dossiers/{dossier}";
    /// One step of a dossier: receive, supplement, decide, forward, return.
    COUNTER_ACT counter_act(dossier, act) = "/counter/dossiers/{dossier}/{act}";
    /// Receipt and appointment, to print.
    COUNTER_RECEIPT counter_receipt(dossier) = "/counter/dossiers/{dossier}/receipt";

    /// Search in the population register.
    REGISTER register = "/register";
    /// Why do you open this record.
    REGISTER_PURPOSE register_purpose(person) = "/register/persons/{person}/purpose";
    /// One person.
    REGISTER_PERSON register_person(person) = "/register/persons/{person}";
    /// Everything that changed on a person.
    REGISTER_HISTORY register_history(person) = "/register/persons/{person}/history";
    /// One household.
    REGISTER_HOUSEHOLD register_household(household) = "/register/households/{household}";
    /// Puts right what the register holds on a person.
    REGISTER_CORRECT register_correct(person) = "/register/persons/{person}/correct";
    /// Registers a civil event that begins at a person: a birth, a marriage, a death.
    REGISTER_EVENT register_event(person, event) = "/register/persons/{person}/events/{event}";
    /// A person's account: how it stands, locking and ending it.
    REGISTER_ACCOUNT register_account(person) = "/register/persons/{person}/account";
    /// Gives a household another head.
    REGISTER_HEAD register_head(household) = "/register/households/{household}/head";
    /// The 26 facts of a person, and where they come from.
    REGISTER_FACTS register_facts(person) = "/register/persons/{person}/facts";
    /// A person's photograph.
    REGISTER_PHOTO register_photo(person) = "/register/persons/{person}/photo";
    /// Takes another photograph in.
    REGISTER_PHOTO_CHANGE register_photo_change(person) = "/register/persons/{person}/photo/change";
    /// Undoes a change.
    REGISTER_REVERSE register_reverse(change) = "/register/changes/{change}/reverse";
    /// Who lived in a commune on a day.
    REGISTER_COMMUNE register_commune(unit) = "/register/communes/{unit}";
    /// Who stays where for the night.
    REGISTER_STAYS register_stays = "/register/stays";
    /// The guests of a night as CSV.
    REGISTER_STAYS_EXPORT register_stays_export = "/register/stays/export.csv";
    /// Houses that take guests.
    REGISTER_LODGINGS register_lodgings = "/register/lodgings";
    /// Enters a house that takes guests.
    REGISTER_LODGING_NEW register_lodging_new = "/register/lodgings/new";
    /// One house with its guests; notifies one for a house that calls.
    REGISTER_LODGING register_lodging(lodging) = "/register/lodgings/{lodging}";
    /// A list of guests from a spreadsheet that a house brought.
    REGISTER_LODGING_FILE register_lodging_file(lodging) = "/register/lodgings/{lodging}/file";
    /// Ends stays in a house.
    REGISTER_LODGING_LEFT register_lodging_left(lodging) = "/register/lodgings/{lodging}/left";
    /// Changes a house that takes guests.
    REGISTER_LODGING_CHANGE register_lodging_change(lodging) = "/register/lodgings/{lodging}/change";
    /// What is due: terms that end, absences that are over, newborns who live nowhere yet.
    REGISTER_DUE register_due = "/register/due";
    /// The guests of a household; notifies one for a household that calls.
    REGISTER_HOUSEHOLD_GUESTS register_household_guests(household) = "/register/households/{household}/guests";
    /// Ends stays with a household.
    REGISTER_HOUSEHOLD_GUESTS_LEFT register_household_guests_left(household) = "/register/households/{household}/guests/left";
    /// Splits a household.
    REGISTER_SPLIT register_split(household) = "/register/households/{household}/split";
    /// Merges a household with another at its dwelling.
    REGISTER_MERGE register_merge(household) = "/register/households/{household}/merge";
    /// Removes the registration of a residence on a legal ground.
    REGISTER_REMOVE register_remove(person) = "/register/persons/{person}/remove";
    /// Renews a temporary residence.
    REGISTER_RENEW register_renew(person) = "/register/persons/{person}/renew";
    /// Declares an absence, or that somebody is back.
    REGISTER_ABSENCE register_absence(person) = "/register/persons/{person}/absence";
    /// Everything that changed on a household.
    REGISTER_HOUSEHOLD_HISTORY register_household_history(household) = "/register/households/{household}/history";

    /// What second officers are asked to approve.
    REGISTER_REQUESTS register_requests = "/register/requests";
    /// One request to a second officer.
    REGISTER_REQUEST register_request(request) = "/register/requests/{request}";
    /// Approves a request, refuses it or takes it back.
    REGISTER_REQUEST_ACT register_request_act(request, act) = "/register/requests/{request}/{act}";
    /// Notices of a change between units.
    REGISTER_NOTICES register_notices = "/register/notices";
    /// Tells another unit what was learned here.
    REGISTER_NOTICE_NEW register_notice_new = "/register/notices/new";
    /// One notice.
    REGISTER_NOTICE register_notice(notice) = "/register/notices/{notice}";
    /// Takes a notice over, gives it back, sends it again, takes it back.
    REGISTER_NOTICE_ACT register_notice_act(notice, act) = "/register/notices/{notice}/{act}";
    /// Lists of residents to take out.
    REGISTER_EXPORTS register_exports = "/register/exports";
    /// A list that is ready.
    REGISTER_EXPORT_FILE register_export_file(request) = "/register/exports/{request}/file";
    /// Asks a second officer for another identity number.
    REGISTER_NUMBER register_number(person) = "/register/persons/{person}/number";
    /// Issuing and checking identity numbers in bulk.
    REGISTER_NUMBERS register_numbers = "/register/numbers";
    /// One run through the numbers of a unit.
    REGISTER_NUMBER_RUN register_number_run(run) = "/register/numbers/{run}";
    /// Its report as CSV.
    REGISTER_NUMBER_REPORT register_number_report(run) = "/register/numbers/{run}/report.csv";

    /// What the review of the register found.
    QUALITY quality = "/quality";
    /// The same as CSV.
    QUALITY_EXPORT quality_export = "/quality/export.csv";
    /// How correct, complete, clean and live the records of a unit are.
    QUALITY_BOARD quality_board = "/quality/board";
    /// One thing that is wrong with one record.
    QUALITY_CASE quality_case(case) = "/quality/cases/{case}";
    /// Takes a case, looks into it, says how it ends, confirms it.
    QUALITY_ACT quality_act(case, act) = "/quality/cases/{case}/{act}";

    /// The dashboard of those who steer.
    STEERING steering = "/steering";
    /// The dashboard as CSV.
    STEERING_EXPORT steering_export = "/steering/export.csv";
    /// The dossiers behind a number of the dashboard.
    STEERING_ROWS steering_rows = "/steering/rows";
    /// The rows behind a number as CSV.
    STEERING_ROWS_EXPORT steering_rows_export = "/steering/rows.csv";

    /// The admin's home.
    ADMIN admin = "/admin";
    /// Staff and their roles.
    ADMIN_STAFF admin_staff = "/admin/staff";
    /// One of the staff.
    ADMIN_STAFF_ONE admin_staff_one(staff) = "/admin/staff/{staff}";
    /// Appoints somebody.
    ADMIN_STAFF_NEW admin_staff_new = "/admin/staff/new";
    /// The staff as CSV.
    ADMIN_STAFF_EXPORT admin_staff_export = "/admin/staff/export.csv";
    /// Changes one of the staff: roles, ways in, appointment.
    ADMIN_STAFF_ACT admin_staff_act(staff, act) = "/admin/staff/{staff}/{act}";
    /// Systems of other agencies.
    ADMIN_CLIENTS admin_clients = "/admin/clients";
    /// One of them.
    ADMIN_CLIENT admin_client(client) = "/admin/clients/{client}";
    /// Gives it another key, or shuts it out.
    ADMIN_CLIENT_ACT admin_client_act(client, act) = "/admin/clients/{client}/{act}";
    /// Units.
    ADMIN_UNITS admin_units = "/admin/units";
    /// A change of the map: planned, under way, done.
    ADMIN_REFORM admin_reform = "/admin/reform";
    /// One unit on every map.
    ADMIN_UNIT admin_unit(unit) = "/admin/units/{unit}";
    /// Background work.
    ADMIN_JOBS admin_jobs = "/admin/jobs";
    /// Tries a dead letter again.
    ADMIN_JOB_RETRY admin_job_retry(job) = "/admin/jobs/{job}/retry";
    /// The log.
    ADMIN_AUDIT admin_audit = "/admin/audit";
    /// What was found in the log as CSV.
    ADMIN_AUDIT_EXPORT admin_audit_export = "/admin/audit/export.csv";
    /// One entry of the log, with its proof.
    ADMIN_AUDIT_ENTRY admin_audit_entry(entry) = "/admin/audit/{entry}";

    /// Every component in every state.
    GALLERY gallery = "/dev/components";
}

#[cfg(test)]
mod tests {
    use super::{encode, query, service, steering};

    #[test]
    fn parts_cannot_leave_their_place() {
        assert_eq!(service("../admin?x=1"), "/services/..%2Fadmin%3Fx%3D1");
        assert_eq!(encode(&"đ"), "%C4%91");
    }

    #[test]
    fn empty_filters_do_not_show() {
        assert_eq!(query(steering(), &[("unit", "01"), ("day", "")]), "/steering?unit=01");
    }
}
