//! The dashboard of a unit: tiles, trend, who needs attention, and the units right under it.

use access::{Actor, Resource};
use askama::Template;
use axum::extract::Query;
use gate::Failure;
use kernel::UnitCode;
use steering::{Figures, Number, Overview, Period, Share, Targets};
use store::ReadTx;

use super::{
    charts::{Figure, by_day, by_unit},
    ranking,
    wish::{PERIODS, Wish, scope},
};
use crate::{
    components::{
        Button, Choice, Disclosure, Icon, Markup, Note, Select, StatTile, Status, Tab, Table, Tabs, TextInput, TextKind, Tone,
    },
    desks::{figures::light_tone, unit_choice},
    halt::Halt,
    routes,
    shell::Shell,
    visit::{Answer, Frame, Visit, staff},
    words::Words,
};

/// Everything that a dashboard shows.
pub(super) struct Board {
    pub(super) overview: Overview,
    pub(super) targets: Targets,
    /// The same unit in the days before, as many.
    before: Figures,
    /// The widest unit the actor may look at.
    scope: UnitCode,
    /// The units above that the actor may look at too, widest first.
    above: Vec<UnitCode>,
}

pub(super) async fn board(visit: &Visit, wish: &Wish) -> Result<(Frame, Board), Halt> {
    let (again, wish) = (visit.clone(), wish.clone());
    visit.read(move |tx, actor| load(&again, &wish, tx, actor)).await
}

fn load(visit: &Visit, wish: &Wish, tx: &mut ReadTx<'_>, actor: &Actor) -> Result<Board, Failure> {
    staff(actor)?;
    let (unit, period, service) = (wish.unit(actor)?, wish.period(actor.today())?, wish.service());
    let targets = Targets::from_facts(visit.platform.pack.facts(), period.until())?;
    // The nation lists the provinces that have figures: dozens of empty ones would hide them.
    let map = visit.platform.places.as_of(period.until());
    let listed = if unit == UnitCode::nation() { Vec::new() } else { map.children(&unit) };
    let children: Vec<UnitCode> = listed.into_iter().map(|child| child.code.clone()).collect();
    let overview = steering::overview(tx, actor, &unit, service, period, &children, targets)?;
    let before = match days_before(period) {
        Some(days_before) => steering::overview(tx, actor, &unit, service, days_before, &[], targets)?.figures,
        None => Figures::default(),
    };
    let mut above: Vec<UnitCode> = std::iter::successors(unit.parent(), UnitCode::parent)
        .take_while(|unit| actor.authorize("steering.view", &Resource::new("unit").unit(unit.clone())).is_ok())
        .collect();
    above.reverse();
    Ok(Board { overview, targets, before, scope: scope(actor)?, above })
}

/// As many days, right before.
fn days_before(period: Period) -> Option<Period> {
    period.from().yesterday().ok().map(|last| Period::last_days(last, period.days()))
}

#[derive(Template)]
#[template(path = "steering/dashboard.html")]
struct Page {
    page: Shell,
    period: String,
    fresh: String,
    light: Status,
    export: Button,
    periods: Tabs,
    filters: Disclosure,
    nothing: Option<Note>,
    tiles: Vec<StatTile>,
    figures: Vec<Figure>,
    children: Option<Table>,
}

pub(crate) async fn page(visit: Visit, Query(wish): Query<Wish>) -> Answer {
    let (frame, board) = board(&visit, &wish).await?;
    let words = &visit.words;
    let overview = &board.overview;
    let mut page = visit.shell(&frame, unit_choice::name(&visit, &overview.unit), &routes::steering()).swaps();
    for unit in &board.above {
        page = page.crumb(unit_choice::name(&visit, unit), wish.address(routes::steering(), unit));
    }
    let nothing = overview.figures.is_empty().then(|| Note::new(Tone::Info, words.say("web-steering-nothing")));
    let figures = [by_day(&visit, overview)].into_iter().chain(by_unit(&visit, overview, board.targets)).collect();
    Ok(visit.page(&Page {
        period: period_said(words, overview.period),
        fresh: fresh(words, overview),
        light: Status::new(
            light_tone(overview.light),
            words.fill("web-steering-light").put("light", words.say(overview.light.message_id())).to_string(),
        ),
        export: Button::link(words.say("web-export-csv"), wish.address(routes::steering_export(), &overview.unit))
            .secondary()
            .small()
            .icon(Icon::Download),
        periods: periods(words, &wish, overview),
        filters: filters(&visit, &wish, &board),
        nothing,
        tiles: tiles(words, &wish, &board),
        figures,
        children: (!overview.children.is_empty()).then(|| ranking::table(&visit, &wish, overview)),
        page,
    }))
}

/// `23/10/2026 – 21/11/2026`.
pub(super) fn period_said(words: &Words, period: Period) -> String {
    words.fill("web-span").put("from", words.date(period.from())).put("until", words.date(period.until())).to_string()
}

/// Up to which moment the figures reach.
fn fresh(words: &Words, overview: &Overview) -> String {
    match overview.folded {
        Some(folded) => words.fill("web-steering-fresh").put("when", words.moment(folded.at)).to_string(),
        None => words.say("web-steering-never"),
    }
}

fn periods(words: &Words, wish: &Wish, overview: &Overview) -> Tabs {
    let unit = &overview.unit;
    let tab = |days: &i32| Tab {
        label: words.fill("web-last-days").put("days", *days).to_string(),
        href: routes::query(
            routes::steering(),
            &[("unit", unit.as_str()), ("service", &wish.service), ("days", &days.to_string())],
        ),
        count: None,
        current: !wish.is_custom() && wish.days() == *days,
    };
    let mut tabs: Vec<Tab> = PERIODS.iter().map(tab).collect();
    if wish.is_custom() {
        tabs.push(Tab {
            label: period_said(words, overview.period),
            href: wish.address(routes::steering(), unit),
            count: None,
            current: true,
        });
    }
    Tabs::new(words.say("web-steering-period"), tabs)
}

#[derive(Template)]
#[template(path = "steering/filters.html")]
struct Filters {
    unit: Select,
    service: Select,
    days: String,
    from: TextInput,
    until: TextInput,
    show: Button,
}

/// Another unit, one service, any other period. Folded, so that the figures come first; open while it narrows them.
fn filters(visit: &Visit, wish: &Wish, board: &Board) -> Disclosure {
    let words = &visit.words;
    let services = visit.platform.services.offered_on(board.overview.period.until());
    let services = services
        .iter()
        .map(|service| Choice::new(service.id(), service.definition.name.say(words.language())).chosen_if(&wish.service))
        .collect();
    let day = |name: &'static str, id: &str, typed: &str| {
        TextInput::new(words, name, words.say(id)).kind(TextKind::Search).placeholder("dd/mm/yyyy").value(typed)
    };
    let form = Filters {
        unit: Select::grouped(
            words,
            "unit",
            words.say("web-unit"),
            unit_choice::groups(visit, &board.scope, board.overview.unit.as_str()),
        ),
        service: Select::new(words, "service", words.say("web-service"), services).blank(words.say("web-steering-all-services")),
        days: wish.days.clone(),
        from: day("from", "web-from-date", &wish.from),
        until: day("until", "web-until-date", &wish.until),
        show: Button::submit(words.say("web-show")).secondary(),
    };
    Disclosure::new(words.say("web-steering-filters"), Markup::of(&form))
        .icon(Icon::Search)
        .open(wish.is_custom() || wish.service().is_some())
}

fn tiles(words: &Words, wish: &Wish, board: &Board) -> Vec<StatTile> {
    let (figures, before, unit) = (&board.overview.figures, &board.before, &board.overview.unit);
    let share = |share: Option<Share>| share.map_or_else(|| "–".to_owned(), |share| words.percent(share.num, share.den));
    let then = |value: String| words.fill("web-steering-before").put("value", value).to_string();
    let tile = |number: Number, value: String, note: String| {
        StatTile::new(words.say(&number.message_id()), value).note(note).href(wish.behind(unit, number))
    };
    let count = |number: Number, now: i64, earlier: i64| tile(number, words.number(now), then(words.number(earlier)));
    let now = |number: Number, value: i64| tile(number, words.number(value), words.say("web-steering-now"));
    let punctual = StatTile::new(words.say("steering-indicator-punctuality"), share(figures.punctuality()))
        .note(words.fill("web-steering-target").put("target", board.targets.target).to_string())
        .tone(light_tone(board.overview.light))
        .href(wish.behind(unit, Number::Punctual));
    let online = StatTile::new(words.say("steering-indicator-online"), share(figures.online()))
        .note(then(share(before.online())))
        .href(wish.behind(unit, Number::FiledOnline));
    vec![
        count(Number::Filed, figures.filed, before.filed),
        punctual,
        now(Number::Overdue, figures.overdue).tone(if figures.overdue > 0 { Tone::Danger } else { Tone::Neutral }),
        online,
        count(Number::Received, figures.received, before.received),
        count(Number::Resolved, figures.resolved(), before.resolved()),
        count(Number::Late, figures.late, before.late),
        now(Number::Open, figures.open),
    ]
}
