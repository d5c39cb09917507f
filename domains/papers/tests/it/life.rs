//! From the request to the paper in hand.

use crate::world::{Office, sample, schemas, templates};
use access::{Denied, Role};
use kernel::{DossierId, PersonId, UnitCode};
use papers::{Error, PaperState, Press};
use store::testing::on_both_engines;

#[test]
fn a_receipt_is_printed_by_a_job_and_fetched_by_its_holder() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.holder(), &Office::receipt()).expect("the holder files online");
        assert_eq!(office.summary(id).state, PaperState::Pending);
        assert!(matches!(office.download(&office.holder(), id), Err(Error::NotPrinted(_))));

        office.work();
        let summary = office.summary(id);
        assert_eq!((summary.state, summary.number, summary.failures), (PaperState::Issued, Some(1), 0));
        let paper = office.download(&office.holder(), id).expect("it is printed");
        assert!(paper.bytes.starts_with(b"%PDF-1."), "{:?}", &paper.bytes[..8]);
        assert_eq!(paper.file_name, format!("receipt-{}.pdf", summary.code));
        assert_eq!(summary.size, i64::try_from(paper.bytes.len()).ok());

        let holder = office.holder();
        let own = office
            .store
            .read_blocking(move |tx| papers::of_person(tx, &holder, PersonId::from_raw(77), None, 10))
            .expect("own papers");
        assert_eq!(own.iter().map(|paper| paper.id).collect::<Vec<_>>(), [id]);
    });
}

#[test]
fn every_form_of_the_pack_prints() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let press = Press::new(templates());
        let ids: Vec<_> =
            press.kinds().map(|kind| office.request(&office.officer(), &sample(kind)).expect("an officer asks")).collect();
        assert_eq!(ids.len(), 5, "the papers of the pack");
        office.work();
        let officer = office.officer();
        let listed = office
            .store
            .read_blocking(move |tx| papers::of_dossier(tx, &officer, DossierId::from_raw(5)))
            .expect("the dossier's papers");
        assert_eq!(listed.iter().map(|paper| paper.id).collect::<Vec<_>>(), ids);
        for paper in listed {
            assert_eq!(paper.state, PaperState::Issued, "{}: {:?}", paper.kind, paper.failure);
            assert!(paper.size.is_some_and(|size| size > 10_000), "{}", paper.kind);
        }
    });
}

#[test]
fn the_access_is_logged_before_the_bytes_are_given_out() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.holder(), &Office::receipt()).expect("filed");
        office.work();
        let entries = |office: &Office| {
            let of = PersonId::from_raw(77);
            office.store.read_blocking(move |tx| audit::of_person(tx, of, None, 50)).expect("the log").len()
        };
        let before = entries(&office);
        office.download(&office.officer(), id).expect("an officer of the unit");
        assert_eq!(entries(&office), before + 1);
    });
}

#[test]
fn others_do_not_learn_that_a_paper_exists() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.holder(), &Office::receipt()).expect("filed");
        office.work();
        let elsewhere = office.world.officer(Role::Counter, &"01-002-00037".parse().expect("a commune"));
        for stranger in [office.world.citizen(PersonId::from_raw(78)), elsewhere] {
            assert!(matches!(office.download(&stranger, id), Err(Error::Denied(Denied::Hidden))));
            let asked = stranger.clone();
            let listed =
                office.store.read_blocking(move |tx| papers::of_dossier(tx, &asked, DossierId::from_raw(5))).expect("a list");
            assert!(listed.is_empty());
        }
        assert!(matches!(office.download(&office.world.public(), id), Err(Error::Denied(Denied::NeedsSignIn))));
        assert!(matches!(
            office.request(&office.world.citizen(PersonId::from_raw(78)), &Office::receipt()),
            Err(Error::Denied(_))
        ));
    });
}

#[test]
fn a_paper_that_cannot_be_printed_fails_visibly_and_can_be_mended() {
    on_both_engines(&schemas(), |store| {
        let broken = vec![("receipt.typ".to_owned(), "#let data = json(\"data.json\")\n#data.body.no-such-field".to_owned())];
        let office = Office::with_templates(store.clone(), broken);
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        office.runner.run_due().expect("jobs run");
        let summary = office.summary(id);
        assert_eq!((summary.state, summary.failures), (PaperState::Failed, 1), "the same template and data fail every time");
        let failure = summary.failure.expect("a reason");
        assert!(failure.contains("receipt.typ:2") && !failure.contains("Nguyễn"), "{failure}");
        assert!(matches!(office.download(&office.officer(), id), Err(Error::NotPrintable(_))));

        let admin = office.world.officer(Role::Admin, &"01".parse().expect("a province"));
        let stuck = store.read_blocking(move |tx| papers::stuck(tx, &admin, None, 10)).expect("the operator's list");
        assert_eq!(stuck.iter().map(|paper| paper.id).collect::<Vec<_>>(), [id]);

        // The template is mended and the dead letter gets another life.
        let mended = Office::new(store.clone());
        let dead = store.read_blocking(|tx| store::jobs::list(tx, true, 0, 10)).expect("dead letters");
        let now = mended.now();
        store.write_blocking(move |tx| store::jobs::revive(tx, dead[0].seq, now)).expect("revived");
        mended.work();
        assert_eq!(mended.summary(id).state, PaperState::Issued);
    });
}

#[test]
fn a_job_that_runs_twice_issues_once() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store.clone());
        let id = office.request(&office.officer(), &Office::receipt()).expect("asked for");
        office.work();
        let first = office.download(&office.officer(), id).expect("printed");
        let now = office.now();
        let again = store::Job::new(papers::RENDER, &serde_json::json!({ "paper": id })).expect("a job");
        store.write_blocking(move |tx| tx.enqueue(&again, now)).expect("the job again");
        office.work();
        assert!(office.download(&office.officer(), id).expect("still there").bytes == first.bytes);
        let other = office.request(&office.officer(), &Office::receipt()).expect("another");
        office.work();
        assert_eq!(office.summary(other).number, Some(2), "no number was lost");
    });
}

#[test]
fn a_request_that_is_rolled_back_leaves_nothing() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store.clone());
        let actor = office.officer();
        let paper = Office::receipt();
        let undone: Result<(), Error> = store.write_blocking(move |tx| {
            papers::request(tx, &actor, &paper)?;
            Err(Error::NotFound)
        });
        assert!(undone.is_err());
        assert_eq!(store.read_blocking(|tx| store::jobs::count(tx, false)).expect("a count"), 0);
        let officer = office.officer();
        let listed = store.read_blocking(move |tx| papers::of_dossier(tx, &officer, DossierId::from_raw(5))).expect("a list");
        assert!(listed.is_empty());
    });
}

#[test]
fn papers_of_a_commune_that_ended_are_fetched_where_it_went() {
    on_both_engines(&schemas(), |store| {
        let office = Office::new(store);
        let id = office.request(&office.holder(), &Office::receipt()).expect("filed");
        office.work();
        let (new, newer): (UnitCode, UnitCode) = ("01-00004".parse().expect("a ward"), "01-00005".parse().expect("a ward"));
        let officer = office.world.officer(Role::Counter, &newer);
        assert!(matches!(office.download(&officer, id), Err(Error::Denied(Denied::Hidden))));
        let keeper = office.world.system();
        for (old, new) in [(crate::world::unit(), new.clone()), (new, newer)] {
            let keeper = keeper.clone();
            office.store.write_blocking(move |tx| papers::note_unit_ended(tx, &keeper, &old, &new)).expect("noted");
        }
        office.download(&officer, id).expect("the commune at the end of the chain looks after it");
        let listed =
            office.store.read_blocking(move |tx| papers::of_dossier(tx, &officer, DossierId::from_raw(5))).expect("a list");
        assert_eq!(
            listed.iter().map(|paper| paper.unit.clone()).collect::<Vec<_>>(),
            [crate::world::unit()],
            "the seal names it"
        );
        let stranger = office.world.officer(Role::Counter, &"01-00070".parse().expect("a ward"));
        assert!(matches!(office.download(&stranger, id), Err(Error::Denied(Denied::Hidden))));
        let officer = office.officer();
        let noted = office.store.write_blocking(move |tx| {
            papers::note_unit_ended(tx, &officer, &crate::world::unit(), &"01-00070".parse().expect("a ward"))
        });
        assert!(matches!(noted, Err(Error::Denied(_))), "an officer does not redraw the map");
    });
}
