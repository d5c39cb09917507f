//! The typefaces of official papers.
//!
//! Decree 30/2020/NĐ-CP prescribes Times New Roman. Tinos has the same widths, every Vietnamese letter, and a licence
//! that allows it to be shipped (SIL OFL 1.1). It comes from npm, as `fonts/package-lock.json` says: crates.io has none.

use typst::foundations::Bytes;
use typst::text::Font;

macro_rules! tinos {
    ($file:literal) => {
        include_bytes!(concat!("../../fonts/node_modules/@expo-google-fonts/tinos/", $file))
    };
}

const FILES: [&[u8]; 4] = [
    tinos!("400Regular/Tinos_400Regular.ttf"),
    tinos!("700Bold/Tinos_700Bold.ttf"),
    tinos!("400Regular_Italic/Tinos_400Regular_Italic.ttf"),
    tinos!("700Bold_Italic/Tinos_700Bold_Italic.ttf"),
];

/// Reads the typefaces that are part of the program.
pub(super) fn load() -> Vec<Font> {
    FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect()
}
