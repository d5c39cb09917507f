//! Finding people by what one knows of them.

use crate::world::{HANG_BAI, PHUC_XA, World, birth, date, facts, ground, mover, name, number, on_both, unit};
use kernel::PersonId;
use kernel::Sex::{Female, Male};
use register::{CorrectPerson, CreateHousehold, Fact, Found, Ground, Page, Relation, Search};

fn find(world: &World, asked: &Search) -> Found {
    let (actor, asked) = (world.city(), asked.clone());
    world.act(move |tx| register::search(tx, &actor, &asked)).expect("permitted")
}

fn ids(world: &World, text: &str) -> Vec<PersonId> {
    find(world, &Search::text(text)).hits.iter().map(|hit| hit.person.id).collect()
}

struct People {
    hung: PersonId,
    hung_with_u: PersonId,
    hung_in_hang_bai: PersonId,
    hoa: PersonId,
    trinh: PersonId,
    lan_anh: PersonId,
}

fn people(world: &World) -> People {
    let at =
        |code: &str, full: &str, sex, born: &str| world.create(&world.city(), facts(full, sex, born), code).expect("a person");
    People {
        hung: at(PHUC_XA, "Nguyễn Văn Hùng", Male, "1970-02-03"),
        hung_with_u: at(PHUC_XA, "Nguyễn Văn Hưng", Male, "1985-10-11"),
        hung_in_hang_bai: at(HANG_BAI, "Nguyễn Văn Hùng", Male, "1999"),
        hoa: at(PHUC_XA, "Lê Thúy Hòa", Female, "1992-06-07"),
        trinh: at(HANG_BAI, "Phạm Thị Trinh", Female, "1960"),
        lan_anh: at(HANG_BAI, "Vũ Thị Lan Anh", Female, "2001-09-09"),
    }
}

#[test]
fn a_name_is_found_however_it_is_typed() {
    on_both(|world| {
        let who = people(&world);
        // With its marks the name itself comes first, then the one that differs in them.
        assert_eq!(ids(&world, "Nguyễn Văn Hưng")[0], who.hung_with_u);
        assert_eq!(ids(&world, "Nguyễn Văn Hùng")[2], who.hung_with_u);
        assert_eq!(ids(&world, "nguyen van hung").len(), 3);
        assert_eq!(ids(&world, "NGUYEN HUNG").len(), 3, "without the middle name");
        assert_eq!(ids(&world, "hung nguyen").len(), 3, "in another order");
        assert_eq!(ids(&world, "Hùng Nguyễn Văn").len(), 3, "given name first");
        assert_eq!(ids(&world, "le thuy hoa"), [who.hoa]);
        assert_eq!(ids(&world, "Lê Thuý Hoà"), [who.hoa], "the other place of the tone");
        assert_eq!(ids(&world, "hoa"), [who.hoa], "the given name alone");
        assert_eq!(ids(&world, "lan anh"), [who.lan_anh], "as people call her");
        assert_eq!(ids(&world, "tran van khong co"), []);
    });
}

#[test]
fn slips_of_finger_and_ear_are_forgiven() {
    on_both(|world| {
        let who = people(&world);
        assert_eq!(ids(&world, "nguyen van hugn").len(), 3);
        assert_eq!(ids(&world, "nguyne van hung").len(), 3);
        assert_eq!(ids(&world, "pham thi chinh"), [who.trinh], "tr and ch sound alike");
        assert_eq!(ids(&world, "pham thi tring"), [who.trinh]);
        assert_eq!(ids(&world, "ngueyn van hugn").len(), 3, "in both words");
    });
}

#[test]
fn a_slip_that_fits_hides_nobody_whose_family_name_was_left_out() {
    on_both(|world| {
        let who = people(&world);
        let facts = facts("Thái Lan Anh", Female, "1995-05-05");
        let thai = world.create(&world.city(), facts, PHUC_XA).expect("a person");
        let found = ids(&world, "thi lan anh");
        assert!(found.contains(&thai) && found.contains(&who.lan_anh), "{found:?}");
    });
}

#[test]
fn unit_birth_and_number_narrow_the_search() {
    on_both(|world| {
        let who = people(&world);
        let in_hang_bai = find(&world, &Search::text("nguyen van hung").within(unit(HANG_BAI)));
        assert_eq!(in_hang_bai.hits.iter().map(|hit| hit.person.id).collect::<Vec<_>>(), [who.hung_in_hang_bai]);
        let born = |text: &str| {
            let found = find(&world, &Search::text("nguyen van hung").born(birth(text)));
            found.hits.iter().map(|hit| hit.person.id).collect::<Vec<_>>()
        };
        assert_eq!(born("1970"), [who.hung]);
        assert_eq!(born("1970-02"), [who.hung]);
        assert_eq!(born("1970-03"), []);
        assert_eq!(born("1999-12-31"), [who.hung_in_hang_bai], "only the year is known of him");

        let mut known = facts("Đỗ Văn Số", Male, "1980-01-01");
        known.number = Some(number("001080000001"));
        known.old_number = Some("012345678".parse().expect("an old number"));
        let numbered = world.create(&world.city(), known, PHUC_XA).expect("a person");
        assert_eq!(ids(&world, "001080000001"), [numbered]);
        assert_eq!(ids(&world, " 001 080 000 001"), [numbered]);
        assert_eq!(ids(&world, "012345678"), [numbered]);
        assert_eq!(ids(&world, "001080000002"), []);
        assert_eq!(ids(&world, "12"), [], "half a number finds nobody");
        let mut by_number = Search::text("");
        by_number.number = Some("001080000001".to_owned());
        assert_eq!(find(&world, &by_number).total, 1);
        let (actor, empty) = (world.city(), Search::text("  "));
        let refused = world.act(move |tx| register::search(tx, &actor, &empty));
        assert!(matches!(refused, Err(register::Error::SearchTooWide)));
    });
}

#[test]
fn pages_follow_each_other_without_overlap() {
    on_both(|world| {
        for year in 1950..1995 {
            world.born("Nguyễn Văn Hùng", Male, &year.to_string());
        }
        let mut asked = Search::text("nguyen van hung");
        asked.page = Page { number: 0, rows: 20 };
        let mut seen = Vec::new();
        for (page, rows) in [(0, 20), (1, 20), (2, 5), (3, 0)] {
            asked.page.number = page;
            let found = find(&world, &asked);
            assert_eq!(found.hits.len(), rows, "page {page}");
            seen.extend(found.hits.iter().map(|hit| hit.person.id));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 45);
    });
}

#[test]
fn a_corrected_name_is_found_and_the_wrong_one_is_not() {
    on_both(|world| {
        let person = world.born("Nguyễn Văn Sai", Male, "1980");
        let actor = world.city();
        world
            .act(move |tx| {
                let facts = vec![Fact::Name(name("Hồ Văn Đúng"))];
                let command = CorrectPerson { person, version: None, facts, ground: Ground::new("law-60-2014-art-7") };
                register::correct_person(tx, &actor, &command)
            })
            .expect("a correction");
        assert_eq!(ids(&world, "ho van dung"), [person]);
        assert_eq!(ids(&world, "nguyen van sai"), []);
        world.is_sound();
    });
}

#[test]
fn people_are_found_by_telephone_address_and_household() {
    on_both(|world| {
        let who = people(&world);
        let phone = |person, number: &str| {
            let facts = vec![Fact::Phone(Some(number.to_owned()))];
            let command = CorrectPerson { person, version: None, facts, ground: Ground::new("census") };
            let actor = world.city();
            world.act(move |tx| register::correct_person(tx, &actor, &command)).expect("corrected");
        };
        phone(who.hung, "0912 345 678");
        let command = CreateHousehold {
            unit: unit(PHUC_XA),
            address: "Số 12, ngõ 5, phố Mẫu".to_owned(),
            number: Some("HS-0007".to_owned()),
            members: vec![mover(who.hung, Relation::Head)],
            new_heads: Vec::new(),
            from: date("2025-03-06"),
            ground: ground(),
        };
        let actor = world.city();
        world.act(move |tx| register::create_household(tx, &actor, &command)).expect("a household");
        assert_eq!(ids(&world, "+84 912 345 678"), [who.hung], "a number is kept in one form, however it was typed");
        assert_eq!(ids(&world, "12 ngõ 5 pho mau"), [who.hung]);
        assert_eq!(ids(&world, "Số 12"), [who.hung], "how the address begins");
        assert_eq!(ids(&world, "Số 1"), [], "another house");
        let asked = |search: Search| find(&world, &search).hits.iter().map(|hit| hit.person.id).collect::<Vec<_>>();
        let street = Search { address: Some("phố Mẫu".to_owned()), ..Search::default() };
        assert_eq!(asked(street.clone().within(unit(PHUC_XA))), [who.hung], "a street in a commune");
        assert_eq!(asked(street.clone().within(unit(HANG_BAI))), []);
        assert_eq!(asked(Search::text("nguyen van hung").living_at("phố Mẫu")), [who.hung], "name and street");
        assert_eq!(asked(Search::default().in_household("HS-0007")), [who.hung]);
        assert_eq!(asked(Search::text("0912345678").born(birth("1971"))), [], "what is stated must all fit");
        let actor = world.city();
        let refused = world.act(move |tx| register::search(tx, &actor, &street));
        assert!(matches!(refused, Err(register::Error::StreetTooWide)), "{refused:?}");
    });
}

#[test]
fn a_family_name_alone_gives_a_list() {
    on_both(|world| {
        let who = people(&world);
        assert_eq!(ids(&world, "vu"), [who.lan_anh]);
        assert_eq!(ids(&world, "Nguyễn").len(), 3);
    });
}
