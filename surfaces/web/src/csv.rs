//! Lists as CSV for spreadsheets.

/// Appends one line. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push('"');
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn nothing_in_a_cell_is_run() {
        let mut text = String::new();
        line(&mut text, ["=1+1", "a \"b\", c", "–"]);
        assert_eq!(text, "\"'=1+1\",\"a \"\"b\"\", c\",\"–\"\r\n");
    }
}
