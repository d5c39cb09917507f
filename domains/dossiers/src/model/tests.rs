//! Random lives of dossiers: never a contradiction, never an act out of a final state.

use super::*;
use crate::services::Definition;
use kernel::Instant;
use proptest::prelude::*;
use serde_json::json;

/// A service with these steps' acts.
fn service(steps: &[&[&str]]) -> Definition {
    let steps: Vec<serde_json::Value> = steps
        .iter()
        .enumerate()
        .map(|(place, may)| json!({"id": format!("s{place}"), "name": {"vi": "b", "en": "s"}, "roles": ["counter"], "level": "commune", "may": may}))
        .collect();
    let words = json!({"vi": "x", "en": "x"});
    serde_json::from_value(json!({
        "id": "x", "owner": "x", "order": 1, "name": words, "summary": words, "applicant": {"who": "resident"},
        "receiver": {"answer": "unit"}, "deadline": {"fact": "d"}, "supplement": {"answer_within": {"fact": "s"}},
        "step": steps, "effect": {"kind": "none"}, "result": {"template": "ct07"}
    }))
    .expect("a service")
}

fn one_step() -> Definition {
    service(&[&["receive", "decline", "request_supplement", "grant", "refuse", "return_result"]])
}

fn two_steps() -> Definition {
    service(&[
        &["receive", "decline", "request_supplement", "refuse", "forward", "return_result"],
        &["request_supplement", "grant", "refuse"],
    ])
}

/// Something that is tried, whether it fits or not.
#[derive(Debug, Clone)]
struct Try {
    act: Act,
    minutes: i64,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (proptest::sample::select(Act::ALL.to_vec()), 0..20_000_i64).prop_map(|(act, minutes)| Try { act, minutes });
    proptest::collection::vec(one, 0..40)
}

fn apply(progress: &Progress, service: &Definition, act: Act, at: Instant) -> Result<Progress, Obstacle> {
    match act {
        // Neither is an act on a dossier under way: one begins it, the other leaves its progress as it is.
        Act::Submit | Act::MoveUnit => Err(Obstacle::State(progress.state)),
        Act::Receive => progress.receive(service, at),
        Act::Decline => progress.decline(service),
        Act::RequestSupplement => progress.request_supplement(service, at, at.plus_minutes(5_000)),
        Act::AnswerSupplement => progress.answer_supplement(at),
        Act::GiveConsent => progress.settle_consent(true),
        Act::DenyConsent => progress.settle_consent(false),
        Act::Forward => progress.forward(service),
        Act::Grant => progress.decide(service, Outcome::Granted, at),
        Act::Refuse => progress.decide(service, Outcome::Refused, at),
        Act::ReturnResult => progress.return_result(service),
        Act::Withdraw => progress.withdraw(at),
        Act::Stop => progress.stop(at),
    }
}

/// The states to which each act may lead, from the states in which it may be tried: the whole machine once more, as a table.
fn allowed(from: State, act: Act, to: State) -> bool {
    use State::{New, NotReceived, Processed, Processing, Received, Returned, Stopped, Supplement, Withdrawn};
    match act {
        Act::Submit | Act::MoveUnit => false,
        Act::Receive => (from, to) == (New, Received),
        Act::Decline => (from, to) == (New, NotReceived),
        Act::RequestSupplement => matches!(from, New | Received | Processing) && to == Supplement,
        Act::AnswerSupplement => from == Supplement && matches!(to, New | Received | Processing),
        Act::GiveConsent | Act::DenyConsent => from == to && from.is_pending(),
        Act::Forward => matches!(from, Received | Processing) && to == Processing,
        Act::Grant | Act::Refuse => matches!(from, Received | Processing) && to == Processed,
        Act::ReturnResult => (from, to) == (Processed, Returned),
        Act::Withdraw => from.is_pending() && to == Withdrawn,
        Act::Stop => (from, to) == (Supplement, Stopped),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_life_of_a_dossier_contradicts_itself(tries in tries(), consent in proptest::bool::ANY, long in proptest::bool::ANY) {
        let service = if long { two_steps() } else { one_step() };
        let mut progress = Progress::filed(if consent { Consent::Pending } else { Consent::NotNeeded });
        let mut at = Instant::from_micros(1_741_226_400_000_000);
        let mut requests = 0;
        for attempt in tries {
            at = at.plus_minutes(attempt.minutes);
            let Ok(next) = apply(&progress, &service, attempt.act, at) else { continue };
            prop_assert!(!progress.state.is_final(), "{} acted in the final state {}", attempt.act, progress.state);
            prop_assert!(allowed(progress.state, attempt.act, next.state), "{}: {} to {}", attempt.act, progress.state, next.state);
            prop_assert_eq!(next.contradiction(), None, "after {}", attempt.act);
            prop_assert!(next.step >= progress.step || next.state == State::Processed, "steps go forward until the decision");
            requests += u32::from(attempt.act == Act::RequestSupplement);
            prop_assert!(requests <= 1, "a supplement is asked for once");
            if progress.received_at.is_some() {
                prop_assert_eq!(next.received_at, progress.received_at, "the clock starts once");
            }
            if let Some(outcome) = progress.outcome {
                prop_assert_eq!(next.outcome, Some(outcome), "a decision stands");
            }
            progress = next;
        }
    }
}

#[test]
fn the_whole_way_of_a_two_step_service() {
    let service = two_steps();
    let at = Instant::from_micros(0);
    let filed = Progress::filed(Consent::Pending);
    assert_eq!(filed.receive(&service, at), Err(Obstacle::ConsentMissing));
    let agreed = filed.settle_consent(true).expect("agreed");
    let received = agreed.receive(&service, at).expect("received");
    assert_eq!(received.decide(&service, Outcome::Granted, at), Err(Obstacle::Step));
    let forwarded = received.forward(&service).expect("forwarded");
    assert_eq!((forwarded.state, forwarded.step), (State::Processing, 1));
    assert_eq!(forwarded.forward(&service), Err(Obstacle::Step));
    let decided = forwarded.decide(&service, Outcome::Granted, at).expect("granted");
    assert_eq!((decided.state, decided.step), (State::Processed, 0));
    assert_eq!(decided.return_result(&service).expect("returned").state, State::Returned);
}

#[test]
fn the_numbers_of_the_national_portal_are_one_to_ten() {
    let numbers: Vec<u8> = State::ALL.iter().map(|state| state.number()).collect();
    assert_eq!(numbers, (1..=10).collect::<Vec<u8>>());
    let pending: Vec<State> = State::ALL.iter().copied().filter(|state| state.is_pending()).collect();
    assert!(pending.iter().all(|state| !state.is_final()));
    assert!(!State::Processed.is_pending() && !State::Processed.is_final());
}
