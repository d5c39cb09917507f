//! Every household has one head.

use crate::world::{HANG_BAI, PHUC_XA, World, ground, mover, new_home, on_both};
use kernel::Sex::{Female, Male};
use kernel::{HouseholdId, PersonId};
use register::Relation::{Child, Head, Parent, ParentInLaw, Spouse};
use register::{ChangeHead, Error, NewHead, Relation};

struct Family {
    father: PersonId,
    mother: PersonId,
    son: PersonId,
    daughter: PersonId,
    home: HouseholdId,
}

fn family(world: &World) -> Family {
    let father = world.born("Trần Văn Cha", Male, "1960-01-02");
    let mother = world.born("Lê Thị Mẹ", Female, "1962-03-04");
    let son = world.born("Trần Văn Con", Male, "1990-05-06");
    let daughter = world.born("Trần Thị Út", Female, "2012-07-08");
    let members = [(father, Head), (mother, Spouse), (son, Child), (daughter, Child)];
    let home = world.household(PHUC_XA, "Số 1", &members);
    Family { father, mother, son, daughter, home }
}

fn relations(world: &World, home: HouseholdId) -> Vec<(PersonId, Relation)> {
    world.open_household(home).members.iter().map(|member| (member.person.id, member.relation)).collect()
}

#[test]
fn a_head_who_moves_out_names_the_next() {
    on_both(|world| {
        let Family { father, mother, son, daughter, home } = family(&world);
        let leave = |heads: &[NewHead]| world.move_to(&[mover(father, Head)], new_home(HANG_BAI, "Số 9"), heads);
        let Err(Error::NewHeadNeeded { household, candidates }) = leave(&[]) else { panic!("a new head is needed") };
        assert_eq!((household, candidates), (home, vec![mother, son]), "the adults, not the child");
        assert!(matches!(leave(&[NewHead { household: home, head: daughter }]), Err(Error::CannotHead { .. })));
        assert_eq!(relations(&world, home)[0], (father, Head), "a refused move changes nothing");

        leave(&[NewHead { household: home, head: mother }]).expect("a move");
        assert_eq!(relations(&world, home), [(mother, Head), (son, Child), (daughter, Child)]);
        world.is_sound();
    });
}

#[test]
fn the_whole_household_moves_without_a_new_head() {
    on_both(|world| {
        let Family { father, mother, son, daughter, home } = family(&world);
        let movers = [mover(father, Head), mover(mother, Spouse), mover(son, Child), mover(daughter, Child)];
        let settled = world.move_to(&movers, new_home(HANG_BAI, "Số 9"), &[]).expect("a move");
        assert!(world.open_household(home).dissolved_on.is_some());
        assert_eq!(world.open_household(settled.household.expect("a household")).members.len(), 4);
        assert!(matches!(
            world.move_to(&[mover(son, Child)], register::Home::Join(home), &[]),
            Err(Error::HouseholdDissolved(_))
        ));
        world.is_sound();
    });
}

#[test]
fn a_split_forms_a_household_at_the_same_address() {
    on_both(|world| {
        let Family { son, home, .. } = family(&world);
        let settled = world.found(PHUC_XA, "Số 1", &[mover(son, Head)], &[]).expect("a split");
        let split = world.open_household(settled.household.expect("a household"));
        assert_eq!(split.dwelling, world.open_household(home).dwelling);
        assert_eq!(world.open_household(home).members.len(), 3);
        world.is_sound();
    });
}

#[test]
fn a_household_is_founded_with_one_head_of_age() {
    on_both(|world| {
        let (adult, other, child) = (
            world.born("Trần Văn Mẫu", Male, "1980"),
            world.born("Lê Văn Thử", Male, "1981"),
            world.born("Lê Thị Con", Female, "2015"),
        );
        let found = |members: &[register::Mover]| world.found(PHUC_XA, "Số 1", members, &[]);
        assert!(matches!(found(&[mover(adult, Spouse)]), Err(Error::OneHeadExactly)));
        assert!(matches!(found(&[mover(adult, Head), mover(other, Head)]), Err(Error::OneHeadExactly)));
        assert!(matches!(found(&[mover(adult, Child), mover(child, Head)]), Err(Error::CannotHead { .. })));
        let home = found(&[mover(adult, Head), mover(child, Child)]).expect("a household").household.expect("formed");
        assert!(matches!(world.move_to(&[mover(other, Head)], register::Home::Join(home), &[]), Err(Error::OneHeadExactly)));
        // Where all are minors, the eldest may.
        let (older, younger) = (world.born("Phạm Văn Anh", Male, "2010"), world.born("Phạm Văn Em", Male, "2014"));
        assert!(matches!(found(&[mover(older, Child), mover(younger, Head)]), Err(Error::CannotHead { .. })));
        found(&[mover(older, Head), mover(younger, Relation::Sibling)]).expect("a household of minors");
        world.is_sound();
    });
}

#[test]
fn the_head_is_changed_and_everybody_is_related_anew() {
    on_both(|world| {
        let Family { father, mother, son, daughter, home } = family(&world);
        let grandmother = world.born("Phạm Thị Bà", Female, "1935");
        world.move_to(&[mover(grandmother, Parent)], register::Home::Join(home), &[]).expect("she joins");
        let change = |head: PersonId, stated: Vec<(PersonId, Relation)>, officer: &str| {
            let actor = world.officer(officer);
            world.act(move |tx| {
                let command = ChangeHead { household: home, head, relations: stated.clone(), ground: ground() };
                register::change_head(tx, &actor, &command)
            })
        };
        assert!(matches!(change(daughter, Vec::new(), PHUC_XA), Err(Error::CannotHead { .. })));
        assert!(matches!(change(father, Vec::new(), PHUC_XA), Err(Error::NothingChanges)));
        assert!(matches!(change(mother, Vec::new(), HANG_BAI), Err(Error::HouseholdNotFound)));
        change(mother, Vec::new(), PHUC_XA).expect("a change");
        let now = relations(&world, home);
        assert_eq!(now[0], (mother, Head));
        assert!(
            now.contains(&(father, Spouse)) && now.contains(&(son, Child)) && now.contains(&(grandmother, ParentInLaw)),
            "{now:?}"
        );

        // What the officer states goes before what is worked out.
        change(son, vec![(daughter, Relation::Ward)], PHUC_XA).expect("a change");
        let now = relations(&world, home);
        assert!(now.contains(&(daughter, Relation::Ward)) && now.contains(&(mother, Parent)), "{now:?}");

        let actor = world.city();
        let entries =
            world.act(move |tx| register::household_history(tx, &actor, home, register::Page::first(10))).expect("permitted");
        assert_eq!(entries[0].kind, register::ChangeKind::Head);
        assert_eq!(entries[0].before["head"], mother.to_string());
        assert_eq!(entries[0].after["head"], son.to_string());
        assert_eq!(entries[0].after["relations"][daughter.to_string()], "ward");
        world.is_sound();
    });
}
