//! Answers to systems of other agencies.

use crate::world::{HANG_BAI, PHUC_XA, World, birth, facts, name, number, on_both, unit};
use access::{Actor, Denied, Purpose, Subject};
use kernel::{ClientId, PersonId, Sex};
use register::exchange::{Claim, confirm, household, look_up};
use register::{Error, Fields, MISSES_MAX, Relation};

const NUMBER: &str = "001090000123";

fn resident(world: &World) -> PersonId {
    let mut known = facts("Trần Văn Minh", Sex::Male, "1990-04-12");
    known.number = Some(number(NUMBER));
    known.phone = Some("0912345678".to_owned());
    known.religion = Some("00".to_owned());
    let person = world.create(&world.city(), known, PHUC_XA).expect("a person");
    let child = world.born("Trần Thị Con", Sex::Female, "2018-02-02");
    world.household(PHUC_XA, "Số 1 Phố An Xá", &[(person, Relation::Head), (child, Relation::Child)]);
    person
}

fn agency(world: &World, scope: &str, purpose: &str) -> Actor {
    let subject = Subject::Client { client: ClientId::from_raw(5) };
    let purpose = purpose.parse::<Purpose>().unwrap_or_default();
    world.base.context.actor(subject).scope(vec![unit(scope)]).purpose(purpose).build()
}

fn claim(digits: &str, full_name: &str, born: &str) -> Claim {
    Claim { number: number(digits), name: name(full_name), birth: birth(born) }
}

fn asked(world: &World, actor: &Actor, claim: &Claim) -> Result<bool, Error> {
    let (actor, claim) = (actor.clone(), claim.clone());
    world.act(move |tx| confirm(tx, &actor, &claim))
}

fn looked(world: &World, actor: &Actor, digits: &str, fields: Fields) -> Result<Option<register::Person>, Error> {
    let (actor, number) = (actor.clone(), number(digits));
    world.act(move |tx| look_up(tx, &actor, &number, fields))
}

#[test]
fn a_claim_is_confirmed_or_not_and_nothing_else_is_told() {
    on_both(|world| {
        let person = resident(&world);
        let health = agency(&world, "01", "verify-identity");
        assert!(asked(&world, &health, &claim(NUMBER, "TRAN VAN MINH", "1990-04-12")).expect("asked"));
        assert!(!asked(&world, &health, &claim(NUMBER, "Trần Văn Khác", "1990-04-12")).expect("asked"));
        assert!(!asked(&world, &health, &claim(NUMBER, "Trần Văn Minh", "1990")).expect("asked"));
        assert!(!asked(&world, &health, &claim("001090999999", "Trần Văn Minh", "1990-04-12")).expect("asked"));
        let elsewhere = agency(&world, HANG_BAI, "verify-identity");
        assert!(!asked(&world, &elsewhere, &claim(NUMBER, "Trần Văn Minh", "1990-04-12")).expect("asked"), "hidden is no");
        let log = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, person, None, 50)).expect("the log");
        let of_agencies: Vec<_> = log.iter().filter(|entry| entry.actor_kind == audit::ActorKind::Client).collect();
        assert_eq!(of_agencies.len(), 3, "each look at the person is noted, those from elsewhere are not");
        assert!(of_agencies.iter().all(|entry| entry.purpose == "verify-identity" && entry.actor == Some(5)));
    });
}

#[test]
fn a_look_up_gives_what_the_purpose_allows_to_whom_it_may_concern() {
    on_both(|world| {
        resident(&world);
        let health = agency(&world, "01-001", "answer-agency");
        let fields = Fields::of_words(["identity", "residence", "no-such-group"].into_iter());
        let found = looked(&world, &health, NUMBER, fields).expect("asked").expect("found");
        assert_eq!((found.residences.len(), found.facts.phone, found.facts.religion), (1, None, None));
        assert!(looked(&world, &agency(&world, HANG_BAI, "answer-agency"), NUMBER, fields).expect("asked").is_none());
        assert!(matches!(looked(&world, &agency(&world, "01", ""), NUMBER, fields), Err(Error::Denied(Denied::NeedsPurpose))));
        assert!(
            matches!(looked(&world, &world.city(), NUMBER, fields), Err(Error::Denied(_))),
            "officials have acts of their own"
        );
        let (actor, digits) = (health.clone(), number(NUMBER));
        let home = world.act(move |tx| household(tx, &actor, &digits)).expect("asked").expect("found");
        assert_eq!(home.members.len(), 2);
        assert!(home.members.iter().all(|member| member.person.number.is_none()));
        // What officials do, agencies do not.
        let actor = health;
        let opened = world.act(move |tx| register::person_by_number(tx, &actor, &number(NUMBER), Fields::ALL));
        assert!(!matches!(opened, Ok(Some(_))), "{opened:?}");
    });
}

#[test]
fn who_tries_numbers_out_has_to_wait() {
    on_both(|world| {
        resident(&world);
        let health = agency(&world, "01", "verify-identity");
        for miss in 0..MISSES_MAX {
            let digits = format!("0010900{miss:05}");
            assert!(looked(&world, &health, &digits, Fields::IDENTITY).expect("asked").is_none());
        }
        let refused = looked(&world, &health, NUMBER, Fields::IDENTITY);
        assert!(matches!(refused, Err(Error::TooManyMisses { retry_after_seconds: 1.. })), "{refused:?}");
        world.base.clock.advance_seconds(16 * 60);
        let later = agency(&world, "01", "verify-identity");
        assert!(looked(&world, &later, NUMBER, Fields::IDENTITY).expect("asked").is_some());
        // Officers who show cards of nobody wait too.
        let officer = world.officer(PHUC_XA);
        let shown = |born: &str| {
            let (actor, born) = (officer.clone(), birth(born));
            world.act(move |tx| register::applicant_by_card(tx, &actor, &number(NUMBER), &born))
        };
        for _ in 0..MISSES_MAX {
            assert!(shown("1991").expect("asked").is_none());
        }
        assert!(matches!(shown("1990-04-12"), Err(Error::TooManyMisses { .. })));
    });
}
