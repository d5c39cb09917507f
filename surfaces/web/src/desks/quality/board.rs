//! The scoreboard: how correct, complete, clean and live the records of a unit are, the report of the campaign, the cases by
//! rule, and the units right under it. Each number leads to the rows behind it, for those who may see them.

use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use quality::{Board, Class, Reported, Rules, Score, Share, Stood};
use serde::Deserialize;

use super::words;
use crate::{
    components::{Button, Cell, Column, EmptyState, Icon, Note, Row, Select, StatTile, Table, Tone},
    desks::unit_choice,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Wish {
    #[serde(default)]
    unit: String,
}

impl Wish {
    /// The unit that is looked at: the chosen one, or the widest where the actor may look.
    fn unit(&self, actor: &access::Actor) -> Result<UnitCode, Failure> {
        match self.unit.parse::<UnitCode>() {
            Ok(unit) => Ok(unit),
            Err(_) if self.unit.is_empty() => scope(actor),
            Err(_) => Err(Failure::not_found()),
        }
    }
}

/// The widest unit whose scoreboard the actor may see.
fn scope(actor: &access::Actor) -> Result<UnitCode, Failure> {
    match actor.units_for("quality.board").into_iter().next() {
        Some(unit) => Ok(unit),
        // Asking once more says what is missing: a sign-in, a role, a second factor.
        None => match actor.authorize("quality.board", &access::Resource::new("case")) {
            Err(denied) => Err(denied.into()),
            Ok(()) => Ok(UnitCode::nation()),
        },
    }
}

#[derive(Template)]
#[template(path = "quality/board.html")]
struct Page {
    page: Shell,
    fresh: String,
    list: Option<Button>,
    nothing: Option<Note>,
    unit: Select,
    show: Button,
    tiles: Vec<StatTile>,
    report: Table,
    rules: Table,
    children: Option<Table>,
}

/// Where the rows behind a number are, for those who may see them.
struct Behind {
    permitted: bool,
    unit: UnitCode,
}

impl Behind {
    fn rows(&self, values: &[(&str, &str)]) -> Option<String> {
        let address = routes::query(routes::query(routes::quality(), &[("unit", self.unit.as_str())]), values);
        self.permitted.then_some(address)
    }

    fn number(&self, visit: &Visit, value: i64, values: &[(&str, &str)]) -> Cell {
        let said = visit.words.number(value);
        match self.rows(values).filter(|_| value > 0) {
            Some(href) => Cell::link(&said, href),
            None => Cell::text(&said),
        }
    }
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let again = visit.clone();
    let (frame, (board, permitted, widest)) = visit
        .read(move |tx, actor| {
            staff(actor)?;
            let unit = wish.unit(actor)?;
            let map = again.platform.places.as_of(actor.today());
            // The nation lists the provinces that have figures: dozens of empty ones would hide them.
            let listed = if unit == UnitCode::nation() { Vec::new() } else { map.children(&unit) };
            let children: Vec<UnitCode> = listed.into_iter().map(|child| child.code.clone()).collect();
            let board = quality::board(tx, actor, &unit, &children)?;
            // Whoever may see cases states a purpose at their list; here it is only asked whether a link is worth it.
            let sees = [access::Role::Register, access::Role::Approver].iter().any(|role| actor.has_role(*role));
            Ok::<_, Failure>((board, sees, scope(actor)?))
        })
        .await?;
    let said = &visit.words;
    let rules = &visit.platform.cleansing;
    let behind = Behind { permitted, unit: board.unit.clone() };
    let place = if permitted { routes::quality() } else { routes::quality_board() };
    let title = said.fill("web-quality-board-of").put("unit", unit_choice::name(&visit, &board.unit)).to_string();
    Ok(visit.page(&Page {
        page: visit.shell(&frame, title, &place).crumb(said.say("web-quality-board"), routes::quality_board()),
        fresh: match &board.run {
            Some(run) => {
                let at = run.finished_at.unwrap_or(run.asked_at);
                said.fill("web-quality-fresh").put("when", said.moment(at)).to_string()
            }
            None => said.say("web-quality-never"),
        },
        list: permitted
            .then(|| Button::link(said.say("web-quality-list"), routes::quality()).secondary().icon(Icon::Inbox).key('l')),
        nothing: board.run.is_none().then(|| Note::new(Tone::Info, said.say("web-quality-never-note"))),
        unit: Select::grouped(said, "unit", said.say("web-unit"), unit_choice::groups(&visit, &widest, board.unit.as_str())),
        show: Button::submit(said.say("web-show")).secondary(),
        tiles: tiles(&visit, &board, &behind),
        report: report(&visit, rules, &board.score, &behind),
        rules: by_rule(&visit, rules, &board.score, &behind),
        children: (!board.children.is_empty()).then(|| by_unit(&visit, rules, &board)),
    }))
}

fn percent(visit: &Visit, share: Share) -> String {
    visit.words.percent(share.part, share.whole)
}

fn tiles(visit: &Visit, board: &Board, behind: &Behind) -> Vec<StatTile> {
    let said = &visit.words;
    let score = &board.score;
    let tile = |id: &str, share: Share, rows: Option<String>| {
        let note =
            said.fill("web-quality-part").put("part", said.number(share.part)).put("whole", said.number(share.whole)).to_string();
        let tile = StatTile::new(said.say(id), percent(visit, share)).note(note);
        match rows {
            Some(href) => tile.href(href),
            None => tile,
        }
    };
    let all = score.all();
    let open = StatTile::new(said.say("web-quality-open"), said.number(all.work + all.second))
        .note(said.fill("web-quality-settled").put("count", all.settled).to_string());
    vec![
        tile("web-quality-correct-share", score.correct, behind.rows(&[("class", Class::C02.as_str())])),
        tile("web-quality-complete-share", score.complete, behind.rows(&[("class", Class::C01.as_str())])),
        tile("web-quality-clean-share", score.clean, Some("#rules".to_owned())),
        tile("web-quality-live-share", score.live, behind.rows(&[("class", Class::C10.as_str())])),
        tile("web-quality-households-share", score.households, behind.rows(&[("class", Class::C06.as_str())])),
        match behind.rows(&[]) {
            Some(href) => open.href(href),
            None => open,
        },
    ]
}

fn cells(visit: &Visit, behind: &Behind, rule: &str, stood: Stood) -> Vec<Cell> {
    vec![
        Cell::text(&visit.words.number(stood.found())),
        behind.number(visit, stood.work, &[("rule", rule)]),
        behind.number(visit, stood.second, &[("rule", rule), ("view", "second")]),
        behind.number(visit, stood.settled, &[("rule", rule), ("view", "settled")]),
    ]
}

fn columns(visit: &Visit, first: &str) -> Vec<Column> {
    let said = &visit.words;
    vec![
        Column::new(said.say(first)),
        Column::number(said.say("web-quality-found")),
        Column::number(said.say("web-quality-view-work")),
        Column::number(said.say("web-quality-view-second")),
        Column::number(said.say("web-quality-view-settled")),
    ]
}

/// The report of the campaign: its lines, and the rules that count in each.
fn report(visit: &Visit, rules: &Rules, score: &Score, behind: &Behind) -> Table {
    let said = &visit.words;
    let mut rows = Vec::new();
    for line in Reported::ALL {
        for rule in rules.all().iter().filter(|rule| rule.report == Some(*line)) {
            let counted = score.rules.get(&rule.code).copied().unwrap_or_default();
            let name = Cell::text(&said.word("quality-report", line)).note(words::rule(visit, &rule.code));
            rows.push(Row::new([vec![name], cells(visit, behind, &rule.code, counted)].concat()));
        }
    }
    let empty = EmptyState::new(said.say("web-quality-none"), said.say("web-quality-none-text"));
    Table::new(said, "report", said.say("web-quality-report"), columns(visit, "web-quality-line"), empty)
        .with_caption()
        .rows(rows)
}

/// All rules under which anything was found.
fn by_rule(visit: &Visit, rules: &Rules, score: &Score, behind: &Behind) -> Table {
    let said = &visit.words;
    let found = rules.all().iter().filter_map(|rule| {
        let counted = score.rules.get(&rule.code).copied().filter(|counted| counted.found() > 0)?;
        let name = Cell::text(&words::rule(visit, &rule.code)).note(said.word("quality-class", rule.class));
        Some(Row::new([vec![name], cells(visit, behind, &rule.code, counted)].concat()))
    });
    let empty = EmptyState::new(said.say("web-quality-none"), said.say("web-quality-none-text"));
    Table::new(said, "rules", said.say("web-quality-rules"), columns(visit, "web-quality-rule"), empty)
        .with_caption()
        .rows(found.collect())
}

/// The units right under the one, by name.
fn by_unit(visit: &Visit, rules: &Rules, board: &Board) -> Table {
    let said = &visit.words;
    let columns = [
        vec![
            Column::new(said.say("web-unit")),
            Column::number(said.say("web-quality-correct-share")),
            Column::number(said.say("web-quality-complete-share")),
            Column::number(said.say("web-quality-clean-share")),
            Column::number(said.say("web-quality-live-share")),
        ],
        Reported::ALL.iter().map(|line| Column::number(said.word("quality-report", line))).collect(),
        vec![Column::number(said.say("web-quality-open"))],
    ]
    .concat();
    let row = |(unit, score): &(UnitCode, Score)| {
        let board = routes::query(routes::quality_board(), &[("unit", unit.as_str())]);
        let shares = [score.correct, score.complete, score.clean, score.live].map(|share| Cell::text(&percent(visit, share)));
        let lines = Reported::ALL.iter().map(|line| {
            let stood = score.of_report(rules, *line);
            Cell::text(&said.number(stood.work + stood.second))
        });
        let all = score.all();
        let open = Cell::text(&said.number(all.work + all.second));
        let name = Cell::link(&unit_choice::name(visit, unit), board);
        Row::new([vec![name], shares.to_vec(), lines.collect(), vec![open]].concat())
    };
    let mut children: Vec<&(UnitCode, Score)> = board.children.iter().collect();
    children.sort_by_cached_key(|(unit, _)| kernel::name::fold(visit.platform.places.name(unit)));
    let empty = EmptyState::new(said.say("web-quality-none"), said.say("web-quality-none-text"));
    Table::new(said, "units", said.say("web-quality-units"), columns, empty)
        .with_caption()
        .rows(children.into_iter().map(row).collect())
        .keys()
}
