//! What an entry says.

use kernel::{AccountId, DossierId, Instant, PersonId, SessionId, StaffId};

/// Somebody opens a person's record.
#[derive(Debug, Clone, Copy)]
pub struct Access<'a> {
    /// Whose.
    pub person: PersonId,
    /// Which fields are shown, by their names in the register.
    pub fields: &'a [&'a str],
    /// For which dossier.
    pub dossier: Option<DossierId>,
}

/// Somebody changes something.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// What kind of thing, such as `person`.
    pub entity: &'a str,
    /// Which one.
    pub id: i64,
    /// Whose data it is, when it is a person's: they see the entry.
    pub person: Option<PersonId>,
    /// What was done, such as `register.move`.
    pub act: &'a str,
    /// The particulars, without names or numbers of persons.
    pub detail: serde_json::Value,
}

/// The act of every [`Access`].
pub(crate) const READ: &str = "read";

kernel::text_enum! {
    /// What kind of actor made an entry.
    pub enum ActorKind {
        /// The person whose data it is.
        Owner = "owner",
        /// Another citizen.
        Citizen = "citizen",
        /// An official.
        Staff = "staff",
        /// The program itself.
        System = "system",
        /// Somebody who was not signed in.
        Public = "public",
        /// A system of another agency.
        Client = "client",
    }
}

store::row! {
    /// One entry of the log.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Entry {
        /// Its number. Numbers rise; on PostgreSQL some are never used.
        pub seq: i64,
        /// When.
        pub at: Instant,
        /// Whose data.
        pub person: Option<PersonId>,
        /// What kind of actor.
        pub actor_kind: ActorKind,
        /// Which actor: a staff or account id, by kind.
        pub actor: Option<i64>,
        /// The unit the official works in.
        pub office: Option<String>,
        /// The official's role; for the system, which part of it.
        pub role: Option<String>,
        /// Why: the code of a purpose; empty when none was needed.
        pub purpose: String,
        /// What was done; `read` for an access.
        pub act: String,
        /// For a change, the kind of thing.
        pub entity: Option<String>,
        /// For a change, which one.
        pub entity_id: Option<i64>,
        /// For which dossier.
        pub dossier: Option<DossierId>,
        /// In which session.
        pub session: Option<SessionId>,
        /// For an access the field names with commas between; for a change JSON.
        pub detail: String,
    }
}

impl Entry {
    /// The official who acted.
    #[must_use]
    pub fn staff(&self) -> Option<StaffId> {
        (self.actor_kind == ActorKind::Staff).then_some(self.actor).flatten().map(StaffId::from_raw)
    }

    /// The account that acted.
    #[must_use]
    pub fn account(&self) -> Option<AccountId> {
        matches!(self.actor_kind, ActorKind::Owner | ActorKind::Citizen).then_some(self.actor).flatten().map(AccountId::from_raw)
    }

    /// Whether data was read rather than changed.
    #[must_use]
    pub fn is_access(&self) -> bool {
        self.act == READ
    }

    /// The fields that an access showed.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        let list = if self.is_access() { self.detail.as_str() } else { "" };
        list.split(',').filter(|field| !field.is_empty())
    }

    /// What is hashed into the tree: a version byte, then the columns in the order of the fields above.
    ///
    /// A missing value is `0`; a number is `1` and eight bytes; a text is `2`, its length in four bytes and its UTF-8.
    /// All numbers have their most significant byte first.
    #[must_use]
    pub fn leaf_bytes(&self) -> Vec<u8> {
        let mut leaf = Leaf(Vec::with_capacity(160));
        leaf.0.push(1);
        leaf.number(Some(self.seq));
        leaf.number(Some(self.at.micros()));
        leaf.number(self.person.map(PersonId::get));
        leaf.text(Some(self.actor_kind.as_str()));
        leaf.number(self.actor);
        leaf.text(self.office.as_deref());
        leaf.text(self.role.as_deref());
        leaf.text(Some(&self.purpose));
        leaf.text(Some(&self.act));
        leaf.text(self.entity.as_deref());
        leaf.number(self.entity_id);
        leaf.number(self.dossier.map(DossierId::get));
        leaf.number(self.session.map(SessionId::get));
        leaf.text(Some(&self.detail));
        leaf.0
    }
}

struct Leaf(Vec<u8>);

impl Leaf {
    fn number(&mut self, value: Option<i64>) {
        match value {
            None => self.0.push(0),
            Some(number) => {
                self.0.push(1);
                self.0.extend_from_slice(&number.to_be_bytes());
            }
        }
    }

    fn text(&mut self, value: Option<&str>) {
        match value {
            None => self.0.push(0),
            Some(text) => {
                self.0.push(2);
                self.0.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
                self.0.extend_from_slice(text.as_bytes());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            seq: 5,
            at: Instant::from_micros(1),
            person: Some(PersonId::from_raw(7)),
            actor_kind: ActorKind::Staff,
            actor: Some(9),
            office: None,
            role: Some("a".to_owned()),
            purpose: String::new(),
            act: READ.to_owned(),
            entity: None,
            entity_id: None,
            dossier: None,
            session: None,
            detail: "name,birth".to_owned(),
        }
    }

    #[test]
    fn no_two_entries_have_the_same_leaf() {
        // A letter that moves over a column's border must not go unnoticed.
        let moved = Entry { role: Some(String::new()), purpose: "a".to_owned(), ..entry() };
        assert_ne!(entry().leaf_bytes(), moved.leaf_bytes());
        let missing = Entry { role: None, ..entry() };
        let empty = Entry { role: Some(String::new()), ..entry() };
        assert_ne!(missing.leaf_bytes(), empty.leaf_bytes());
    }

    #[test]
    fn an_access_lists_its_fields_and_a_change_does_not() {
        assert_eq!(entry().fields().collect::<Vec<_>>(), ["name", "birth"]);
        assert_eq!(Entry { act: "register.move".to_owned(), ..entry() }.fields().count(), 0);
        assert_eq!(Entry { detail: String::new(), ..entry() }.fields().count(), 0);
    }
}
