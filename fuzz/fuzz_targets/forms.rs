//! What a browser may send to the form of any service: nothing panics, and settling answers twice is settling them once.
#![no_main]

use dossiers::{Catalogue, KnownFacts};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static SERVICES: LazyLock<Catalogue> = LazyLock::new(|| {
    let pack = country::Pack::embedded().expect("the pack of the repository checks");
    Catalogue::from_pack(&pack).expect("its services check")
});

// Names are picked from the form by number, now and then one that it does not have.
fuzz_target!(|sent: Vec<(u8, String)>| {
    for service in SERVICES.versions() {
        let form = &service.form;
        let names: Vec<&str> = form.layout().fields().map(|field| field.name.as_str()).chain(["surprise"]).collect();
        let pairs = sent.iter().map(|(pick, text)| (names[usize::from(*pick) % names.len()], text.as_str()));
        let nothing_known = KnownFacts::default();
        let settled = form.settle(form.read_pairs(pairs), &nothing_known);
        assert_eq!(form.settle(settled.clone(), &nothing_known), settled);
        let _ = form.errors(&serde_json::Value::Object(settled));
    }
});
