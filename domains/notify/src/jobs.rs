//! Sending mail, in the background.

use crate::Args;
use crate::mail::{Mail, MailFailure, MailSink};
use i18n::Catalogue;
use kernel::Locale;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::jobs::{Handler, JobFailure, JobRow};

/// The kind of the job that sends a mail.
pub const MAIL: &str = "notify.mail";

#[derive(Serialize, Deserialize)]
pub(crate) struct MailPayload {
    pub(crate) to: String,
    pub(crate) locale: Locale,
    pub(crate) message: String,
    pub(crate) args: Args,
}

/// The handler of [`MAIL`] for the job runner. `site` is the address at which people sign in, for the foot of the mail.
///
/// A mail may arrive twice when the program ends between the server's acceptance and the end of the job.
#[must_use]
pub fn mail_handler(catalogue: Arc<Catalogue>, sink: Arc<dyn MailSink>, site: String) -> Handler {
    Arc::new(move |_, job| {
        let mail = compose(&catalogue, &site, job)?;
        sink.send(&mail).map_err(|failure| match failure {
            MailFailure::Later(reason) => JobFailure::Later(reason),
            // Nobody will ever receive it: more attempts only bother the server.
            MailFailure::Never(reason) => JobFailure::Never(reason),
        })
    })
}

fn compose(catalogue: &Catalogue, site: &str, job: &JobRow) -> Result<Mail, JobFailure> {
    let payload: MailPayload =
        serde_json::from_str(&job.payload).map_err(|_| JobFailure::Never("the payload is no mail".to_owned()))?;
    let (locale, gaps) = (payload.locale, payload.args.for_reader(payload.locale));
    let subject = catalogue.say(locale, &format!("{}.title", payload.message), &gaps);
    let body = catalogue.say(locale, &payload.message, &gaps);
    let foot = catalogue.say(locale, "notify-mail-foot", &[("site", site.into())]);
    Ok(Mail { to: payload.to.clone(), subject, text: format!("{body}\n\n-- \n{foot}\n"), reference: format!("job-{}", job.seq) })
}
