//! QR codes as drawings.

use qrcode::{EcLevel, QrCode, render::svg};

use crate::components::Markup;

/// The text as a QR code, or nothing when it is too long for one.
pub(crate) fn drawing(text: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return Markup::default() };
    let drawn = code.render::<svg::Color<'_>>().min_dimensions(180, 180).quiet_zone(true).build();
    // The encoder writes a document of its own; inside a page only the element is wanted.
    let element = drawn.find("<svg").map_or("", |at| &drawn[at..]);
    Markup::drawing(element.to_owned())
}
