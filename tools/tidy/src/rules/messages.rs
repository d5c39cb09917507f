//! Messages: the same ids and variables in every language, none missing, none unused.

use crate::finding::Finding;
use crate::fluent::{Message, messages_of};
use crate::rules_file::Rules;
use crate::rust_source::RustSource;
use crate::tree::{Tree, ending};
use std::collections::{BTreeMap, BTreeSet};

/// Messages by id.
type Messages = BTreeMap<String, Message>;

pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    let languages = read(tree, &mut findings);
    findings.extend(differences(&languages));
    let mut known = Messages::new();
    for messages in languages.values() {
        for (id, message) in messages {
            known.entry(id.clone()).or_insert_with(|| message.clone());
        }
    }
    if known.is_empty() {
        return findings;
    }
    let uses = Uses::of(tree, rules, &known);
    findings.extend(uses.missing(&known));
    findings.extend(uses.unused(&known));
    findings
}

/// The messages of each language, of all files under a folder `messages/<language>/`.
fn read(tree: &Tree, findings: &mut Vec<Finding>) -> BTreeMap<String, Messages> {
    let mut languages: BTreeMap<String, Messages> = BTreeMap::new();
    for (path, text) in tree.files.iter().filter(|(path, _)| ending(path) == "ftl") {
        let Some((_, inside)) = path.split_once("messages/") else { continue };
        let Some((language, _)) = inside.split_once('/') else { continue };
        let (messages, broken) = messages_of(path, text);
        findings.extend(broken.into_iter().map(|one| Finding::error("messages", path, one.line, one.message)));
        let known = languages.entry(language.to_owned()).or_default();
        for (id, message) in messages {
            if let Some(first) = known.get(&id) {
                let message_text = format!("`{id}` stands in {} too; rename or remove one", first.file);
                findings.push(Finding::error("messages", path, message.line, message_text));
            } else {
                known.insert(id, message);
            }
        }
    }
    languages
}

fn differences(languages: &BTreeMap<String, Messages>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (language, messages) in languages {
        for (other, others) in languages.iter().filter(|(other, _)| *other != language) {
            for (id, message) in messages {
                match others.get(id) {
                    None => findings.push(Finding::error(
                        "messages",
                        &message.file,
                        message.line,
                        format!("`{id}` is missing in `{other}`"),
                    )),
                    // Told once for each pair.
                    Some(twin) if twin.variables != message.variables && language < other => {
                        let names = |message: &Message| {
                            message.variables.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
                        };
                        let text = format!(
                            "`{id}` has the variables ({}) in `{language}` and ({}) in `{other}`",
                            names(message),
                            names(twin)
                        );
                        findings.push(Finding::error("messages", &twin.file, twin.line, text));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    findings
}

/// A place that names a message.
struct Named {
    id: String,
    file: String,
    line: usize,
}

/// How the repository uses messages.
#[derive(Default)]
struct Uses {
    /// Ids that must exist.
    named: Vec<Named>,
    /// Families of which a message must exist.
    families: Vec<Named>,
    /// Every text that may be an id, wherever it stands.
    texts: BTreeSet<String>,
    /// Every text that begins a family, wherever it stands.
    beginnings: BTreeSet<String>,
}

impl Uses {
    fn of(tree: &Tree, rules: &Rules, known: &Messages) -> Self {
        let mut uses = Self::default();
        let subjects = known.values().filter_map(|message| subject(&message.file)).flat_map(beginnings_of).collect();
        for source in &tree.sources {
            // The examples in tidy's own texts are no uses.
            if !source.path.starts_with("tools/") {
                uses.in_rust(source, rules, &subjects);
            }
        }
        for (path, text) in &tree.files {
            match ending(path) {
                "html" | "xml" | "txt" | "svg" => uses.in_template(path, text, rules, &subjects),
                "json" | "toml" | "js" | "mjs" | "typ" | "csv" | "cedar" => uses.texts.extend(quoted(text).map(str::to_owned)),
                "ftl" => uses.texts.extend(references(text)),
                _ => {}
            }
        }
        uses
    }

    fn in_rust(&mut self, source: &RustSource, rules: &Rules, subjects: &BTreeSet<String>) {
        let file = &source.path;
        let named = |id: &str, line| Named { id: id.to_owned(), file: file.clone(), line };
        for call in &rules.messages.says {
            let texts = source.arguments_of(call).into_iter().filter(|text| !source.is_test(text.start) && is_id(&text.content));
            self.named.extend(texts.map(|text| named(&text.content, text.line)));
        }
        for call in &rules.messages.families {
            let texts =
                source.arguments_of(call).into_iter().filter(|text| !source.is_test(text.start) && is_family(&text.content));
            self.families.extend(texts.map(|text| named(&format!("{}-", text.content), text.line)));
        }
        for function in source.functions().into_iter().filter(|function| function.name == "message_id") {
            let texts = source.strings.iter().filter(|text| function.body.contains(&text.start) && !source.is_test(text.start));
            self.named.extend(texts.filter(|text| is_id(&text.content)).map(|text| named(&text.content, text.line)));
        }
        for text in source.strings.iter().filter(|text| !source.is_test(text.start)) {
            self.text(&text.content, subjects);
        }
        for comment in &source.comments {
            let Some(list) = comment.content.trim().strip_prefix("msg:") else { continue };
            for word in list.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(family) => self.families.push(named(family, comment.line)),
                    None => self.named.push(named(word, comment.line)),
                }
            }
        }
    }

    /// Templates call the same functions: `{{ words.say("id") }}`.
    fn in_template(&mut self, path: &str, text: &str, rules: &Rules, subjects: &BTreeSet<String>) {
        let calls =
            rules.messages.says.iter().map(|call| (call, false)).chain(rules.messages.families.iter().map(|call| (call, true)));
        for (call, family) in calls {
            for place in crate::rust_source::words(text, call) {
                let Some(arguments) = text[place + call.len()..].strip_prefix('(') else { continue };
                let Some(id) =
                    quoted(arguments.split(')').next().unwrap_or("")).find(|text| is_id(text) || (family && is_family(text)))
                else {
                    continue;
                };
                let line = text[..place].matches('\n').count() + 1;
                if family {
                    self.families.push(Named { id: format!("{id}-"), file: path.to_owned(), line });
                } else {
                    self.named.push(Named { id: id.to_owned(), file: path.to_owned(), line });
                }
            }
        }
        for text in quoted(text) {
            self.text(text, subjects);
        }
    }

    fn text(&mut self, text: &str, subjects: &BTreeSet<String>) {
        match family_of(text) {
            // The name of a subject alone is no family: it would use all of its messages.
            Some(family) if !subjects.contains(family.trim_end_matches('-')) => self.beginnings.insert(family.to_owned()),
            _ => self.texts.insert(text.to_owned()),
        };
    }

    fn missing(&self, known: &Messages) -> Vec<Finding> {
        let mut findings = Vec::new();
        for named in self.named.iter().filter(|named| !known.contains_key(&named.id)) {
            let message = format!("there is no message `{}`; write it in vi and en", named.id);
            findings.push(Finding::error("messages", &named.file, named.line, message));
        }
        for family in self.families.iter().filter(|family| !known.keys().any(|id| id.starts_with(&family.id))) {
            let message = format!("no message begins with `{}`", family.id);
            findings.push(Finding::error("messages", &family.file, family.line, message));
        }
        findings
    }

    fn unused(&self, known: &Messages) -> Vec<Finding> {
        let named: BTreeSet<&str> =
            self.named.iter().map(|named| named.id.as_str()).chain(self.texts.iter().map(String::as_str)).collect();
        let families: Vec<&str> =
            self.families.iter().map(|family| family.id.as_str()).chain(self.beginnings.iter().map(String::as_str)).collect();
        let used = |id: &str| {
            // Using a message uses its attributes, and the other way round: they belong together.
            let whole = id.split('.').next().unwrap_or(id);
            named.contains(id)
                || named.contains(whole)
                || families.iter().any(|family| whole.starts_with(family))
                || named.iter().any(|used| used.strip_prefix(whole).is_some_and(|rest| rest.starts_with('.')))
        };
        let unused = known.iter().filter(|(id, _)| !used(id));
        unused
            .map(|(id, message)| {
                Finding::error(
                    "messages",
                    &message.file,
                    message.line,
                    format!("nothing uses `{id}`; remove it in every language"),
                )
            })
            .collect()
    }
}

/// `dossiers` for `country/vn/messages/vi/dossiers.ftl`.
fn subject(file: &str) -> Option<String> {
    Some(file.rsplit('/').next()?.strip_suffix(".ftl")?.to_owned())
}

/// `web-public` and `web` for `web-public`.
fn beginnings_of(subject: String) -> impl Iterator<Item = String> {
    let first = subject.split('-').next().unwrap_or_default().to_owned();
    [subject, first].into_iter()
}

/// Whether a text has the form of an id: words in small letters with hyphens between, perhaps an attribute.
fn is_id(text: &str) -> bool {
    let (id, attribute) = text.split_once('.').unwrap_or((text, "a"));
    is_family(id) && is_family(attribute)
}

fn is_family(text: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text.split('-').all(word)
}

/// `sex-` for the texts `sex-{value}` and `sex-`.
fn family_of(text: &str) -> Option<&str> {
    let (family, _) = text.split_once('{').unwrap_or((text, ""));
    let stem = family.strip_suffix('-')?;
    is_family(stem).then_some(family)
}

/// What stands between quotation marks, roughly: enough to see ids.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`']).filter(|part| part.len() < 120)
}

/// Messages and terms that other messages refer to: the first word of each place.
fn references(text: &str) -> impl Iterator<Item = String> + '_ {
    let first_word = |part: &str| part.trim_start().split([' ', '(', '}', '\n']).next().unwrap_or("").to_owned();
    text.split('{').skip(1).map(first_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules_file::house;
    use crate::tree::tree_of;

    const VI: &str = "country/vn/messages/vi/web.ftl";
    const EN: &str = "country/vn/messages/en/web.ftl";
    const CODE: &str = "surfaces/web/src/a.rs";

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let short = |finding: Finding| {
            format!(
                "{}:{} {}",
                finding.file.trim_start_matches("country/vn/messages/"),
                finding.line,
                finding.message.split(';').next().unwrap_or("")
            )
        };
        check(&tree_of(files), &house()).into_iter().map(short).collect()
    }

    fn with_code(messages: &str, code: &str) -> Vec<String> {
        found(&[(VI, messages), (EN, messages), (CODE, code)])
    }

    #[test]
    fn languages_have_the_same_messages() {
        let files =
            [(VI, "web-a = A\nweb-b = { $x }\n"), (EN, "web-b = { $y }\n"), (CODE, "fn f() { say(\"web-a\"); say(\"web-b\") }")];
        assert_eq!(
            found(&files),
            ["vi/web.ftl:2 `web-b` has the variables ($y) in `en` and ($x) in `vi`", "vi/web.ftl:1 `web-a` is missing in `en`"]
        );
    }

    #[test]
    fn ids_stand_in_one_file_only() {
        let other = "country/vn/messages/vi/other.ftl";
        let found =
            found(&[(other, "web-a = A\n"), (VI, "web-a = A\n"), (EN, "web-a = A\n"), (CODE, "fn f() { say(\"web-a\") }")]);
        assert_eq!(found, ["vi/web.ftl:1 `web-a` stands in country/vn/messages/vi/other.ftl too"]);
    }

    #[test]
    fn missing_messages_are_found_in_code_and_templates() {
        assert_eq!(
            with_code("web-a = A\n", "fn f() {\n    words.say(\"web-a\"); words.fill(\"web-z\").put(\"name\", x);\n}"),
            ["surfaces/web/src/a.rs:2 there is no message `web-z`"]
        );
        let template = (
            "surfaces/web/templates/a.html",
            "<p>{{ words.say(\"web-a\") }}</p>\n<p>{{ words.say(\"web-y\") }} {{ words.word(\"web-sex\", x) }}</p>",
        );
        let found = found(&[(VI, "web-a = A\n"), (EN, "web-a = A\n"), template]);
        assert_eq!(
            found,
            [
                "surfaces/web/templates/a.html:2 there is no message `web-y`",
                "surfaces/web/templates/a.html:2 no message begins with `web-sex-`"
            ]
        );
    }

    #[test]
    fn errors_name_their_message() {
        let code = "impl E {\n    const fn message_id(&self) -> &'static str {\n        match self { Self::A => \"web-a\", Self::B => \"web-b\" }\n    }\n}";
        assert_eq!(with_code("web-a = A\n", code), ["surfaces/web/src/a.rs:3 there is no message `web-b`"]);
    }

    #[test]
    fn unused_messages_are_found() {
        // Neither a star nor a subject's name uses everything.
        assert_eq!(
            with_code("web-a = A\nweb-b = B\n", "const A: &[&str] = &[\"web-a\", \"*\", \"web-\", \"web-{a}\"];"),
            ["en/web.ftl:2 nothing uses `web-b`"]
        );
        // In tests alone is not used.
        assert_eq!(
            with_code("web-a = A\n", "#[cfg(test)]\nmod tests { const A: &str = \"web-a\"; }"),
            ["en/web.ftl:1 nothing uses `web-a`"]
        );
    }

    #[test]
    fn families_comments_data_and_other_messages_use() {
        let messages = "web-sex-male = A\nweb-state-open = B\nweb-c = C\nweb-d = D { -brand } { web-e }\nweb-e = E\n-brand = F\nweb-g = G\n    .help = H\nweb-i = I\n";
        let code = "// msg: web-c web-state-*\nfn f() { word(\"web-sex\", x); say(\"web-g.help\"); format!(\"web-{x}\"); }";
        let layout = ("country/vn/services/a/layout.json", "{\"label\": \"web-d\"}");
        assert_eq!(found(&[(VI, messages), (EN, messages), (CODE, code), layout]), ["en/web.ftl:9 nothing uses `web-i`"]);
    }

    #[test]
    fn a_comment_may_not_name_what_is_not_there() {
        assert_eq!(with_code("web-a = A\n", "// msg: web-a web-z\n"), ["surfaces/web/src/a.rs:1 there is no message `web-z`"]);
    }
}
