//! Receipt and appointment, to print at the counter while the sealed paper is being made.

use askama::Template;
use axum::extract::Path;
use kernel::DossierId;

use super::dossier;
use crate::{
    components::{Markup, SummaryList, SummaryRow},
    qr, routes,
    shell::Shell,
    visit::{Answer, Visit},
};

#[derive(Template)]
#[template(path = "counter/receipt.html")]
struct Receipt {
    page: Shell,
    service: String,
    code: String,
    secret: String,
    facts: SummaryList,
    qr: Markup,
}

pub(crate) async fn page(visit: Visit, Path(id): Path<DossierId>) -> Answer {
    let (frame, view, _) = dossier::opened(&visit, id).await?;
    let words = &visit.words;
    let filed = &view.dossier;
    let facts = SummaryList::new(vec![
        SummaryRow::new(words.say("web-applicant"), &filed.applicant_name),
        SummaryRow::new(words.say("web-track-office"), &visit.platform.places.full_name(&filed.unit)),
        SummaryRow::new(words.say("web-filed-at"), &words.moment(filed.filed_at)),
        SummaryRow::new(words.say("web-track-due"), &words.moment(filed.due_at)),
    ]);
    let link = format!(
        "{}{}",
        visit.platform.settings.public_url,
        routes::query(routes::track(), &[("code", &filed.code), ("secret", &filed.secret)])
    );
    let page =
        visit.shell(&frame, words.say("web-receipt-title"), &routes::counter()).crumb(&filed.code, routes::counter_dossier(id));
    let service = view.service.definition.name.say(words.language()).to_owned();
    Ok(visit.page(&Receipt {
        page,
        service,
        code: filed.code.clone(),
        secret: filed.secret.clone(),
        facts,
        qr: qr::drawing(&link),
    }))
}
