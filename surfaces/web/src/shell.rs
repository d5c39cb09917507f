//! What stands around every page: head, places to go, crumbs, foot.

use access::Role;

use crate::{
    components::{Icon, Toast},
    routes,
    words::{Filling, Words},
};

/// Whose desk a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// Everyone.
    Public,
    /// The citizen who signed in.
    Me,
    /// Staff.
    Staff,
}

/// A place one can go to.
#[derive(Debug, Clone)]
pub struct Place {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
    /// Its sign.
    pub icon: Icon,
    /// Whether one is there.
    pub current: bool,
    /// How many things wait there.
    pub count: Option<i64>,
}

/// Who is signed in, as the menu shows it.
#[derive(Debug, Clone)]
pub struct UserMenu {
    /// The person's name.
    pub name: String,
    /// What the person is here: citizen, or role and office.
    pub role: String,
    /// Two letters for the round sign.
    pub initials: String,
}

impl UserMenu {
    /// A menu for this name.
    pub fn new(name: &str, role: &str) -> Self {
        Self { name: name.to_owned(), role: role.to_owned(), initials: initials(name) }
    }
}

/// First letters of the first and the last word: `Nguyễn Thị Du` → `ND`.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// One step of the way back.
#[derive(Debug, Clone)]
pub struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it is.
    pub href: String,
}

/// Everything around the content of a page.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The words of this visitor.
    pub words: Words,
    /// Title of the page, also of the browser's tab.
    pub title: String,
    /// Whose desk it is.
    pub desk: Desk,
    /// Who is signed in.
    pub user: Option<UserMenu>,
    /// The office of a member of staff.
    pub office: Option<String>,
    /// Places to go on this desk.
    pub places: Vec<Place>,
    /// The way back.
    pub crumbs: Vec<Crumb>,
    /// Address of this page, to come back to after a change of language.
    pub here: String,
    /// What was just done.
    pub toast: Option<Toast>,
    /// Whether the page uses htmx.
    pub swaps: bool,
    /// Whether the page offers passkeys.
    pub passkeys: bool,
    /// Whether the content goes from edge to edge.
    pub bleed: bool,
    /// Whether the demo city runs: a line says that nobody here is real.
    pub demo: bool,
}

impl Shell {
    /// A public page.
    pub fn new(words: &Words, title: impl Into<String>) -> Self {
        Self {
            words: words.clone(),
            title: title.into(),
            desk: Desk::Public,
            user: None,
            office: None,
            places: public_places(words, ""),
            crumbs: Vec::new(),
            here: routes::home(),
            toast: None,
            swaps: false,
            passkeys: false,
            bleed: false,
            demo: false,
        }
    }

    /// A message.
    pub fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    /// A message with values.
    pub fn fill<'a>(&'a self, id: &'a str) -> Filling<'a> {
        self.words.fill(id)
    }

    /// The page that the crumbs lead back to.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: href.into() });
        self
    }

    /// The page uses htmx.
    pub fn swaps(mut self) -> Self {
        self.swaps = true;
        self
    }

    /// The page offers passkeys.
    pub fn passkeys(mut self) -> Self {
        self.passkeys = true;
        self
    }

    /// The content goes from edge to edge.
    pub fn bleed(mut self) -> Self {
        self.bleed = true;
        self
    }

    /// Address of a built file.
    pub fn asset(&self, name: &str) -> String {
        crate::assets::url(name)
    }

    /// The classes of the body: they decide which look the desk has.
    pub fn body_class(&self) -> String {
        let mut classes = Vec::new();
        match self.desk {
            Desk::Public => {}
            Desk::Me => classes.push("has-thumb-nav"),
            Desk::Staff => classes.push("staff"),
        }
        if self.bleed {
            classes.push("bleed");
        }
        classes.join(" ")
    }
}

/// Where everyone can go. `here` is the address of the current place.
pub fn public_places(words: &Words, here: &str) -> Vec<Place> {
    let place = |id: &str, href: String, icon| Place { label: words.say(id), current: href == here, href, icon, count: None };
    vec![
        place("web-place-services", routes::services(), Icon::Folder),
        place("web-place-track", routes::track(), Icon::Search),
        place("web-place-verify", routes::verify(), Icon::Shield),
        place("web-place-open", routes::open_data(), Icon::Chart),
    ]
}

/// Where a citizen can go; `unread` counts messages.
pub fn my_places(words: &Words, here: &str, unread: i64) -> Vec<Place> {
    let place = |id: &str, href: String, icon, count| Place { label: words.say(id), current: href == here, href, icon, count };
    vec![
        place("web-place-me", routes::me(), Icon::Home, None),
        place("web-place-my-dossiers", routes::my_dossiers(), Icon::Folder, None),
        place("web-place-apply", routes::services(), Icon::Plus, None),
        place("web-place-inbox", routes::inbox(), Icon::Inbox, (unread > 0).then_some(unread)),
        place("web-place-my-record", routes::my_record(), Icon::Person, None),
    ]
}

/// Where a member of staff can go, by what they are appointed to. `waiting` counts requests to approve and notices to answer.
pub fn staff_places(words: &Words, here: &str, roles: &[Role], waiting: (i64, i64)) -> Vec<Place> {
    let all = [
        ("web-place-counter", routes::counter(), Icon::Inbox, [Role::Counter, Role::Register, Role::Approver].as_slice()),
        ("web-place-register", routes::register(), Icon::People, &[Role::Register, Role::Counter, Role::Approver]),
        ("web-place-requests", routes::register_requests(), Icon::Stamp, &[Role::Register, Role::Approver]),
        ("web-place-notices", routes::register_notices(), Icon::Bell, &[Role::Register, Role::Counter, Role::Approver]),
        ("web-place-quality", routes::quality(), Icon::Check, &[Role::Register, Role::Approver]),
        ("web-place-numbers", routes::register_numbers(), Icon::Key, &[Role::Register, Role::Approver]),
        ("web-stays-title", routes::register_stays(), Icon::Door, &[Role::Register, Role::Approver]),
        ("web-due-title", routes::register_due(), Icon::Clock, &[Role::Register, Role::Approver]),
        ("web-place-admin", routes::admin(), Icon::Home, &[Role::Admin]),
        ("web-place-steering", routes::steering(), Icon::Chart, &[Role::Steering, Role::Approver, Role::Admin]),
        ("web-place-quality-board", routes::quality_board(), Icon::Check, &[Role::Steering]),
        ("web-place-admin-staff", routes::admin_staff(), Icon::Key, &[Role::Admin]),
        ("web-place-clients", routes::admin_clients(), Icon::Device, &[Role::Admin]),
        ("web-place-admin-units", routes::admin_units(), Icon::Building, &[Role::Admin]),
        ("web-place-admin-jobs", routes::admin_jobs(), Icon::Gear, &[Role::Admin]),
        ("web-place-admin-audit", routes::admin_audit(), Icon::Shield, &[Role::Auditor, Role::Admin]),
    ];
    let mine = all.into_iter().filter(|(_, _, _, for_roles)| for_roles.iter().any(|role| roles.contains(role)));
    let count = |href: &str| match href {
        routes::REGISTER_REQUESTS => Some(waiting.0),
        routes::REGISTER_NOTICES => Some(waiting.1),
        _ => None,
    };
    let place = |(id, href, icon, _): (&str, String, Icon, _)| Place {
        label: words.say(id),
        current: href == here,
        count: count(&href).filter(|count| *count > 0),
        href,
        icon,
    };
    mine.map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_keep_vietnamese_letters() {
        assert_eq!(initials("Đặng Thị Ánh"), "ĐÁ");
        assert_eq!(initials("Bình"), "B");
        assert_eq!(initials(""), "");
    }
}
