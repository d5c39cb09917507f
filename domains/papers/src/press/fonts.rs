//! The typefaces of official papers.
//!
//! Decree 30/2020/NĐ-CP prescribes Times New Roman. Liberation Serif has the same widths, every Vietnamese letter,
//! and a licence that allows it to be shipped (SIL OFL 1.1, beside the files).

use typst::foundations::Bytes;
use typst::text::Font;

const FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../fonts/LiberationSerif-BoldItalic.ttf"),
];

/// Reads the typefaces that are part of the program.
pub(super) fn load() -> Vec<Font> {
    FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect()
}
