//! A commune's office with its press, seals and job runner.

use access::{Actor, Role};
use kernel::{DossierId, Instant, PaperId, PersonId, UnitCode};
use papers::{Agency, NewPaper, Press, Seals, Works};
use std::sync::Arc;
use store::jobs::Runner;
use store::{Schema, Store};

pub(crate) const PUBLIC_URL: &str = "https://dichvucong.example";
pub(crate) const MASTER: [u8; 32] = [9; 32];

pub(crate) fn schemas() -> Vec<Schema> {
    vec![audit::schema(), papers::schema()]
}

pub(crate) fn unit() -> UnitCode {
    "01-001-00001".parse().expect("a commune")
}

/// A filled example of a kind of paper in dossier 5, about nobody.
pub(crate) fn sample(kind: &str) -> NewPaper {
    let samples: serde_json::Value = serde_json::from_str(include_str!("../../examples/samples.json")).expect("samples are JSON");
    let sample = &samples[kind];
    let agency: Agency = serde_json::from_value(sample["agency"].clone()).unwrap_or_else(|_| panic!("a sample of {kind}"));
    NewPaper {
        kind: kind.parse().expect("a kind"),
        body: sample["body"].clone(),
        agency,
        unit: unit(),
        dossier: Some(DossierId::from_raw(5)),
        person: None,
        holder: "Nguyễn Thị Ví Dụ".to_owned(),
    }
}

pub(crate) fn templates() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../country/vn/papers");
    let files = std::fs::read_dir(folder).expect("the pack's papers").map(|file| file.expect("a file").path());
    let templates = files.filter(|path| path.extension().is_some_and(|ending| ending == "typ"));
    templates
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a template is text"))
        })
        .collect()
}

/// The office: a store, a world of actors, a runner that prints.
pub(crate) struct Office {
    pub(crate) store: Store,
    pub(crate) world: access::testing::World,
    pub(crate) runner: Runner,
}

impl Office {
    pub(crate) fn new(store: Store) -> Self {
        Self::with_templates(store, templates())
    }

    pub(crate) fn with_templates(store: Store, templates: Vec<(String, String)>) -> Self {
        let world = access::testing::World::new();
        let works = Works::new(Press::new(templates), Seals::from_master(MASTER), PUBLIC_URL, false, world.context.clone());
        let runner = Runner::new(store.clone(), world.clock.clone()).handler(papers::RENDER, Arc::new(works).handler());
        Self { store, world, runner }
    }

    pub(crate) fn officer(&self) -> Actor {
        self.world.officer(Role::Counter, &unit())
    }

    pub(crate) fn holder(&self) -> Actor {
        self.world.citizen(PersonId::from_raw(77))
    }

    /// A receipt for person 77 in dossier 5.
    pub(crate) fn receipt() -> NewPaper {
        NewPaper { person: Some(PersonId::from_raw(77)), ..sample("receipt") }
    }

    pub(crate) fn request(&self, actor: &Actor, paper: &NewPaper) -> Result<PaperId, papers::Error> {
        let (actor, paper) = (actor.clone(), paper.clone());
        self.store.write_blocking(move |tx| papers::request(tx, &actor, &paper))
    }

    pub(crate) fn download(&self, actor: &Actor, id: PaperId) -> Result<papers::Download, papers::Error> {
        let actor = actor.clone();
        self.store.write_blocking(move |tx| papers::download(tx, &actor, id))
    }

    pub(crate) fn summary(&self, id: PaperId) -> papers::Summary {
        let actor = self.officer();
        self.store.read_blocking(move |tx| papers::summary(tx, &actor, id)).expect("the paper")
    }

    pub(crate) fn check(&self, code: &str) -> Result<Option<papers::PublicPaper>, papers::Error> {
        let code = code.to_owned();
        self.store.read_blocking(move |tx| papers::verify_by_code(tx, &code))
    }

    /// Does the jobs that are due, and those that become due by failing, until none is left or all are given up.
    pub(crate) fn work(&self) {
        for _ in 0..20 {
            while self.runner.run_due().expect("jobs run") > 0 {}
            self.world.clock.advance_seconds(3_600);
        }
    }

    pub(crate) fn now(&self) -> Instant {
        self.world.context.now()
    }
}
