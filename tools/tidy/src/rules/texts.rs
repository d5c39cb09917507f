//! Words that may not stand in any file.

use crate::finding::Finding;
use crate::rules_file::{Rules, Texts};
use crate::tree::{Tree, ending};

pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, text) in tree.files.iter().filter(|(path, _)| looked_at(path, &rules.texts)) {
        for (index, line) in text.lines().enumerate() {
            for banned in rules.banned_text.iter().filter(|banned| holds(line, &banned.text)) {
                findings.push(Finding::error("text", path, index + 1, format!("`{}`: {}", banned.text, banned.why)));
            }
        }
    }
    findings
}

fn looked_at(path: &str, texts: &Texts) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let wanted = texts.endings.iter().any(|wanted| wanted == ending(path)) || texts.names.iter().any(|wanted| wanted == name);
    wanted && !texts.skipped.iter().any(|skipped| path.starts_with(skipped.as_str()) || path.ends_with(skipped.as_str()))
}

/// Whether the line holds the text; `0` in the text stands for any digit.
fn holds(line: &str, banned: &str) -> bool {
    let (line, banned) = (line.as_bytes(), banned.as_bytes());
    let fits = |window: &[u8]| {
        window.iter().zip(banned).all(|(byte, wanted)| if *wanted == b'0' { byte.is_ascii_digit() } else { byte == wanted })
    };
    line.len() >= banned.len() && line.windows(banned.len()).any(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules_file::house;
    use crate::tree::tree_of;

    fn found(path: &str, text: &str) -> Vec<usize> {
        check(&tree_of(&[(path, text)]), &house()).into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn banned_text_is_found_with_its_line() {
        let tracker = format!("fine\nsee issue #{}\n", 12);
        assert_eq!(found("docs/a.md", &tracker), [2]);
        assert_eq!(found("domains/a/src/a.rs", "// TO\u{44}O later"), [1]);
        assert_eq!(found("Makefile", &format!("run:\n\tcd {}work/main\n", '/')), [2]);
    }

    #[test]
    fn other_words_and_foreign_files_pass() {
        assert!(found("docs/a.md", "an issue # of trust, homework/main, method").is_empty());
        assert!(found("surfaces/web/assets/dist/a.js", "TO\u{44}O").is_empty());
        assert!(found("a.png", "TO\u{44}O").is_empty());
    }
}
