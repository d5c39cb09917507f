//! Lists that are taken out: asked for, approved by another, written by a job, fetched for some days.

use crate::world::{PHUC_XA, TRUC_BACH, World, on_both, unit};
use access::{Actor, Denied, Grant, Role};
use country::Pack;
use kernel::{Sex, StaffId};
use register::roll::{self, EXPORT_JOB};
use register::{Error, ExportFormat, Relation, RequestId};
use std::sync::{Arc, LazyLock};

static PACK: LazyLock<Pack> = LazyLock::new(|| Pack::embedded().expect("the pack loads"));

fn second(world: &World) -> Actor {
    world.base.staff(StaffId::from_raw(2), vec![Grant::new(Role::Register, unit(PHUC_XA))])
}

fn asked(world: &World, actor: &Actor, code: &str, format: ExportFormat) -> Result<RequestId, Error> {
    let (actor, place) = (actor.clone(), unit(code));
    world.act(move |tx| roll::ask_export(tx, &actor, &place, format, Some("Rà soát")))
}

fn approved(world: &World, actor: &Actor, id: RequestId) -> Result<(), Error> {
    let actor = actor.clone();
    world.act(move |tx| register::approve_request(tx, &actor, id, None))
}

fn fetched(world: &World, actor: &Actor, id: RequestId) -> Result<Option<Vec<u8>>, Error> {
    let actor = actor.clone();
    world.act(move |tx| Ok(roll::fetch_export(tx, &actor, id)?.map(|(_, bytes)| bytes)))
}

fn work(world: &World) {
    let context = world.base.context.clone();
    let runner = store::jobs::Runner::new(world.store.clone(), world.base.clock.clone())
        .handler(EXPORT_JOB, Arc::new(move |store, job| roll::write_export(store, &context, &PACK, job)));
    while runner.run_due().expect("jobs are read") > 0 {}
}

#[test]
fn a_list_is_taken_out_by_two_officers_and_kept_for_its_asker_for_some_days() {
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Sex::Male, "1960-01-02");
        let child = world.born("Trần Thị Con", Sex::Female, "1999");
        world.household(PHUC_XA, "Số 1 Phố An Xá", &[(father, Relation::Head), (child, Relation::Child)]);
        let officer = world.officer(PHUC_XA);
        assert!(matches!(asked(&world, &officer, TRUC_BACH, ExportFormat::Csv), Err(Error::Denied(Denied::Hidden))));
        let id = asked(&world, &officer, PHUC_XA, ExportFormat::Csv).expect("asked");
        work(&world);
        assert!(fetched(&world, &officer, id).expect("asked").is_none(), "nothing before the approval");
        assert!(matches!(approved(&world, &officer, id), Err(Error::Denied(Denied::NeedsSecondOfficer))));
        approved(&world, &second(&world), id).expect("approved");
        work(&world);
        let text = String::from_utf8(fetched(&world, &officer, id).expect("permitted").expect("ready")).expect("UTF-8");
        assert!(text.contains("Trần Văn Cha,02/01/1960,Nam"), "{text}");
        assert!(fetched(&world, &second(&world), id).expect("asked").is_none(), "only who asked fetches it");
        let log = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, child, None, 5)).expect("the log");
        let entry =
            log.iter().find(|entry| entry.act == "read" && entry.actor_kind == audit::ActorKind::Staff).expect("an entry");
        assert_eq!((entry.actor, entry.purpose.as_str()), (Some(1), "serve-dossier"), "the asker and the purpose are named");
        let actor = officer;
        let mine = world.store.read_blocking(|tx| roll::my_exports(tx, &actor)).expect("permitted");
        assert_eq!(mine[0].1.as_ref().map(|ready| (ready.people, ready.households)), Some((2, 1)));

        world.base.clock.advance_seconds(8 * 86_400);
        let later = world.officer(PHUC_XA);
        assert!(fetched(&world, &later, id).expect("asked").is_none(), "its days are over");
        assert_eq!(roll::sweep_exports(&world.store, later.now()).expect("swept"), 1);
        assert_eq!(roll::sweep_exports(&world.store, later.now()).expect("swept"), 0);
    });
}

#[test]
fn a_list_can_be_parquet_with_typed_columns() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    on_both(|world| {
        let father = world.born("Trần Văn Cha", Sex::Male, "1960-01-02");
        let child = world.born("Trần Thị Con", Sex::Female, "1999");
        world.household(PHUC_XA, "Số 1 Phố An Xá", &[(father, Relation::Head), (child, Relation::Child)]);
        let officer = world.officer(PHUC_XA);
        let id = asked(&world, &officer, PHUC_XA, ExportFormat::Parquet).expect("asked");
        approved(&world, &second(&world), id).expect("approved");
        work(&world);
        let bytes = fetched(&world, &officer, id).expect("permitted").expect("ready");
        if let Ok(folder) = std::env::var("ONEDOOR_TEST_PARQUET") {
            std::fs::write(format!("{folder}/residents.parquet"), &bytes).expect("a file for another reader");
        }
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("Parquet");
        let rows: Vec<_> = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        assert_eq!(rows.len(), 2);
        assert!(rows[0].contains("birth_date: 1960-01-02") && rows[0].contains("birth_year: 1960"), "{}", rows[0]);
        assert!(rows[1].contains("birth_date: null") && rows[1].contains("birth: \"1999\""), "{}", rows[1]);
    });
}
