//! QR codes as SVG.

use qrcode::{Color, EcLevel, QrCode};
use std::fmt::Write as _;

/// The QR code of `text` as an SVG picture without quiet zone, which the layout leaves. Empty when the text is too long.
///
/// Level M mends 15 % of damage, enough for a folded paper at the size that is printed.
pub(super) fn svg(text: &str) -> String {
    let (width, colors) =
        QrCode::with_error_correction_level(text, EcLevel::M).map_or((1, Vec::new()), |code| (code.width(), code.into_colors()));
    let mut path = String::new();
    for (row, modules) in colors.chunks(width).enumerate() {
        let mut column = 0;
        for run in modules.chunk_by(|left, right| left == right) {
            if run.first() == Some(&Color::Dark) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{column} {row}h{length}v1h-{length}z", length = run.len());
            }
            column += run.len();
        }
    }
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {width}"><path d="{path}"/></svg>"#)
}
