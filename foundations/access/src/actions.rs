//! Every act that needs permission.
//!
//! The table says what an act is, what kind of thing it is done to, and what it needs at the least.
//! The pack's Cedar schema must declare exactly these acts, and its policies must ask for at least these needs.

kernel::text_enum! {
    /// Something an act needs beyond a role. A policy asks for it with `@needs("…")` on a `forbid`.
    pub enum Need {
        /// The citizen's account is at level 2.
        Level = "level",
        /// A purpose is stated, unless the record is the actor's own.
        Purpose = "purpose",
        /// Another officer agreed.
        SecondOfficer = "second-officer",
        /// Identity was proven with two factors, or freshly: see the policy.
        StepUp = "step-up",
    }
}

/// One act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Action {
    /// The name that commands pass to [`Actor::authorize`](crate::Actor::authorize).
    pub name: &'static str,
    /// The kind of thing it is done to, as given to [`Resource::new`](crate::Resource::new).
    pub resource: &'static str,
    /// What it needs at the least.
    pub needs: &'static [Need],
    /// What it is.
    pub what: &'static str,
}

const fn action(name: &'static str, resource: &'static str, needs: &'static [Need], what: &'static str) -> Action {
    Action { name, resource, needs, what }
}

use Need::{Level, Purpose, SecondOfficer, StepUp};

/// Every act, in the order of the alphabet.
pub const ACTIONS: &[Action] = &[
    action("accounts.clients", "staff", &[StepUp], "let systems of other agencies in, change their keys, shut them out"),
    action("accounts.manage-own", "account", &[StepUp], "change one's own password, factors and passkeys"),
    action("accounts.open", "account", &[StepUp], "open an account, or raise it to level 2, for a citizen at the counter"),
    action("accounts.open-own", "account", &[], "open one's own account at level 1 without being signed in"),
    action("accounts.staff-manage", "staff", &[StepUp], "appoint officials, change their roles, reset their factors"),
    action("accounts.unlock", "account", &[StepUp], "lock or unlock a citizen's account"),
    action("accounts.view-sessions", "account", &[], "see and close one's own sessions"),
    action("admin.audit", "audit", &[], "see how the log is sealed"),
    action("admin.jobs", "job", &[], "see jobs and dead letters, and start them again"),
    action("admin.staff", "staff", &[], "see officials and their roles"),
    action("admin.units", "unit", &[], "see and correct administrative units"),
    action("audit.own", "audit", &[], "see who looked at one's own record"),
    action("audit.read", "audit", &[Purpose], "read the log of access and changes"),
    action("audit.verify", "audit", &[], "check that nothing was removed from the log"),
    action("dossiers.answer", "dossier", &[Level, StepUp], "supply what an officer asked for"),
    action("dossiers.approve", "dossier", &[StepUp], "take the second step, at another level"),
    action("dossiers.consent", "dossier", &[Level, StepUp], "agree as head of the household or owner of the dwelling"),
    action("dossiers.decide", "dossier", &[StepUp], "grant or refuse"),
    action("dossiers.draft", "dossier", &[], "prepare a dossier without sending it"),
    action("dossiers.forward", "dossier", &[], "hand a dossier to the next office"),
    action("dossiers.publish", "dossier", &[], "offer a version of a service, or withdraw it"),
    action("dossiers.queue", "dossier", &[], "see the dossiers that wait in an office"),
    action("dossiers.receive", "dossier", &[], "take a dossier in and start its clock"),
    action("dossiers.return", "dossier", &[], "hand the result over"),
    action("dossiers.stop", "dossier", &[], "end a dossier for which nothing was supplied in time"),
    action("dossiers.submit", "dossier", &[Level, StepUp], "send a dossier"),
    action("dossiers.supplement", "dossier", &[], "ask the applicant for what is missing, once"),
    action("dossiers.view", "dossier", &[], "open a dossier"),
    action("dossiers.withdraw", "dossier", &[Level, StepUp], "take a dossier back"),
    action("exchange.confirm", "person", &[Purpose], "ask whether name, birth date and number belong together"),
    action("exchange.household", "person", &[Purpose], "ask who lives in a household"),
    action("exchange.view", "person", &[Purpose], "ask for the facts that a purpose allows"),
    action("notify.inbox", "inbox", &[Level], "read one's own messages"),
    action("papers.download", "paper", &[Level, Purpose], "fetch a paper"),
    action("papers.issue", "paper", &[], "make an official paper"),
    action("papers.revoke", "paper", &[StepUp], "declare a paper invalid"),
    action("papers.verify", "paper", &[], "check a paper by its code"),
    action("quality.board", "case", &[], "see how complete and clean the records of a unit are"),
    action("quality.confirm", "case", &[Purpose, SecondOfficer], "close a case of the review that another officer worked on"),
    action("quality.scan", "case", &[], "have the whole register reviewed"),
    action("quality.view", "case", &[Purpose], "see the cases of a unit: what is wrong with which record"),
    action("quality.work", "case", &[Purpose], "take a case, look into it, say that it is mended or no error"),
    action("register.absence", "person", &[Level, Purpose], "declare that somebody is away for long, and that they are back"),
    action("register.answer", "person", &[Purpose], "answer what another unit learned about a person"),
    action("register.approve", "person", &[Purpose, SecondOfficer, StepUp], "agree to what another officer asked for"),
    action("register.ask", "person", &[Purpose], "ask a second officer for an act of the register, see what was asked"),
    action("register.civil", "person", &[Purpose], "register a civil event: birth, death, marriage, parenthood, guardianship"),
    action("register.edit", "person", &[Purpose], "change a person, a household or a residence"),
    action("register.export", "person", &[Purpose, SecondOfficer, StepUp], "take a list of persons out"),
    action("register.household", "household", &[Purpose], "open a household and see its members"),
    action("register.import", "person", &[], "take a roll in"),
    action("register.lodging", "lodging", &[Purpose], "enter and change a house that takes guests"),
    action("register.notice", "person", &[Purpose], "tell the unit that answers for a person what was learned"),
    action("register.numbers", "person", &[Purpose, StepUp], "issue and check identity numbers in bulk"),
    action("register.report", "person", &[Level], "say that one's own record is wrong"),
    action("register.reverse", "person", &[Purpose], "undo an earlier change by another"),
    action("register.review", "person", &[], "let the program judge records by the rules of cleansing"),
    action("register.search", "person", &[Purpose], "search persons in a unit"),
    action("register.stay", "stay", &[Level, Purpose], "notify guests, and that they left"),
    action("register.stays", "stay", &[Level, Purpose], "see who stays where for the night"),
    action("register.view", "person", &[Purpose], "open a person's record"),
    action("steering.view", "unit", &[], "see the figures of a unit"),
];

/// The act of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Action> {
    index_of(name).map(|index| &ACTIONS[usize::from(index)])
}

/// Where the act stands in [`ACTIONS`]. The table is sorted, so a few comparisons find it without hashing.
pub(crate) fn index_of(name: &str) -> Option<u8> {
    let index = ACTIONS.binary_search_by(|action| action.name.cmp(name)).ok()?;
    u8::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_act_is_found() {
        assert!(ACTIONS.is_sorted_by(|one, two| one.name < two.name));
        for action in ACTIONS {
            assert_eq!(find(action.name), Some(action));
        }
        assert_eq!(find("register.destroy"), None);
    }
}
