//! Where I am signed in, and leaving.

use askama::Template;
use axum::extract::Path;
use gate::Failure;
use kernel::SessionId;

use super::session_cookie;
use crate::{
    components::{Button, Icon, Status, Tone},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, append_cookie},
};

struct Line {
    agent: String,
    facts: String,
    here: bool,
    strength: Status,
    end: String,
}

#[derive(Template)]
#[template(path = "account/sessions.html")]
struct Sessions {
    page: Shell,
    sessions: Vec<Line>,
    end: Button,
}

pub(crate) async fn list(visit: Visit) -> Answer {
    let (frame, (sessions, here)) = visit
        .read(|tx, actor| {
            let sessions = accounts::sessions(tx, actor)?;
            Ok::<_, Failure>((sessions, actor.session))
        })
        .await?;
    let words = &visit.words;
    let lines = sessions.iter().map(|session| Line {
        agent: browser(&session.agent),
        facts: words
            .fill("web-session-facts")
            .put("seen", words.moment(session.seen_at))
            .put("address", &session.address)
            .to_string(),
        here: here == Some(session.id),
        strength: Status::tag(
            if session.assurance >= 2 { Tone::Success } else { Tone::Neutral },
            words.word("web-assurance", session.assurance),
        ),
        end: routes::my_session_end(session.id),
    });
    let page = visit.shell(&frame, words.say("web-place-my-sessions"), &routes::my_sessions());
    Ok(visit.page(&Sessions {
        page,
        sessions: lines.collect(),
        end: Button::submit(words.say("web-session-end")).secondary().small().icon(Icon::Exit),
    }))
}

/// The part of a browser's long name that people know.
fn browser(agent: &str) -> String {
    let known = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let find = |list: &[(&str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    match (find(&known), find(&system)) {
        (Some(browser), Some(system)) => format!("{browser} · {system}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => agent.chars().take(60).collect(),
    }
}

pub(crate) async fn end(visit: Visit, Path(session): Path<SessionId>) -> Answer {
    visit.write(move |tx, actor| accounts::revoke_session(tx, actor, session).map_err(Failure::from)).await?;
    Ok(visit.go(&routes::my_sessions(), Some(Done::SessionEnded)))
}

pub(crate) async fn sign_out(visit: Visit) -> Answer {
    // Somebody whose session is over already wants the same: to be out.
    let _over_already = visit.write(|tx, actor| accounts::sign_out(tx, actor).map_err(Failure::from)).await;
    let mut response = visit.go(&routes::home(), Some(Done::SignedOut));
    append_cookie(response.headers_mut(), &session_cookie(&visit, "", "0"));
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_have_short_names() {
        assert_eq!(
            browser("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Mobile Safari/537.36"),
            "Chrome · Android"
        );
        assert_eq!(
            browser("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"),
            "Safari · iPhone"
        );
        assert_eq!(browser("weird"), "weird");
    }
}
