//! What holds for every page, whatever it shows.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use i18n::{Catalogue, Locale};
use scraper::{Html, Selector};
use web::{routes, words::Words};

fn catalogue() -> Arc<Catalogue> {
    let pack = country::Pack::embedded().expect("the pack loads");
    Arc::new(Catalogue::from_pack(&pack).expect("its messages are good"))
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

#[test]
fn the_gallery_speaks_both_languages_and_needs_no_inline_code() {
    for locale in [Locale::Vi, Locale::En] {
        let html = web::gallery(&Words::new(catalogue(), locale)).to_string();
        assert!(!html.contains('⟦'), "a message is missing in {locale}");
        let page = Html::parse_document(&html);
        assert!(page.select(&select("[style], [onclick], [onload], script:not([src]), style")).next().is_none(), "inline code");
        assert_eq!(page.root_element().value().attr("lang"), Some(locale.as_str()));
    }
}

#[test]
fn every_box_of_the_gallery_has_a_label_and_ids_are_unique() {
    let html = web::gallery(&Words::new(catalogue(), Locale::Vi)).to_string();
    let page = Html::parse_document(&html);
    let mut seen = BTreeSet::new();
    for element in page.select(&select("[id]")) {
        let id = element.value().id().expect("selected by its id").to_owned();
        assert!(seen.insert(id.clone()), "the id `{id}` is there twice");
    }
    let labelled: BTreeSet<String> =
        page.select(&select("label[for]")).filter_map(|label| label.value().attr("for").map(str::to_owned)).collect();
    for input in page.select(&select("input[id]:not([type=hidden]), select[id], textarea[id]")) {
        let id = input.value().id().expect("selected by its id");
        let inside = input.ancestors().filter_map(scraper::ElementRef::wrap).any(|above| above.value().name() == "label");
        assert!(inside || labelled.contains(id), "`{id}` has no label");
    }
    for described in page.select(&select("[aria-describedby]")) {
        for id in described.value().attr("aria-describedby").unwrap_or("").split_whitespace() {
            assert!(seen.contains(id), "`{id}` describes something and is not there");
        }
    }
}

/// Ids that stand as text in code and templates: `say("…")`, `fill("…")`.
fn named_messages(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of the crate").flatten() {
        let path = entry.path();
        if path.is_dir() {
            named_messages(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        for call in ["say(\"", "fill(\""] {
            for (at, _) in text.match_indices(call) {
                let rest = &text[at + call.len()..];
                let id = rest.split('"').next().unwrap_or("");
                // Ids with a number in the middle are put together.
                if !id.contains('{') {
                    found.insert(id.to_owned());
                }
            }
        }
    }
}

#[test]
fn every_message_that_is_named_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = BTreeSet::new();
    named_messages(&root.join("src"), &mut named);
    named_messages(&root.join("templates"), &mut named);
    assert!(named.len() > 200, "the search for messages finds them");
    let catalogue = catalogue();
    let missing: Vec<&String> = named.iter().filter(|id| !catalogue.has(id)).collect();
    assert!(missing.is_empty(), "missing messages: {missing:?}");
}

#[test]
fn every_value_of_a_closed_list_has_a_word() {
    let catalogue = catalogue();
    let mut missing = Vec::new();
    let mut check = |prefix: &str, values: Vec<&'static str>| {
        let ids = values.into_iter().map(|value| format!("{prefix}-{}", value.replace(['_', '.'], "-")));
        missing.extend(ids.filter(|id| !catalogue.has(id)));
    };
    check("web-dossier-state", dossiers::State::ALL.iter().map(|value| value.as_str()).collect());
    check("web-act-past", dossiers::Act::ALL.iter().map(|value| value.as_str()).collect());
    check("web-delivery", dossiers::Delivery::ALL.iter().map(|value| value.as_str()).collect());
    check("web-paper-form", dossiers::PaperForm::ALL.iter().map(|value| value.as_str()).collect());
    check("web-channel", dossiers::Channel::ALL.iter().map(|value| value.as_str()).collect());
    check("web-residence-kind", register::ResidenceKind::ALL.iter().map(|value| value.as_str()).collect());
    check("web-marital", register::MaritalStatus::ALL.iter().map(|value| value.as_str()).collect());
    check("access-role", access::Role::ALL.iter().map(|value| value.as_str()).collect());
    check("web-notice", register::NoticeKind::ALL.iter().map(|value| value.as_str()).collect());
    check("web-notice-state", register::NoticeState::ALL.iter().map(|value| value.as_str()).collect());
    check("web-notice-step", register::NoticeAct::ALL.iter().map(|value| value.as_str()).collect());
    check("web-report-step", register::NoticeAct::ALL.iter().map(|value| value.as_str()).collect());
    check("web-fact", register::REPORTED_FACTS.to_vec());
    check("web-request", register::RequestKind::ALL.iter().map(|value| value.as_str()).collect());
    check("web-request-state", register::RequestState::ALL.iter().map(|value| value.as_str()).collect());
    check("web-run", register::numbers::RunKind::ALL.iter().map(|value| value.as_str()).collect());
    check("web-run-hint", register::numbers::RunKind::ALL.iter().map(|value| value.as_str()).collect());
    check("web-run-outcome", register::numbers::Outcome::ALL.iter().map(|value| value.as_str()).collect());
    check("web-holder", accounts::HolderKind::ALL.iter().map(|value| value.as_str()).collect());
    assert!(missing.is_empty(), "missing words: {missing:?}");
}

#[test]
fn no_address_is_there_twice() {
    let unique: BTreeSet<&&str> = routes::ALL.iter().collect();
    assert_eq!(unique.len(), routes::ALL.len());
    assert!(routes::ALL.iter().all(|path| path.starts_with('/')));
}
