//! Says what to do when the typeface of the papers has not been brought yet.

use std::{env, path::Path};

fn main() {
    println!("cargo::rerun-if-changed=fonts");
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    if !Path::new(&root).join("fonts/node_modules/@expo-google-fonts/tinos").exists() {
        println!("cargo::error=the typeface of the papers is missing: run `make assets` (npm ci in domains/papers/fonts)");
    }
}
