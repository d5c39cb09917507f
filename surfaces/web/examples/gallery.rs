//! Writes the gallery to a file: `cargo run -p web --example gallery -- vi > gallery.html`.
use std::sync::Arc;

fn main() {
    let pack = country::Pack::embedded().expect("the embedded pack is checked by its own tests");
    let catalogue = Arc::new(i18n::Catalogue::from_pack(&pack).expect("messages are checked"));
    let locale = if std::env::args().nth(1).as_deref() == Some("en") { i18n::Locale::En } else { i18n::Locale::Vi };
    println!("{}", web::gallery(&web::words::Words::new(catalogue, locale)));
}
