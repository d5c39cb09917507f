//! Files of one subject, functions that fit a screen.

use crate::finding::Finding;
use crate::rules_file::Rules;
use crate::tree::Tree;

pub(crate) fn check(tree: &Tree, rules: &Rules) -> Vec<Finding> {
    let sizes = &rules.sizes;
    let mut findings = Vec::new();
    for source in &tree.sources {
        let lines = source.lines;
        if lines > sizes.file_lines_max {
            let message = format!("{lines} lines; at most {}. Part it by subject", sizes.file_lines_max);
            findings.push(Finding::error("sizes", &source.path, 0, message));
        } else if lines > sizes.file_lines_wanted {
            let message = format!("{lines} lines; {} are wanted. Part it by subject", sizes.file_lines_wanted);
            findings.push(Finding::warning("sizes", &source.path, 0, message));
        }
        for function in source.functions() {
            if function.lines > sizes.function_lines_wanted && !source.is_test(function.body.start) {
                let message =
                    format!("`{}` has {} lines; {} fit a screen", function.name, function.lines, sizes.function_lines_wanted);
                findings.push(Finding::warning("sizes", &source.path, function.line, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules_file::house;
    use crate::tree::tree_of;

    fn found(lines: usize) -> Vec<String> {
        let tree = tree_of(&[("a/src/a.rs", &"\n".repeat(lines))]);
        check(&tree, &house()).iter().map(|finding| finding.to_string().split(';').next().unwrap_or("").to_owned()).collect()
    }

    #[test]
    fn long_files_are_told_and_very_long_ones_refused() {
        assert!(found(500).is_empty());
        assert_eq!(found(501), ["warning[sizes] a/src/a.rs: 501 lines"]);
        assert_eq!(found(701), ["error[sizes] a/src/a.rs: 701 lines"]);
    }

    #[test]
    fn long_functions_are_told_but_not_in_tests() {
        let long = format!("fn of() {{\n{}}}\n", "x();\n".repeat(69));
        let tree =
            tree_of(&[("a/src/a.rs", &long), ("a/tests/it/main.rs", &long), ("a/src/b.rs", &long.replacen("x();\n", "", 1))]);
        let found = check(&tree, &house());
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].file.as_str(), found[0].line), ("a/src/a.rs", 1));
    }
}
