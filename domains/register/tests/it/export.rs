//! A roll goes out with a purpose, a second officer and an entry for everybody in it, and reads back.

use crate::import::{import, order, roll};
use crate::world::{HANG_BAI, PHUC_XA, alone, mover, on_both, unit};
use access::Denied;
use kernel::{Sex, StaffId};
use register::Relation::{Child, Head, NonRelative, Spouse};
use register::roll::{self, ExportRoll, RollError};
use register::{Error, Search};

fn request(second: Option<i64>) -> ExportRoll {
    ExportRoll { unit: unit(PHUC_XA), second_officer: second.map(StaffId::from_raw), format: register::ExportFormat::Csv }
}

#[test]
fn an_export_needs_a_second_officer_and_reads_back() {
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Sex::Male, "1960-01-02");
        let mother = world.born("Lê Thị Mẹ", Sex::Female, "1962-03");
        let child = world.born("Trần Thị Con", Sex::Female, "1999");
        world.household(PHUC_XA, "Số 1, ngõ 5 \"cũ\"", &[(father, Head), (mother, Spouse), (child, Child)]);
        let guest = world.born("Phạm Văn Khách", Sex::Male, "1990-01-01");
        world.household(HANG_BAI, "Số 8", &[(guest, Head)]);
        world.stay(&[mover(guest, NonRelative)], alone(PHUC_XA, "Nhà trọ số 9"), "2026-03-05", false).expect("a stay");

        let officer = world.officer(PHUC_XA);
        let attempt = |second: Option<i64>, out: &mut Vec<u8>| roll::export(&world.store, &officer, &request(second), out);
        let mut out = Vec::new();
        assert!(matches!(attempt(None, &mut out), Err(RollError::Register(Error::Denied(Denied::NeedsSecondOfficer)))));
        assert!(matches!(attempt(Some(1), &mut out), Err(RollError::Register(Error::Denied(_)))), "oneself is no second officer");
        assert!(out.is_empty());
        let exported = attempt(Some(2), &mut out).expect("an export");
        assert_eq!((exported.people, exported.households), (4, 1));

        let text = String::from_utf8(out).expect("UTF-8");
        assert!(text.lines().nth(1).is_some_and(|line| line.contains("Chủ hộ,Trần Văn Cha,02/01/1960,Nam")), "{text}");
        assert!(
            text.contains("Phạm Văn Khách,01/01/1990,Nam,,,Nhà trọ số 9,01-001-00001,Tạm trú,06/03/2025,05/03/2026"),
            "{text}"
        );
        for person in [father, mother, child, guest] {
            let entries =
                world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, person, None, 1)).expect("the log");
            assert_eq!(entries[0].act, "read", "everybody in an export learns it");
        }

        // Into an empty register, the roll gives the same people.
        let other = store::testing::TestDatabase::sqlite();
        let fresh = crate::world::World {
            store: other.open(&[audit::schema(), register::schema()]),
            base: access::testing::World::new(),
        };
        // A household made here has no number, so the roll tells its members apart by address only.
        let report = import(&fresh, &roll(&text), &order("01-001")).expect("an import");
        assert_eq!((report.accepted, report.rejected), (4, 0));
        let (actor, asked) = (fresh.city(), Search::text("le thi me"));
        let found = fresh.act(move |tx| register::search(tx, &actor, &asked)).expect("permitted");
        assert_eq!(found.hits[0].person.birth.to_string(), "1962-03");
        fresh.is_sound();
        fresh.store.close();
    });
}
