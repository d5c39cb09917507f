//! Rolls come in whole, once, and go on after a stop.

use crate::world::{PHUC_XA, TRUC_BACH, World, on_both, unit};
use access::Denied;
use kernel::{Sex, UnitCode};
use register::roll::{self, Import, Progress, Report, RollError, Severity, UnitBook};
use register::{Error, Fields, Relation, Search};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use unicode_normalization::UnicodeNormalization;

static BOOK: LazyLock<Arc<UnitBook>> = LazyLock::new(|| {
    let places = places::Places::from_pack(&country::Pack::embedded().expect("the pack"));
    Arc::new(UnitBook::new(&places, "2025-03-06".parse().expect("a date")))
});

/// A file that disappears with this value.
pub(crate) struct Roll {
    _directory: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

pub(crate) fn roll(bytes: impl AsRef<[u8]>) -> Roll {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("roll.csv");
    std::fs::write(&path, bytes).expect("the file is written");
    Roll { _directory: directory, path }
}

pub(crate) fn order(scope: &str) -> Import {
    Import { scope: unit(scope), units: Arc::clone(&BOOK), keep_contradictions: false }
}

pub(crate) fn import(world: &World, file: &Roll, order: &Import) -> Result<Report, RollError> {
    roll::import(&world.store, &world.city(), &file.path, order, &mut |_| ControlFlow::Continue(()))
}

/// Line, field, code of every remark.
pub(crate) fn remarks(world: &World, report: &Report, severity: Severity) -> Vec<(u64, String, String)> {
    let mut all = Vec::new();
    let run = report.run;
    world
        .store
        .read_blocking::<_, RollError>(|tx| {
            roll::remarks::<RollError>(tx, run, severity, |remark| {
                all.push((remark.line, remark.field, remark.reason.to_string()));
                Ok(())
            })
        })
        .expect("the remarks");
    all
}

fn people(world: &World, text: &str) -> Vec<register::PersonSummary> {
    let (actor, asked) = (world.city(), Search::text(text));
    let found = world.act(move |tx| register::search(tx, &actor, &asked)).expect("permitted");
    found.hits.into_iter().map(|hit| hit.person).collect()
}

const SMALL: &str = "\
UBND PHƯỜNG PHÚC XÁ,,,,,,,
DANH SÁCH NHÂN KHẨU,,,,,,,
,,,,,,,
STT,Số hộ,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Quan hệ với chủ hộ,Địa chỉ
1,H01,Trần Văn Mẫu,02/03/1960,Nam,001060000001,Chủ hộ,\"Số 1, ngõ 5\"
2,H01,Lê Thị Mẫu,1962,Nữ,,Vợ,\"Số 1, ngõ 5\"

3,H02,Nguyễn Văn Thử,17/5/1988,nam,012345678,chủ hộ,Số 2
4,H02,Nguyễn Thị Con,05/2015,NỮ,,con gái,Số 2
";

#[test]
fn a_roll_as_a_spreadsheet_exports_it_comes_in() {
    on_both(|world| {
        let report = import(&world, &roll(SMALL), &order(PHUC_XA)).expect("an import");
        assert_eq!((report.accepted, report.rejected, report.noticed, report.households), (4, 0, 0, 2));
        assert!(report.finished && !report.resumed && !report.known_already);
        assert_eq!(report.ignored_columns, ["STT"]);

        let head = people(&world, "tran van mau").remove(0);
        assert_eq!((head.sex, head.birth.to_string().as_str(), head.unit.clone()), (Sex::Male, "1960-03-02", unit(PHUC_XA)));
        assert_eq!(head.number.map(|number| number.to_string()).as_deref(), Some("001060000001"));
        let home = world.open_household(head.household.expect("a household"));
        assert_eq!((home.number.as_deref(), home.head, home.address.as_str()), (Some("H01"), Some(head.id), "Số 1, ngõ 5"));
        assert_eq!(home.members[1].relation, Relation::Spouse);
        let thu = world.record(people(&world, "nguyen van thu")[0].id);
        assert_eq!(thu.facts.old_number.map(|number| number.to_string()).as_deref(), Some("012345678"));

        // Who came in with a roll shares its entry of the history.
        let actor = world.city();
        let entries = world.act(move |tx| register::history(tx, &actor, thu.id, register::Page::first(5))).expect("permitted");
        assert_eq!(entries.iter().map(|entry| entry.kind.as_str()).collect::<Vec<_>>(), ["entered"]);
        assert_eq!(entries[0].ground.evidence, Some(report.run.to_string()));
        world.is_sound();
    });
}

#[test]
fn form_and_language_do_not_matter() {
    on_both(|world| {
        let english = "name;relation to head;household no.;date of birth;sex;national id;address;ward\n\
            Trần Văn Mẫu;head;A1;1960-03-02;male;001060000001;12 Hàng Than;Phường Trúc Bạch\n\
            Lê Thị Mẫu;wife;A1;1962-05-06;F;;12 Hàng Than;00004\n";
        let marked = format!("\u{FEFF}{}", english.nfd().collect::<String>()).replace('\n', "\r\n");
        let report = import(&world, &roll(marked), &order("01")).expect("an import");
        assert_eq!((report.accepted, report.rejected), (2, 0), "{:?}", remarks(&world, &report, Severity::Rejected));
        let found = people(&world, "Trần Văn Mẫu").remove(0);
        assert_eq!((found.name.full(), found.unit.clone()), ("Trần Văn Mẫu", unit(TRUC_BACH)), "decomposed text is composed");

        let tabs = english.replace(';', "\t").replace("A1", "A2").replace("001060000001", "001060000002");
        assert_eq!(import(&world, &roll(tabs), &order("01")).expect("an import").accepted, 2);
        world.is_sound();
    });
}

#[test]
fn a_file_is_taken_once() {
    on_both(|world| {
        let file = roll(SMALL);
        let first = import(&world, &file, &order(PHUC_XA)).expect("an import");
        let again = import(&world, &file, &order(PHUC_XA)).expect("nothing to do");
        assert!(again.known_already && again.finished);
        assert_eq!((again.run, again.accepted), (first.run, 4));
        assert_eq!(people(&world, "tran van mau").len(), 1);
    });
}

#[test]
fn an_import_goes_on_after_a_stop_without_doubling() {
    on_both(|world| {
        let mut text = "Họ tên;Năm sinh;Giới tính;Số hộ;Quan hệ;Địa chỉ\n".to_owned();
        let persons = roll::CHUNK_LINES * 2 + 500;
        for number in 0..persons {
            // Every seventh line is not to be taken; households of three, some cut by the edge of a chunk.
            let (sex, household) = (if number % 7 == 6 { "?" } else { "Nam" }, number / 3);
            let relation = if number % 3 == 0 { "chủ hộ" } else { "con" };
            let given = ["Một", "Hai", "Ba"][number % 3];
            text.push_str(&format!("Mẫu Văn {given};{};{sex};{household};{relation};Số {household}\n", 1950 + number % 50));
        }
        let file = roll(text);
        let whole = {
            let other = World { store: world.store.clone(), base: access::testing::World::new() };
            let mut chunks = 0;
            let mut stop = |progress: &Progress| {
                chunks += 1;
                assert!(progress.bytes <= progress.bytes_total);
                if chunks == 1 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            };
            let stopped =
                roll::import(&other.store, &other.city(), &file.path, &order(PHUC_XA), &mut stop).expect("stopped, not failed");
            assert!(!stopped.finished);
            assert_eq!(stopped.accepted + stopped.rejected, u64::try_from(roll::CHUNK_LINES).expect("it fits"));
            let rest = import(&other, &file, &order(PHUC_XA)).expect("the rest");
            assert!(rest.resumed && rest.finished && rest.run == stopped.run);
            rest
        };
        let refused = u64::try_from(persons / 7).expect("it fits");
        assert_eq!((whole.accepted, whole.rejected), (u64::try_from(persons).expect("it fits") - refused, refused));
        let lines: Vec<u64> = remarks(&world, &whole, Severity::Rejected).into_iter().map(|(line, _, _)| line).collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "every line is refused once, in order");
        assert_eq!(lines[0], 8);
        let households = persons.div_ceil(3);
        assert_eq!(whole.households, u64::try_from(households).expect("it fits"));
        world.is_sound();
    });
}

#[test]
fn a_household_known_from_another_roll_is_joined() {
    on_both(|world| {
        import(&world, &roll(SMALL), &order(PHUC_XA)).expect("an import");
        let more = "Họ tên,Năm sinh,Giới tính,Số hộ,Quan hệ\nTrần Văn Út,1999,Nam,H01,con trai\n";
        let report = import(&world, &roll(more), &order(PHUC_XA)).expect("an import");
        assert_eq!((report.accepted, report.households), (1, 0));
        let son = people(&world, "tran van ut").remove(0);
        assert_eq!(son.address.as_deref(), Some("Số 1, ngõ 5"), "the household's address, since the roll names none");
        assert_eq!(world.open_household(son.household.expect("a household")).members.len(), 3);
        world.is_sound();
    });
}

#[test]
fn a_household_whose_head_comes_last_or_never_gets_one() {
    on_both(|world| {
        let text = "Họ tên,Năm sinh,Giới tính,Số hộ,Quan hệ,Địa chỉ\n\
            Trần Văn Con,1999,Nam,H1,con,Số 1\n\
            Lê Thị Bà,1940,Nữ,H2,mẹ,Số 2\n\
            Lê Văn Bố,1965,Nam,H2,,Số 2\n\
            Trần Văn Cha,1970,Nam,H1,chủ hộ,Số 1\n";
        let report = import(&world, &roll(text), &order(PHUC_XA)).expect("an import");
        assert_eq!((report.accepted, report.rejected, report.noticed), (4, 0, 1));
        assert_eq!(remarks(&world, &report, Severity::Noticed), [(0, "household".to_owned(), "head-missing".to_owned())]);
        let son = people(&world, "tran van con").remove(0);
        let first = world.open_household(son.household.expect("a household"));
        assert_eq!(first.members[0].person.name.full(), "Trần Văn Cha");
        let mother = people(&world, "le thi ba").remove(0);
        let second = world.open_household(mother.household.expect("a household"));
        assert_eq!(second.head, Some(mother.id), "the eldest adult");
        world.is_sound();
    });
}

#[test]
fn a_file_that_is_no_roll_is_refused_whole() {
    on_both(|world| {
        let refused = |bytes: &[u8]| import(&world, &roll(bytes), &order(PHUC_XA)).map(|_| ());
        assert!(matches!(refused(b""), Err(RollError::NoHeader)));
        assert!(matches!(refused(b"a,b,c\n1,2,3\n"), Err(RollError::NoHeader)));
        let wide: Vec<u8> = "Họ tên,Năm sinh".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(refused(&[&[0xFF, 0xFE], wide.as_slice()].concat()), Err(RollError::NotUtf8)));
        assert!(matches!(refused(b"PK\x03\x04\0\0spreadsheet"), Err(RollError::NotUtf8)));
        let counter = world.base.officer(access::Role::Counter, &unit(PHUC_XA));
        let file = roll(SMALL);
        let denied = roll::import(&world.store, &counter, &file.path, &order(PHUC_XA), &mut |_| ControlFlow::Continue(()));
        assert!(matches!(denied, Err(RollError::Register(Error::Denied(Denied::Forbidden)))));
        let neighbour = world.officer(TRUC_BACH);
        let denied = roll::import(&world.store, &neighbour, &file.path, &order(PHUC_XA), &mut |_| ControlFlow::Continue(()));
        assert!(matches!(denied, Err(RollError::Register(Error::Denied(_)))));
        assert_eq!(people(&world, "tran van mau").len(), 0);
    });
}

#[test]
fn a_person_of_a_roll_is_found_by_number() {
    on_both(|world| {
        import(&world, &roll(SMALL), &order(PHUC_XA)).expect("an import");
        let actor = world.officer(PHUC_XA);
        let number = "001060000001".parse().expect("a number");
        let found = world.act(move |tx| register::person_by_number(tx, &actor, &number, Fields::RESIDENCE)).expect("permitted");
        let found = found.expect("there");
        assert_eq!(
            found.permanent().map(|lives| (lives.unit.clone(), lives.relation)),
            Some((unit(PHUC_XA), Some(Relation::Head)))
        );
        assert!(UnitCode::nation().contains(&found.unit));
    });
}
