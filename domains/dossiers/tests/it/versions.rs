//! Versions of services: drafts, publishing, and dossiers that stay where they were filed.

use crate::city::{City, HANG_BAI, PHUC_XA, filing, on_both, pack, stay_in};
use access::Role;
use country::Pack;
use dossiers::{Catalogue, Error, State, Submit, VersionState};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// The pack with another temporary residence: it asks for the floor area.
fn changed_pack() -> Pack {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../country/vn"), folder.path());
    let service = folder.path().join("services/temporary-residence");
    edit(&service.join("form.schema.json"), "\"reason\": {", "\"floor_area\": { \"type\": \"string\" },\n    \"reason\": {");
    edit(&service.join("form.schema.json"), "    \"declared_true\"\n  ],", "    \"floor_area\",\n    \"declared_true\"\n  ],");
    edit(
        &service.join("layout.json"),
        "{ \"name\": \"reason\"",
        "{ \"name\": \"floor_area\", \"label\": \"form-dwelling\", \"widget\": \"text\" },\n        { \"name\": \"reason\"",
    );
    Pack::load(folder.path()).unwrap_or_else(|problems| panic!("{}", country::report(&problems)))
}

pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

pub(crate) fn edit(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).expect("a file");
    assert!(text.contains(from), "{} has no `{from}`", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).expect("written");
}

fn installed(city: &City, pack: &Pack) -> (Arc<Catalogue>, dossiers::Installed) {
    let catalogue = Arc::new(Catalogue::from_pack(pack).unwrap_or_else(|problems| panic!("{}", country::report(&problems))));
    let (system, installing) = (city.base.system(), Arc::clone(&catalogue));
    let done = city.act(move |tx| installing.install(tx, &system)).expect("installed");
    (catalogue, done)
}

#[test]
fn a_changed_text_is_a_draft_until_it_is_published() {
    on_both(|mut city| {
        let an = city.resident("Nguyễn Thị Ví Dụ", HANG_BAI);
        let old = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("filed under the first version");
        assert_eq!(installed(&city, pack()).1, dossiers::Installed::default(), "nothing is new");

        let changed = Catalogue::from_pack(&changed_pack()).expect("a catalogue");
        let known = |catalogue: &Catalogue| city.store.read_blocking(|tx| catalogue.is_installed(tx)).expect("asked");
        assert_eq!((known(&city.catalogue), known(&changed)), (true, false));
        let (catalogue, done) = installed(&city, &changed_pack());
        assert_eq!(done.drafts, [("temporary-residence".to_owned(), 2)]);
        city.catalogue = catalogue;
        city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("the first version is still the one that is offered");

        let clerk = city.one_stop(PHUC_XA);
        let from: kernel::Date = "2025-03-10".parse().unwrap();
        let publishes = |actor: &access::Actor, version: u32| {
            city.does(actor, move |tx, actor, services| {
                dossiers::publish(tx, actor, services, "temporary-residence", version, from)
            })
        };
        assert!(matches!(publishes(&clerk, 2), Err(Error::NotFound)), "not for the whole city");
        let ward_admin = city.officer(3, &[Role::Admin], PHUC_XA);
        assert!(matches!(publishes(&ward_admin, 2), Err(Error::NotFound)), "services are offered in the whole city");
        let steering = city.officer(3, &[Role::Steering], "01");
        assert!(matches!(publishes(&steering, 2), Err(Error::Denied(_))));
        let admin = city.officer(3, &[Role::Admin], "01");
        assert!(matches!(publishes(&admin, 7), Err(Error::ServiceUnknown)));
        publishes(&admin, 2).expect("published for Monday");
        city.store.read_blocking(|tx| city.catalogue.refresh(tx)).expect("loaded anew");
        city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect("until Monday the first version holds");

        city.it_is("2025-03-10T09:00");
        let refused = city.files(an, "temporary-residence", stay_in(PHUC_XA)).expect_err("now the second does");
        assert_eq!(refused.field_errors()[0].field, "floor_area");
        let open_form = Submit { version: Some(1), ..filing(an, "temporary-residence", stay_in(PHUC_XA)) };
        city.sends(&city.citizen(an), open_form.clone()).expect("a form that was open is still taken");
        let mut sent = stay_in(PHUC_XA);
        sent["floor_area"] = json!("12");
        let new = city.files(an, "temporary-residence", sent).expect("filed under the second");
        let version = |id| city.opens(&city.citizen(an), id).expect("theirs").dossier.version;
        assert_eq!((version(old.id), version(new.id)), (1, 2));

        let admin = city.officer(3, &[Role::Admin], "01");
        city.does(&admin, |tx, actor, services| dossiers::retire(tx, actor, services, "temporary-residence", 1))
            .expect("withdrawn");
        city.store.read_blocking(|tx| city.catalogue.refresh(tx)).expect("loaded anew");
        assert!(matches!(city.sends(&city.citizen(an), open_form), Err(Error::ServiceNotOffered)));
        city.receives(&city.one_stop(PHUC_XA), old.id, &[]).expect("what was filed goes on");
        assert_eq!(city.grants(&city.one_stop(PHUC_XA), old.id).expect("to its end").progress.state, State::Processed);
        let states: Vec<VersionState> = city
            .catalogue
            .versions()
            .iter()
            .filter(|service| service.id() == "temporary-residence")
            .map(|service| service.state)
            .collect();
        assert_eq!(states, [VersionState::Retired, VersionState::Live]);
    });
}
