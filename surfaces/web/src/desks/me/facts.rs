//! The 26 facts that the register holds on me: where each comes from, and which were compared with a paper.

use askama::Template;
use gate::Failure;

use crate::{
    components::{Note, Table, Tone},
    desks::register::sheet,
    routes,
    shell::Shell,
    visit::{Answer, Visit, citizen},
};

#[derive(Template)]
#[template(path = "me/facts.html")]
struct Facts {
    page: Shell,
    complete: String,
    image: Option<String>,
    note: Note,
    table: Table,
}

pub(crate) async fn page(visit: Visit) -> Answer {
    let (frame, (facts, has_photo)) = visit
        .write(|tx, actor| {
            let me = citizen(actor)?;
            let sheet = register::fact_sheet(tx, actor, me)?.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>((sheet, register::has_photo(tx, me)?))
        })
        .await?;
    let words = &visit.words;
    let page = visit
        .shell(&frame, words.say("web-facts-title"), &routes::my_record())
        .crumb(words.say("web-record-title"), routes::my_record());
    Ok(visit.page(&Facts {
        page,
        complete: sheet::complete(&visit, &facts),
        image: has_photo.then(routes::my_photo),
        note: Note::new(Tone::Info, words.say("web-record-wrong")),
        // Who the officials are by name is the office's business; which office it was is told.
        table: sheet::table(&visit, &facts, &sheet::Names::new(), None),
    }))
}

/// My photograph.
pub(crate) async fn photo(visit: Visit) -> Answer {
    let (_, photo) = visit
        .write(|tx, actor| {
            let me = citizen(actor)?;
            register::photo(tx, actor, me)?.ok_or_else(Failure::not_found)
        })
        .await?;
    Ok(crate::desks::register::photo::shown(photo))
}
