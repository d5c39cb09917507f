//! The events that are counted are those that dossiers publish, field by field and word by word.

use crate::events::City;
use dossiers::DossierEvent;
use steering::{Act, DossierFact, State};

#[test]
fn the_sample_events_are_events_of_dossiers() {
    for (_, payload) in City::new(31).live(800) {
        let event: DossierEvent = serde_json::from_value(payload.clone()).expect("an event of dossiers");
        let written = serde_json::to_string(&event).expect("JSON");
        let sample = payload.to_string();
        let (read, direct): (DossierFact<'_>, DossierFact<'_>) =
            (serde_json::from_str(&written).expect("a fact"), serde_json::from_str(&sample).expect("a fact"));
        assert_eq!(read, direct);
    }
}

#[test]
fn every_act_and_state_of_dossiers_is_known_here_or_left_out_on_purpose() {
    let uncounted: Vec<&str> = dossiers::Act::ALL
        .iter()
        .map(|act| act.as_str())
        .filter(|word| serde_json::from_value::<Act>((*word).into()).expect("a word") == Act::Other)
        .collect();
    assert_eq!(uncounted, ["answer_supplement", "give_consent", "deny_consent", "forward", "move_unit"]);
    let open: Vec<&str> = dossiers::State::ALL
        .iter()
        .map(|state| state.as_str())
        .filter(|word| serde_json::from_value::<State>((*word).into()).expect("a word").is_open())
        .collect();
    assert_eq!(open, ["new", "received", "processing"]);
}
