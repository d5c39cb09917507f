//! One unit: every version of it, whom it took over, who took it over, and its right name.

use access::Resource;
use askama::Template;
use axum::{Form, extract::Path};
use gate::Failure;
use kernel::{Date, ErrorKind, UnitCode};
use places::{Correction, Succession, UnitRow};
use serde::Deserialize;

use super::units::valid;
use crate::{
    components::{
        Button, Cell, Column, Disclosure, EmptyState, ErrorSummary, Icon, Markup, Note, Problem, Row, Status, SummaryList,
        SummaryRow, Table, TextInput, Tone,
    },
    desks::unit_choice,
    done::Done,
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
};

/// A version of the unit with the form that corrects its name.
struct Version {
    title: String,
    facts: SummaryList,
    correct: Disclosure,
}

#[derive(Template)]
#[template(path = "admin/unit_one.html")]
struct Page {
    page: Shell,
    code: String,
    errors: Option<ErrorSummary>,
    note: Option<Note>,
    versions: Vec<Version>,
    before: Option<Table>,
    after: Option<Table>,
    inside: Option<Button>,
}

/// A corrected name as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    version: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    short: String,
}

pub(crate) async fn page(visit: Visit, Path(unit): Path<UnitCode>) -> Answer {
    let (frame, rows) = versions(&visit, &unit).await?;
    Ok(visit.page(&build(&visit, &frame, &unit, &rows, &Typed::default(), &[])))
}

/// Every version of the unit as the table holds it, newest first.
async fn versions(visit: &Visit, unit: &UnitCode) -> Result<(Frame, Vec<UnitRow>), Halt> {
    let wanted = unit.clone();
    visit
        .read(move |tx, actor| {
            staff(actor)?;
            actor.authorize("admin.units", &Resource::new("unit").unit(wanted.clone()))?;
            let parent = wanted.parent().ok_or_else(Failure::not_found)?;
            let mut rows = places::listed(tx, &parent)?;
            rows.retain(|row| row.code == wanted);
            rows.reverse();
            if rows.is_empty() { Err(Failure::not_found()) } else { Ok(rows) }
        })
        .await
}

fn build(visit: &Visit, frame: &Frame, unit: &UnitCode, rows: &[UnitRow], typed: &Typed, problems: &[Problem]) -> Page {
    let words = &visit.words;
    let places = &visit.platform.places;
    let title = rows.first().map_or_else(|| unit.to_string(), |row| row.name.clone());
    let mut page = visit.shell(frame, title, &routes::admin_units()).crumb(words.say("web-place-admin"), routes::admin());
    let mut above: Vec<UnitCode> = std::iter::successors(unit.parent(), UnitCode::parent).collect();
    above.reverse();
    for unit in above {
        page = page.crumb(unit_choice::name(visit, &unit), routes::query(routes::admin_units(), &[("under", unit.as_str())]));
    }
    let waits = rows.iter().any(|row| {
        row.corrected && places.versions(unit).iter().any(|known| known.valid_from == row.valid_from && known.name != row.name)
    });
    let holds_others = places.all().iter().any(|other| other.parent == *unit);
    Page {
        page,
        code: unit.to_string(),
        errors: ErrorSummary::of(words, problems),
        note: waits.then(|| Note::new(Tone::Info, words.say("web-admin-unit-waits"))),
        versions: rows.iter().map(|row| version(visit, row, typed, problems)).collect(),
        before: successions(visit, "before", "web-admin-unit-before", &places.predecessors(unit), |succession| &succession.old),
        after: successions(visit, "after", "web-admin-unit-after", &places.successors(unit), |succession| &succession.new),
        inside: holds_others.then(|| {
            Button::link(words.say("web-admin-unit-inside"), routes::query(routes::admin_units(), &[("under", unit.as_str())]))
                .secondary()
                .icon(Icon::Building)
        }),
    }
}

#[derive(Template)]
#[template(
    source = "<form method=\"post\" action=\"{{ action }}\" class=\"stack\" novalidate><input type=\"hidden\" name=\"version\" value=\"{{ version }}\">{{ name }}{{ short }}<div class=\"button-row\">{{ send }}</div></form>",
    ext = "html"
)]
struct CorrectForm {
    action: String,
    version: String,
    name: TextInput,
    short: TextInput,
    send: Button,
}

fn version(visit: &Visit, row: &UnitRow, typed: &Typed, problems: &[Problem]) -> Version {
    let words = &visit.words;
    let version = row.valid_from.to_string();
    let here = typed.version == version;
    let value = |typed: &str, stored: &str| if here { typed.to_owned() } else { stored.to_owned() };
    let error = problems.first().filter(|_| here).map(|problem| problem.text.clone());
    // Both versions stand on one page, so the boxes of each have names of their own.
    let field = |name: &str| format!("{name}-{version}");
    let form = CorrectForm {
        action: routes::admin_unit(&row.code),
        name: TextInput::new(words, field("name"), words.say("web-admin-unit-name"))
            .length_max(100)
            .value(value(&typed.name, &row.name))
            .error(error),
        short: TextInput::new(words, field("short"), words.say("web-admin-unit-short"))
            .hint(words.say("web-admin-unit-short-hint"))
            .length_max(100)
            .value(value(&typed.short, &row.short)),
        send: Button::submit(words.say("web-save")).secondary(),
        version,
    };
    let mut name = Markup::text(&row.name);
    if row.corrected {
        name = name.then(&Markup::text(" ")).then(&Markup::of(&Status::tag(Tone::Gold, words.say("web-admin-unit-corrected"))));
    }
    Version {
        title: valid(words, row.valid_from, row.valid_to),
        facts: SummaryList::new(vec![
            SummaryRow::markup(words.say("web-admin-unit-name"), name),
            SummaryRow::new(words.say("web-admin-unit-short"), &row.short),
            SummaryRow::new(words.say("web-admin-units-kind"), &words.word("unit-type", &row.kind)),
            SummaryRow::new(words.say("web-admin-unit-parent"), &unit_choice::full_name(visit, &row.parent)),
        ]),
        correct: Disclosure::new(words.say("web-admin-unit-correct"), Markup::of(&form)).icon(Icon::Pen).open(here),
    }
}

fn successions(
    visit: &Visit,
    id: &'static str,
    title: &str,
    list: &[&Succession],
    side: impl Fn(&Succession) -> &UnitCode,
) -> Option<Table> {
    let words = &visit.words;
    let columns = vec![
        Column::new(words.say("web-unit")),
        Column::new(words.say("web-admin-succession-kind")),
        Column::number(words.say("web-admin-succession-share")),
    ];
    let line = |succession: &&Succession| {
        let other = side(succession);
        let kind = words.word("web-admin-succession", succession.kind);
        let kind =
            if succession.main { Cell::text(&kind).note(words.say("web-admin-succession-main")) } else { Cell::text(&kind) };
        Row::new(vec![
            Cell::link(visit.platform.places.name(other), routes::admin_unit(other)).note(other.to_string()),
            kind,
            Cell::text(&share(words, succession.share)),
        ])
    };
    let empty = EmptyState::new(words.say("web-admin-units-none"), words.say("web-admin-units-none-text"));
    (!list.is_empty()).then(|| {
        Table::new(words, id, words.say(title), columns, empty)
            .with_caption()
            .rows(list.iter().map(line).collect())
            .count(words.fill("web-admin-units-count").put("count", list.len()).to_string())
    })
}

/// A share from 0 to 1 in percent.
fn share(words: &crate::words::Words, share: f64) -> String {
    let text = format!("{:.1}\u{a0}%", share * 100.0);
    if words.locale() == "vi" { text.replace('.', ",") } else { text }
}

/// The boxes carry the version in their names; this reads those of the version that was sent.
fn typed_of(pairs: &[(String, String)]) -> Typed {
    let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default();
    let version = value("version");
    Typed { name: value(&format!("name-{version}")), short: value(&format!("short-{version}")), version }
}

pub(crate) async fn correct(visit: Visit, Path(unit): Path<UnitCode>, Form(pairs): Form<Vec<(String, String)>>) -> Answer {
    let typed = typed_of(&pairs);
    let valid_from: Date = typed.version.parse().map_err(|_| Failure::invalid())?;
    let correction = Correction { code: unit.clone(), valid_from, name: typed.name.clone(), short: typed.short.clone() };
    let outcome = visit.write(move |tx, actor| places::correct(tx, actor, &correction).map_err(Failure::from)).await;
    match outcome {
        Ok(_) => Ok(visit.go(&routes::admin_unit(&unit), Some(Done::UnitCorrected))),
        Err(halt) if halt.0.kind == ErrorKind::Invalid => {
            let text = halt.0.say(&visit.platform.words, visit.words.language());
            let (frame, rows) = versions(&visit, &unit).await?;
            let problem = Problem::new(&format!("name-{}", typed.version), text);
            Ok(visit.rejected(&build(&visit, &frame, &unit, &rows, &typed, &[problem])))
        }
        Err(halt) => Err(halt),
    }
}

#[cfg(test)]
mod tests {
    use super::typed_of;

    #[test]
    fn only_the_version_that_was_sent_is_read() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let typed = typed_of(&[
            pair("version", "2025-07-01"),
            pair("name-2021-01-01", "cũ"),
            pair("name-2025-07-01", "mới"),
            pair("short-2025-07-01", "m"),
        ]);
        assert_eq!((typed.name.as_str(), typed.short.as_str()), ("mới", "m"));
    }
}
