//! Progress of long work: a bar on a terminal, nothing in a pipe or with `--quiet`.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal as _;

/// A bar for `total` pieces of work called `what`; `total` 0 means that nobody knows.
pub(crate) fn bar(what: &str, total: u64, quiet: bool) -> ProgressBar {
    let target =
        if quiet || !std::io::stderr().is_terminal() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target((total > 0).then_some(total), target);
    let template = if total > 0 {
        "{msg:<24} [{bar:32}] {human_pos}/{human_len} {per_sec} {eta}"
    } else {
        "{msg:<24} {spinner} {human_pos} {per_sec}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(what.to_owned());
    bar
}
