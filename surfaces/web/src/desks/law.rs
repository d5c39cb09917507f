//! Articles of laws as people write them. The register keeps a ground such as `law-68-2020-art-24-1-c` as a code.

use crate::words::Words;

/// A code of an article in words; `None` for a text that is no such code.
pub(crate) fn said(words: &Words, code: &str) -> Option<String> {
    let mut parts = code.strip_prefix("law-")?.split('-');
    let (number, year) = (parts.next()?, parts.next()?);
    if parts.next()? != "art" {
        return None;
    }
    let article = parts.next()?;
    let mut text = words.fill("web-law-article").put("number", number).put("year", year).put("article", article).to_string();
    for (id, part) in ["web-law-clause", "web-law-point"].into_iter().zip(&mut parts) {
        // The letter đ is written dd in codes.
        let part = if part == "dd" { "đ" } else { part };
        text.push_str(", ");
        text.push_str(&words.fill(id).put("part", part).to_string());
    }
    parts.next().is_none().then_some(text)
}
