//! Entering and correcting people.

use crate::world::{PHUC_XA, World, birth, facts, ground, name, number, on_both, unit};
use kernel::Sex::{Female, Male};
use kernel::personal_number::Disagreement;
use register::{ChangeKind, CorrectPerson, CreatePerson, Error, Fact, Fields, Numbering, Page};

fn correct(world: &World, person: kernel::PersonId, version: Option<i64>, facts: Vec<Fact>) -> Result<register::ChangeId, Error> {
    let actor = world.officer(PHUC_XA);
    world.act(move |tx| {
        let command = CorrectPerson { person, version, facts: facts.clone(), ground: ground() };
        register::correct_person(tx, &actor, &command)
    })
}

#[test]
fn a_number_is_one_persons() {
    on_both(|world| {
        let mut first = facts("Nguyễn Thị Ví Dụ", Female, "1999-01-15");
        first.number = Some(number("001199012345"));
        let person = world.create(&world.city(), first.clone(), PHUC_XA).expect("a person");
        assert!(matches!(world.create(&world.city(), first.clone(), PHUC_XA), Err(Error::NumberTaken)));
        first.number = Some(number("001099012345"));
        assert!(matches!(world.create(&world.city(), first, PHUC_XA), Err(Error::NumberDisagrees(Disagreement::Sex))));
        let actor = world.city();
        let found = world.act(move |tx| register::person_by_number(tx, &actor, &number("001199012345"), Fields::IDENTITY));
        assert_eq!(found.expect("permitted").map(|found| found.id), Some(person));
        let other = correct(&world, person, None, vec![Fact::Number(number("001199054321"))]);
        assert!(matches!(other, Err(Error::HasNumber(_))), "a number is for life");
        world.is_sound();
    });
}

#[test]
fn a_newborn_gets_a_free_number() {
    on_both(|world| {
        let issue = |place: &'static str| {
            let actor = world.officer(PHUC_XA);
            world.act(move |tx| {
                let command = CreatePerson {
                    facts: facts("Trần Thị Mới", Female, "2025-03-01"),
                    numbering: Numbering::Issue(place.to_owned()),
                    unit: unit(PHUC_XA),
                    ground: ground(),
                };
                register::create_person(tx, &actor, &command)
            })
        };
        let born = issue("001").expect("a person");
        let given = world.record(born).facts.number.expect("a number");
        assert_eq!((given.place(), given.sex(), given.birth_year()), ("001", Female, 2025));
        assert!(matches!(issue("1"), Err(Error::BadNumber(_))));
    });
}

#[test]
fn a_correction_keeps_what_was() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        let version = world.record(person).version;
        let wanted = vec![
            Fact::Name(name("Nguyễn Thị Thí Dụ")),
            Fact::Birth(birth("1999-01-15")),
            Fact::Phone(Some("0900000001".to_owned())),
        ];
        correct(&world, person, Some(version), wanted.clone()).expect("a correction");
        let record = world.record(person);
        assert_eq!((record.facts.name.clone(), record.facts.birth), (name("Nguyễn Thị Thí Dụ"), birth("1999-01-15")));
        assert!(matches!(correct(&world, person, Some(version), wanted.clone()), Err(Error::ChangedMeanwhile(_))));
        assert!(matches!(correct(&world, person, None, wanted), Err(Error::NothingChanges)));
        assert!(matches!(correct(&world, person, None, vec![Fact::Birth(birth("2030"))]), Err(Error::BadBirth)));

        let actor = world.city();
        let entries = world.act(move |tx| register::history(tx, &actor, person, Page::first(10))).expect("permitted");
        assert_eq!(entries.iter().map(|entry| entry.kind).collect::<Vec<_>>(), [ChangeKind::Corrected, ChangeKind::Created]);
        assert_eq!(entries[0].before["name"], "Nguyễn Thị Ví Dụ");
        assert_eq!(entries[0].before["phone"], serde_json::Value::Null);
        assert_eq!(entries[0].after["birth"], "1999-01-15");
        assert!(!entries[0].after.contains_key("sex"), "what did not change is not repeated");
        assert_eq!(entries[1].after["name"], "Nguyễn Thị Ví Dụ");
        world.is_sound();
    });
}

#[test]
fn what_cannot_be_is_refused() {
    on_both(|world| {
        let officer = world.officer(PHUC_XA);
        assert!(matches!(world.create(&officer, facts("Trần Mai", Female, "2025-03-07"), PHUC_XA), Err(Error::BadBirth)));
        assert!(matches!(world.create(&officer, facts("Trần Mai", Female, "1849"), PHUC_XA), Err(Error::BadBirth)));
        assert!(matches!(world.create(&world.city(), facts("Trần Mai", Female, "1990"), "01-001"), Err(Error::NotACommune(_))));
        assert!(matches!(world.create(&officer, facts("Trần Mai", Female, "1990"), "01-002-00086"), Err(Error::Denied(_))));
        let counter = world.base.officer(access::Role::Counter, &unit(PHUC_XA));
        let refused = world.create(&counter, facts("Trần Văn Mai", Male, "1990"), PHUC_XA);
        assert!(matches!(refused, Err(Error::Denied(access::Denied::Forbidden))), "{refused:?}");
    });
}
