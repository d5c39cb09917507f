//! What an act is done to, as far as permission is concerned.

use kernel::{PersonId, StaffId, UnitCode};

/// The facts about a thing that decide who may touch it.
///
/// ```
/// # use access::Resource;
/// # use kernel::{PersonId, UnitCode};
/// let unit: UnitCode = "01-001-00001".parse().expect("a commune");
/// let dossier = Resource::new("dossier").unit(unit).owner(PersonId::from_raw(7));
/// ```
#[derive(Debug, Clone)]
pub struct Resource {
    pub(crate) kind: &'static str,
    pub(crate) unit: Option<UnitCode>,
    pub(crate) owners: Vec<PersonId>,
    pub(crate) staff_owner: Option<StaffId>,
    pub(crate) second_officer: Option<StaffId>,
}

impl Resource {
    /// A thing of the kind that [`actions`](crate::actions) names beside the action, such as `dossier`.
    #[must_use]
    pub const fn new(kind: &'static str) -> Self {
        Self { kind, unit: None, owners: Vec::new(), staff_owner: None, second_officer: None }
    }

    /// The unit that is responsible for the thing. Without one, a role in any unit counts.
    #[must_use]
    pub fn unit(mut self, unit: UnitCode) -> Self {
        self.unit = Some(unit);
        self
    }

    /// A person whose own thing this is; call it again when several share it (a household, a joint dossier).
    #[must_use]
    pub fn owner(mut self, person: PersonId) -> Self {
        self.owners.push(person);
        self
    }

    /// The officer whose own thing this is (a session, an inbox).
    #[must_use]
    pub const fn staff_owner(mut self, staff: StaffId) -> Self {
        self.staff_owner = Some(staff);
        self
    }

    /// The officer who proposed or agreed to the act before; must differ from the actor to count.
    #[must_use]
    pub const fn second_officer(mut self, staff: StaffId) -> Self {
        self.second_officer = Some(staff);
        self
    }

    /// Whether the thing belongs to somebody.
    pub(crate) fn is_personal(&self) -> bool {
        !self.owners.is_empty() || self.staff_owner.is_some()
    }
}
