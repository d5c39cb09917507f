//! Loading a whole register at once.

use crate::world::{PHUC_XA, World, facts, ground, number, on_both, unit};
use kernel::PersonId;
use kernel::Sex::Male;
use register::bulk::{Batch, NewPerson, begin_load, indexes};
use register::{Error, LifeState, Search};

fn load(world: &World, numbers: &[&str]) -> Vec<PersonId> {
    let actor = world.city();
    let numbers: Vec<String> = numbers.iter().map(|text| (*text).to_owned()).collect();
    world
        .act(move |tx| {
            let left_out = indexes::leave_out(tx)?;
            let entered = begin_load(tx, &actor, &unit("01"), &ground())?;
            let mut batch = Batch::new(entered).let_names_wait(left_out);
            for text in &numbers {
                let mut facts = facts("Nguyễn Văn Nạp", Male, "1990-05-17");
                facts.number = Some(number(text));
                let id: PersonId = actor.new_id();
                batch.people.push(NewPerson { id, facts, state: LifeState::Living, died_on: None, unit: unit(PHUC_XA) });
            }
            batch.write(tx)?;
            Ok(batch.people.iter().map(|person| person.id).collect())
        })
        .expect("loaded")
}

fn found(world: &World, text: &'static str) -> usize {
    let actor = world.city();
    world.act(move |tx| register::search(tx, &actor, &Search::text(text))).expect("permitted").total
}

#[test]
fn a_first_load_is_searched_once_its_indexes_are_made() {
    on_both(|world| {
        load(&world, &["001090000001", "001090000002"]);
        assert_eq!(found(&world, "nguyen van nap"), 0, "names wait for the end of the load");
        indexes::make(&world.store).expect("made");
        indexes::make(&world.store).expect("a second time changes nothing");
        assert_eq!(found(&world, "nguyen van nap"), 2);
        assert_eq!(found(&world, "001090000002"), 1);
        world.is_sound();
        let later = load(&world, &["001090000003"]);
        assert_eq!((later.len(), found(&world, "nguyen van nap")), (1, 3), "a later load leaves nothing out");
    });
}

#[test]
fn a_number_that_two_have_is_found_when_the_indexes_are_made() {
    on_both(|world| {
        load(&world, &["001090000001", "001090000001"]);
        let refused = indexes::make(&world.store);
        assert!(matches!(refused, Err(Error::Store(_))), "{refused:?}");
    });
}
