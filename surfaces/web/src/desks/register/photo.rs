//! A person's photograph: shown, and replaced by another.

use askama::Template;
use axum::{
    extract::{Multipart, Path, Query},
    response::Response,
};
use gate::Failure;
use kernel::{ErrorKind, PersonId};
use register::{Fields, Ground, PhotoMedia, SetPhoto};

use super::{Why, ask, correct::ground_fields, noted, person};
use crate::{
    components::{Button, ErrorSummary, FileInput, Icon, Note, Problem, TextInput},
    done::Done,
    routes,
    shell::Shell,
    visit::{Answer, Visit, file, staff},
};

/// What a form with a photograph may weigh: the largest file that is taken, and what the form adds to it.
pub(super) const FORM_BYTES_MAX: usize = register::PHOTO_BYTES_MAX + 64 * 1024;

#[derive(Template)]
#[template(path = "register/photo.html")]
struct PhotoPage {
    page: Shell,
    noted: Note,
    errors: Option<ErrorSummary>,
    action: String,
    image: Option<String>,
    file: FileInput,
    basis: TextInput,
    evidence: TextInput,
    save: Button,
    cancel: Button,
}

/// The picture itself. Each time it is shown is an access of its own.
pub(crate) async fn image(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let (_, photo) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            register::photo(tx, actor, id)?.ok_or_else(Failure::not_found)
        })
        .await?;
    Ok(shown(photo))
}

/// The file as a browser may show it; what it is was read from its content.
pub(crate) fn shown(photo: register::Photo) -> Response {
    match photo.media {
        PhotoMedia::Jpeg => file(photo.content, "image/jpeg", "photo.jpg", true),
        PhotoMedia::Png => file(photo.content, "image/png", "photo.png", true),
    }
}

pub(crate) async fn page(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>) -> Answer {
    if !why.is_stated(&visit) {
        return ask(&visit, routes::register_photo_change(id)).await;
    }
    let visit = visit.purpose(&why.purpose);
    form(&visit, id, &why, ("", ""), &[]).await
}

async fn form(visit: &Visit, id: PersonId, why: &Why, (basis, evidence): (&str, &str), problems: &[Problem]) -> Answer {
    let (frame, (found, has_photo)) = visit
        .write(move |tx, actor| {
            staff(actor)?;
            let found = register::person(tx, actor, id, Fields::IDENTITY)?.ok_or_else(Failure::not_found)?;
            Ok::<_, Failure>((found, register::has_photo(tx, id)?))
        })
        .await?;
    let words = &visit.words;
    let (basis, evidence) = ground_fields(words, basis, evidence, problems);
    let mut page =
        person::shell(visit, &frame, why, &found).crumb(found.facts.name.full(), why.carry(routes::register_person(id)));
    page.title = words.say("web-photo-title");
    let template = PhotoPage {
        page,
        noted: noted(visit, why),
        errors: ErrorSummary::of(words, problems),
        action: why.carry(routes::register_photo_change(id)),
        image: has_photo.then(|| why.carry(routes::register_photo(id))),
        file: FileInput::new(words, "file", words.say("web-photo-file"))
            .hint(words.say("web-photo-file-hint"))
            .accept(".jpg,.jpeg,.png")
            .error(Problem::at(problems, "file")),
        basis,
        evidence,
        save: Button::submit(words.say("web-photo-save")).icon(Icon::Upload),
        cancel: Button::link(words.say("web-cancel"), why.carry(routes::register_person(id))).secondary(),
    };
    Ok(if problems.is_empty() { visit.page(&template) } else { visit.rejected(&template) })
}

pub(crate) async fn save(visit: Visit, Path(id): Path<PersonId>, Query(why): Query<Why>, mut sent: Multipart) -> Answer {
    let visit = visit.purpose(&why.purpose);
    let (mut content, mut basis, mut evidence) = (Vec::new(), String::new(), String::new());
    while let Some(field) = sent.next_field().await.map_err(|_| Failure::invalid())? {
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| Failure::invalid())?.to_vec();
        match name.as_str() {
            "file" => content = bytes,
            "basis" => basis = kernel::name::tidy_spaces(&String::from_utf8_lossy(&bytes)),
            "evidence" => evidence = kernel::name::tidy_spaces(&String::from_utf8_lossy(&bytes)),
            _ => {}
        }
    }
    let words = &visit.words;
    let mut problems = Vec::new();
    for (field, empty) in [("file", content.is_empty()), ("basis", basis.is_empty())] {
        if empty {
            problems.push(Problem::new(field, words.say("web-required-answer")));
        }
    }
    if problems.is_empty() {
        let proof = Some(evidence.clone()).filter(|text| !text.is_empty());
        let command = SetPhoto { person: id, content, ground: Ground { basis: basis.clone(), dossier: None, evidence: proof } };
        let outcome = visit
            .write(move |tx, actor| {
                staff(actor)?;
                register::set_photo(tx, actor, &command).map_err(Failure::from)
            })
            .await;
        match outcome {
            Ok(_) => return Ok(visit.go(&why.carry(routes::register_person(id)), Some(Done::PhotoTaken))),
            Err(halt) if halt.0.denied.is_none() && matches!(halt.0.kind, ErrorKind::Invalid | ErrorKind::Conflict) => {
                let text = halt.0.say(&visit.platform.words, words.language());
                problems.push(Problem::new("file", text));
            }
            Err(halt) => return Err(halt),
        }
    }
    form(&visit, id, &why, (&basis, &evidence), &problems).await
}
