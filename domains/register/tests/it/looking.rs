//! Who may see whom, and that it is written down.

use crate::world::{HANG_BAI, PHUC_XA, World, alone, birth, facts, mover, number, on_both, unit};
use access::{Denied, Role};
use kernel::Sex::{Female, Male};
use kernel::{DossierId, PersonId};
use register::Relation::{Head, NonRelative, Spouse};
use register::{CardShown, Errand, Error, Fields, Proof, Search};

/// The groups of fields that were seen of a person, newest first.
fn seen(world: &World, person: PersonId) -> Vec<String> {
    let entries = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, person, None, 100)).expect("the log");
    entries.into_iter().filter(|entry| entry.act == "read").map(|entry| entry.detail).collect()
}

fn resident(world: &World) -> PersonId {
    let mut known = facts("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
    known.number = Some(number("001199012345"));
    known.phone = Some("0900000001".to_owned());
    known.religion = Some("00".to_owned());
    let person = world.create(&world.city(), known, PHUC_XA).expect("a person");
    world.household(PHUC_XA, "Số 1 phố Phúc Xá", &[(person, Head)]);
    person
}

#[test]
fn every_look_is_written_down_and_no_other() {
    on_both(|world| {
        let person = resident(&world);
        assert_eq!(seen(&world, person), [""; 0]);
        let officer = world.officer(PHUC_XA);
        let asked = Fields::CONTACT | Fields::RESIDENCE;
        let record = world.act(move |tx| register::person(tx, &officer, person, asked)).expect("permitted").expect("there");
        assert_eq!(record.facts.phone.as_deref(), Some("0900000001"));
        assert_eq!(record.facts.religion, None, "what was not asked for stays closed");
        assert_eq!(seen(&world, person), ["identity,contact,residence"]);

        let stranger = world.officer(HANG_BAI);
        assert_eq!(world.look(&stranger, person).expect("hidden, not refused"), None);
        let stranger = world.officer(HANG_BAI);
        let found = world.act(move |tx| register::person_by_number(tx, &stranger, &number("001199012345"), Fields::ALL));
        assert_eq!(found.expect("hidden, not refused"), None);
        assert_eq!(seen(&world, person).len(), 1, "who saw nothing leaves no entry");
    });
}

#[test]
fn a_purpose_is_needed_and_ones_own_record_needs_none() {
    on_both(|world| {
        let person = resident(&world);
        let aimless = {
            let mut officer = world.officer(PHUC_XA);
            officer.purpose = access::Purpose::none();
            officer
        };
        assert!(matches!(world.look(&aimless, person), Err(Error::Denied(Denied::NeedsPurpose))));
        let own = world.base.citizen(person);
        assert_eq!(world.look(&own, person).expect("permitted").map(|record| record.id), Some(person));
        let neighbour = world.base.citizen(PersonId::from_raw(77));
        assert_eq!(world.look(&neighbour, person).expect("hidden"), None);
        let public = world.base.public();
        assert!(!matches!(world.look(&public, person), Ok(Some(_))));
        let auditor = world.base.officer(Role::Steering, &unit(PHUC_XA));
        assert!(
            matches!(world.look(&auditor, person), Err(Error::Denied(Denied::Forbidden))),
            "in the unit, but not in the role"
        );
    });
}

#[test]
fn a_household_shows_its_members_and_each_of_them_learns_it() {
    on_both(|world| {
        let (husband, wife) = (world.born("Trần Văn Mẫu", Male, "1960"), world.born("Lê Thị Mẫu", Female, "1961"));
        let home = world.household(PHUC_XA, "Số 1", &[(husband, Head), (wife, Spouse)]);
        let open = |actor: access::Actor| world.act(move |tx| register::household(tx, &actor, home)).expect("no refusal");
        assert!(open(world.officer(HANG_BAI)).is_none());
        assert!(open(world.base.citizen(PersonId::from_raw(77))).is_none());
        assert_eq!(open(world.officer(PHUC_XA)).expect("there").members.len(), 2);
        assert_eq!(seen(&world, wife), ["identity,residence"]);
        assert!(open(world.base.citizen(wife)).is_some(), "a member opens the own household");
        assert_eq!(seen(&world, husband).len(), 2, "and the others learn it");
        let actor = world.base.citizen(wife);
        let own = world.act(move |tx| register::household_of(tx, &actor, wife)).expect("permitted");
        assert_eq!(own.map(|household| household.id), Some(home));
    });
}

#[test]
fn somebody_from_elsewhere_is_served_with_the_card_in_hand() {
    on_both(|world| {
        let person = resident(&world);
        let counter = world.base.officer(Role::Counter, &unit(HANG_BAI));
        let serve = |born: &'static str| {
            let counter = counter.clone();
            world
                .act(move |tx| register::applicant_by_card(tx, &counter, &number("001199012345"), &birth(born)))
                .expect("permitted")
        };
        assert_eq!(serve("1999-01-16"), None, "number and birth date must agree");
        assert_eq!(serve("1999-01-15").map(|found| found.id), Some(person));
        assert_eq!(seen(&world, person), ["identity,residence"]);

        let places = places::Places::from_pack(&country::Pack::embedded().expect("the pack"));
        let dossier = DossierId::from_raw(42);
        let prefill = |dossier: Option<DossierId>, proof: Proof| {
            let (counter, places) = (counter.clone(), places.clone());
            let errand = Errand { dossier, proof };
            let names = ["person.full_name", "residence.permanent_address", "household.head_number", "nonsense"];
            world.act(move |tx| register::facts_for_prefill(tx, &counter, &places, person, &names, &errand))
        };
        let card = |of: &str, born: &str| Proof::Card(CardShown { number: number(of), birth: birth(born) });
        let hidden = |proof: Proof| matches!(prefill(Some(dossier), proof), Err(Error::PersonNotFound));
        assert!(hidden(Proof::Nothing), "a dossier about to be made opens nothing");
        assert!(hidden(card("001199012345", "1999-01-16")), "number and birth date must agree");
        assert!(hidden(card("001199012346", "1999-01-15")), "the number must be the person's");
        let shown = card("001199012345", "1999-01-15");
        assert!(prefill(None, shown).is_ok() && prefill(None, Proof::Opened).is_ok());
        let facts = prefill(Some(dossier), shown).expect("permitted");
        assert_eq!(facts["person.full_name"], "Nguyễn Thị Ví Dụ");
        assert_eq!(facts["residence.permanent_address"], "Số 1 phố Phúc Xá, Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội");
        assert_eq!(facts["household.head_number"], "001199012345");
        assert_eq!(facts.len(), 3);
        let entries = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, person, None, 1)).expect("the log");
        assert_eq!(entries[0].dossier, Some(dossier));
    });
}

#[test]
fn a_search_shows_only_the_units_of_the_officer() {
    on_both(|world| {
        let person = resident(&world);
        let search = |actor: access::Actor, asked: Search| world.act(move |tx| register::search(tx, &actor, &asked));
        let anywhere = || Search::text("nguyen thi vi du");
        assert_eq!(search(world.officer(PHUC_XA), anywhere()).expect("permitted").hits.len(), 1);
        assert_eq!(seen(&world, person), ["identity,residence"]);
        assert_eq!(search(world.officer(HANG_BAI), anywhere()).expect("permitted").hits.len(), 0);
        assert_eq!(seen(&world, person).len(), 1);
        let outside = search(world.officer(HANG_BAI), anywhere().within(unit(PHUC_XA)));
        assert!(matches!(outside, Err(Error::Denied(_))));
        let citizen = search(world.base.citizen(person), anywhere());
        assert!(matches!(citizen, Err(Error::Denied(_))), "citizens do not search");

        // A temporary resident is found where they stay as well.
        world.stay(&[mover(person, NonRelative)], alone(HANG_BAI, "Số 9"), "2026-03-05", false).expect("a stay");
        assert_eq!(search(world.officer(HANG_BAI), anywhere()).expect("permitted").hits.len(), 1);
    });
}

#[test]
fn what_was_found_opens_only_with_its_entries() {
    on_both(|world| {
        let person = resident(&world);
        let officer = world.officer(PHUC_XA);
        let closed = world
            .store
            .read_blocking::<_, Error>(|tx| register::find(tx, &officer, &Search::text("nguyen thi vi du")))
            .expect("permitted");
        assert_eq!(format!("{closed:?}"), "Closed(1 persons)");
        assert_eq!(seen(&world, person).len(), 0);
        let found = world.act(move |tx| closed.open(tx, &officer)).expect("opened");
        assert_eq!(found.hits[0].person.id, person);
        assert_eq!(seen(&world, person).len(), 1);
    });
}
