//! What `service check` says about a folder that is not right.

use crate::city::{catalogue, pack};
use country::{Problem, ServiceFolder};
use dossiers::{StepAct, check};

fn folder(id: &str) -> ServiceFolder {
    pack().services().iter().find(|folder| folder.id == id).expect("a service").clone()
}

/// The problems after a change to one of the files of temporary residence.
fn problems(file: &str, from: &str, to: &str) -> Vec<Problem> {
    let mut folder = folder("temporary-residence");
    let text = folder.files.get_mut(file).expect("a file");
    assert!(text.contains(from), "{file} has no `{from}`");
    *text = text.replacen(from, to, 1);
    check(pack(), &folder).err().unwrap_or_default()
}

#[track_caller]
fn says(found: &[Problem], file: &str, words: &str) {
    let hit = found.iter().find(|problem| problem.file.ends_with(file) && problem.message.contains(words));
    let all = country::report(found);
    assert!(hit.is_some_and(|problem| problem.line.is_some()), "no line of {file} says `{words}`:\n{all}");
}

#[test]
fn the_three_services_are_right() {
    let catalogue = catalogue();
    let offered = catalogue.offered_on("2025-03-06".parse().unwrap());
    assert_eq!(
        offered.iter().map(|service| service.id()).collect::<Vec<_>>(),
        ["temporary-residence", "residence-confirmation", "permanent-residence"]
    );
    let on = "2025-03-06".parse().unwrap();
    let days: Vec<u32> = offered.iter().map(|service| catalogue.working_days(&service.definition, on).unwrap()).collect();
    assert_eq!(days, [3, 1, 7]);
    assert!(offered.iter().all(|service| service.definition.step(0).allows(StepAct::Receive)));
}

#[test]
fn each_mistake_is_named_with_its_line() {
    let service = "service.toml";
    says(&problems(service, "order = 10", "order = ten"), service, "");
    says(&problems(service, "owner =", "ownr ="), service, "ownr");
    says(&problems(service, "id = \"temporary-residence\"", "id = \"temporary\""), service, "must be the folder's name");
    says(&problems(service, "deadline.temporary-residence", "deadline.temp"), service, "no fact `deadline.temp`");
    says(&problems(service, "answer = \"target_unit\"", "answer = \"unit\""), service, "no field `unit`");
    says(&problems(service, "kind = \"register.temporary\"", "kind = \"register.moon\""), service, "register.moon");
    says(&problems(service, "template = \"ct08\"", "template = \"ct99\""), service, "ct99");
    says(&problems(service, "linked = []", "linked = [\"nothing\"]"), service, "`nothing` does not exist");
    says(&problems(service, "\"receive\", ", ""), service, "must be able to `receive`");
    says(&problems(service, "\"receive\", ", "\"receive\", \"forward\", "), service, "cannot `forward`");
    says(&problems(service, "roles = [\"counter\", \"register\"]", "roles = []"), service, "nobody takes the step");
    let layout = "layout.json";
    says(&problems(layout, "\"form-phone\"", "\"form-telephone\""), layout, "no message `form-telephone`");
    says(&problems(layout, "\"name\": \"phone\"", "\"name\": \"telephone\""), layout, "no property `telephone`");
    says(&problems(layout, "person.sex", "person.height"), layout, "no fact `person.height`");
    says(&problems(layout, "\"value\": \"male\"", "\"value\": \"man\""), layout, "differ in: male, man");
    says(&problems(layout, "\"widget\": \"phone\"", "\"widget\": \"dial\""), layout, "");
    says(&problems(layout, "\"field\": \"dwelling\"", "\"field\": \"home\""), layout, "no field `home`");
    let schema = "form.schema.json";
    says(&problems(schema, "\"reason\": {", "\"reasons\": {"), schema, "nobody can fill `reasons`");
    says(&problems(schema, "\"type\": \"object\",", "\"type\": \"object\""), schema, "");
    let broken = problems(schema, "^0\\\\d{9}$", "^0\\\\d{9$(");
    assert!(broken.iter().any(|problem| problem.message.contains("the schema cannot be used")), "{}", country::report(&broken));
    let missing = problems(service, "\"return_result\"", "\"receive\"");
    assert!(
        missing.iter().any(|problem| problem.message.contains("no step may `return_result`")),
        "{}",
        country::report(&missing)
    );
}
