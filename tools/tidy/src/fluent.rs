//! Message files as the checks see them: ids with their variables.

use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// A message or an attribute of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) variables: BTreeSet<String>,
}

/// What a file could not be read for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// The messages of a file by id; attributes as `id.attribute`, terms as `-id`.
pub(crate) fn messages_of(path: &str, text: &str) -> (BTreeMap<String, Message>, Vec<Broken>) {
    let line_at = |place: usize| text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1;
    let (resource, errors) = match fluent_syntax::parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut broken: Vec<Broken> = errors
        .into_iter()
        .map(|error| Broken { line: line_at(error.pos.start), message: format!("not a Fluent message: {error}") })
        .collect();
    let mut found = BTreeMap::new();
    for entry in resource.body {
        let (id, value, attributes) = match entry {
            ast::Entry::Message(message) => (message.id.name.to_owned(), message.value, message.attributes),
            ast::Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value), term.attributes),
            _ => continue,
        };
        let line = line_of(text, &id);
        let values = value.map(|value| (id.clone(), value)).into_iter();
        for (name, pattern) in values.chain(attributes.into_iter().map(|one| (format!("{id}.{}", one.id.name), one.value))) {
            let mut variables = BTreeSet::new();
            in_pattern(&pattern, &mut variables);
            if found.insert(name.clone(), Message { file: path.to_owned(), line, variables }).is_some() {
                broken.push(Broken { line, message: format!("`{name}` is there twice; rename or remove one") });
            }
        }
    }
    (found, broken)
}

fn line_of(text: &str, id: &str) -> usize {
    let begins = |line: &str| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(begins).map_or(0, |index| index + 1)
}

fn in_pattern(pattern: &ast::Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, variables),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, variables),
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for positional in &arguments.positional {
                in_inline(positional, variables);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_variables_are_found_everywhere() {
        let text = "-brand = B\none = { $name } of { -brand }\n    .help = { NUMBER($count) }\ntwo = { $sex ->\n    [male] { $he }\n   *[female] she\n}\n";
        let (found, broken) = messages_of("a.ftl", text);
        assert!(broken.is_empty());
        let variables = |id: &str| found[id].variables.iter().cloned().collect::<Vec<_>>();
        assert_eq!(variables("one"), ["name"]);
        assert_eq!(variables("one.help"), ["count"]);
        assert_eq!(variables("two"), ["he", "sex"]);
        assert_eq!((found["two"].line, found["-brand"].line), (4, 1));
    }

    #[test]
    fn broken_and_repeated_messages_are_told() {
        let (_, broken) = messages_of("a.ftl", "one = 1\nbad { =\none = 2\n");
        assert_eq!(broken.iter().map(|one| one.line).collect::<Vec<_>>(), [2, 1]);
    }
}
