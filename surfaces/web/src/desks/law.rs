//! Acts of law and their articles as people write them. The register and the rules keep a code such as `law-68-2020-art-24-1-c`.

use crate::words::Words;

/// A code in words; `None` for a text that is no such code.
pub(crate) fn said(words: &Words, code: &str) -> Option<String> {
    let mut parts = code.split('-');
    let act = match parts.next()? {
        "law" => "web-law-act-law",
        "decree" => "web-law-act-decree",
        "circular" => "web-law-act-circular",
        _ => return None,
    };
    let (number, year) = (parts.next()?, parts.next()?);
    let mut text = words.fill(act).put("number", number).put("year", year).to_string();
    match parts.next() {
        None => return Some(text),
        Some("art") => {}
        Some(_) => return None,
    }
    let mut parts = parts.peekable();
    parts.peek()?;
    for (id, part) in ["web-law-article", "web-law-clause", "web-law-point"].into_iter().zip(&mut parts) {
        // The letter đ is written dd in codes.
        let part = if part == "dd" { "đ" } else { part };
        text.push_str(", ");
        text.push_str(&words.fill(id).put("part", part).to_string());
    }
    parts.next().is_none().then_some(text)
}
