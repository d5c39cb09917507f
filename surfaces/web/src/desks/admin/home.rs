//! The admin's home: whether the place is well, and the way to everything that keeps it so.

use access::{Resource, Role};
use askama::Template;
use audit::Head;
use gate::Failure;
use steering::Folded;
use store::JobRow;

use crate::{
    components::{Button, Icon, Markup, Note, StatTile, SummaryList, SummaryRow, Tone},
    desks::figures::tiles,
    routes,
    shell::Shell,
    visit::{Answer, Visit, staff},
};

/// How many dead letters stand on the home page.
const LETTERS_SHOWN: u32 = 5;
/// So many waiting events or entries are a backlog rather than the last second's.
const BACKLOG: i64 = 1_000;

/// What tells whether the place is well.
struct Health {
    waiting: i64,
    dead: i64,
    letters: Vec<JobRow>,
    unsealed: i64,
    head: Option<Head>,
    folded: Option<Folded>,
}

struct Way {
    href: String,
    icon: Icon,
    label: String,
    text: String,
}

#[derive(Template)]
#[template(path = "admin/home.html")]
struct Home {
    page: Shell,
    verdict: Note,
    health: Markup,
    seal: SummaryList,
    letters: Vec<(String, String, String)>,
    ways: Vec<Way>,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, health) = visit
        .read(|tx, actor| {
            staff(actor)?;
            match actor.authorize("admin.jobs", &Resource::new("job")) {
                // Who keeps the staff of one unit has that desk and not the whole installation's.
                Err(_) if actor.has_role(Role::Admin) && actor.assurance >= 2 => return Ok(None),
                permitted => permitted?,
            }
            Ok::<_, Failure>(Some(Health {
                waiting: store::jobs::count(tx, false)?,
                dead: store::jobs::count(tx, true)?,
                letters: store::jobs::list(tx, true, 0, LETTERS_SHOWN)?,
                unsealed: audit::unsealed(tx)?,
                head: audit::latest_head(tx)?,
                folded: steering::folded(tx)?,
            }))
        })
        .await?;
    let Some(health) = health else { return Ok(visit.go(&routes::admin_staff(), None)) };
    let store = visit.platform.store.clone();
    let lag = tokio::task::spawn_blocking(move || store::outbox::lag(&store)).await.unwrap_or(Err(store::Error::Panicked))?;
    let words = &visit.words;
    let page = visit.shell(&frame, words.say("web-place-admin"), &routes::admin());
    let letters = health
        .letters
        .iter()
        .map(|job| (super::jobs::kind(&visit, &job.kind), job.last_error.clone().unwrap_or_default(), words.moment(job.run_at)))
        .collect();
    Ok(visit.page(&Home {
        page,
        verdict: verdict(&visit, &health, lag),
        health: Markup::of(&tiles(health_tiles(&visit, &health, lag))),
        seal: seal(&visit, &health),
        letters,
        ways: ways(&visit),
    }))
}

/// One sentence on how the place is.
fn verdict(visit: &Visit, health: &Health, lag: i64) -> Note {
    let words = &visit.words;
    if health.dead > 0 {
        let look = Button::link(words.say("web-admin-home-look"), routes::query(routes::admin_jobs(), &[("dead", "yes")]))
            .small()
            .secondary();
        return Note::new(Tone::Danger, words.fill("web-admin-home-dead").put("count", health.dead).to_string()).action(look);
    }
    if lag > BACKLOG || health.unsealed > BACKLOG {
        return Note::new(Tone::Warning, words.say("web-admin-home-behind"));
    }
    Note::new(Tone::Success, words.say("web-admin-home-well"))
}

fn health_tiles(visit: &Visit, health: &Health, lag: i64) -> Vec<StatTile> {
    let words = &visit.words;
    let behind = |count: i64| if count > BACKLOG { Tone::Warning } else { Tone::Neutral };
    let tile = |id: &str, value: i64| StatTile::new(words.say(id), words.number(value)).note(words.say(&format!("{id}.note")));
    let engine = words.word("web-admin-engine", visit.platform.store.engine_name());
    vec![
        tile("web-admin-tile-waiting", health.waiting).href(routes::admin_jobs()),
        tile("web-admin-tile-dead", health.dead)
            .href(routes::query(routes::admin_jobs(), &[("dead", "yes")]))
            .tone(if health.dead > 0 { Tone::Danger } else { Tone::Success }),
        tile("web-admin-tile-lag", lag).tone(behind(lag)),
        tile("web-admin-tile-unsealed", health.unsealed).href(routes::admin_audit()).tone(behind(health.unsealed)),
        StatTile::new(words.say("web-admin-tile-version"), env!("CARGO_PKG_VERSION")).note(engine),
    ]
}

/// How far the log is sealed and the figures are counted.
fn seal(visit: &Visit, health: &Health) -> SummaryList {
    let words = &visit.words;
    let mut rows = super::audit::head_rows(visit, health.head.as_ref());
    let folded = health.folded.map(|folded| {
        words.fill("web-admin-home-folded-to").put("when", words.moment(folded.at)).put("count", folded.events).to_string()
    });
    rows.push(SummaryRow::new(words.say("web-admin-home-folded"), &folded.unwrap_or_default()));
    SummaryList::new(rows)
}

fn ways(visit: &Visit) -> Vec<Way> {
    let words = &visit.words;
    let way = |id: &str, href: String, icon| Way { href, icon, label: words.say(id), text: words.say(&format!("{id}.text")) };
    vec![
        way("web-admin-way-staff", routes::admin_staff(), Icon::Key),
        way("web-admin-way-units", routes::admin_units(), Icon::Building),
        way("web-admin-way-jobs", routes::admin_jobs(), Icon::Gear),
        way("web-admin-way-audit", routes::admin_audit(), Icon::Shield),
    ]
}
