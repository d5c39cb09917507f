//! What must hold of every result.

use crate::people::{Person, TOWN, linked, person, town};
use linkage::{Decision, Error, Explainer, Model, Options, Table, Weights, link};
use proptest::prelude::*;
use std::sync::OnceLock;

fn spoilt() -> Vec<Person> {
    (0..200)
        .map(|turn| {
            let mut copy = person(turn * 13);
            match turn % 5 {
                0 => copy.given.push('n'),
                1 => copy.number.clear(),
                2 => copy.birth.truncate(4),
                3 => copy.phone.clear(),
                _ => copy.middle.clear(),
            }
            copy
        })
        .collect()
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let copies = spoilt();
    let results: Vec<_> = [1, 2, 5]
        .into_iter()
        .map(|threads| {
            let mut table = town(&copies);
            let linked = linked(&mut table, &Options { threads, ..Options::default() });
            (linked.pairs, linked.clusters, linked.weights, linked.compared)
        })
        .collect();
    assert!(results[0].0.len() >= 180, "{} pairs", results[0].0.len());
    assert!(results.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn nearly_all_copies_are_found_and_nobody_else() {
    let mut table = town(&spoilt());
    let linked = linked(&mut table, &Options::default());
    let groups = linked.clusters.groups();
    let town_of = |record: u32| if u64::from(record) < TOWN { u64::from(record) } else { (u64::from(record) - TOWN) * 13 };
    let wrong = groups.iter().filter(|group| group.iter().any(|record| town_of(*record) != town_of(group[0]))).count();
    assert_eq!(wrong, 0);
    assert!(groups.len() >= 196, "{} of 200 copies found", groups.len());
    let certain = linked.pairs.iter().filter(|pair| pair.certain);
    assert!(certain.clone().count() >= 100);
    assert!(certain.clone().all(|pair| town_of(pair.one) == town_of(pair.two)));
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let mut table = town(&spoilt());
    let linked = linked(&mut table, &Options::default());
    let model = Model::vietnamese();
    let explainer = Explainer::new(&model, &table, &linked.weights).expect("own weights");
    for pair in &linked.pairs {
        let explanation = explainer.explain(pair.one, pair.two).expect("both exist");
        let sum: f64 = explanation.prior + explanation.parts.iter().map(|part| part.weight).sum::<f64>();
        assert!((sum - pair.score).abs() < 1e-6, "{sum} {}", pair.score);
        for part in explanation.parts.iter().filter(|part| part.level.is_some()) {
            assert!(((part.m / part.u).log2() - part.weight).abs() < 1e-6, "{part:?}");
        }
    }
}

#[test]
fn two_lists_are_linked_with_each_other_only() {
    let model = Model::vietnamese();
    let mut table = Table::new(&model).expect("good");
    for turn in 0..1000 {
        table.push(&format!("a{turn}"), &person(turn).values()).expect("room");
    }
    // The first list has a record twice; nobody asks about that.
    table.push("a0 again", &person(0).values()).expect("room");
    table.begin_second_list();
    for turn in 500..1500 {
        table.push(&format!("b{turn}"), &person(turn).values()).expect("room");
    }
    let options = Options { first_unique: true, second_unique: true, ..Options::default() };
    let linked = link(&model, &mut table, &options, &|_, _, _| {}).expect("linked");
    assert!(linked.pairs.iter().all(|pair| (pair.one as usize) < table.first_list() && pair.two as usize >= table.first_list()));
    let groups = linked.clusters.groups();
    assert_eq!(groups.len(), 500);
    assert!(groups.iter().all(|group| table.id(group[0])[1..] == table.id(group[1])[1..]));
}

#[test]
fn decisions_of_people_move_the_weights() {
    let copies: Vec<Person> = (0..40)
        .map(|turn| {
            let mut copy = person(turn * 13);
            copy.phone = person(turn * 13 + 1).phone;
            copy
        })
        .collect();
    let decisions: Vec<Decision> = (0_u32..40)
        .map(|turn| Decision { one: turn * 13, two: u32::try_from(TOWN).expect("small") + turn, same: true })
        .collect();
    let phone_differs = |decisions: Vec<Decision>| {
        let mut table = town(&copies);
        let linked = linked(&mut table, &Options { decisions, ..Options::default() });
        let phone = linked.weights.fields.iter().find(|field| field.name == "phone").expect("a field").clone();
        *phone.m.last().expect("a level")
    };
    assert!(phone_differs(decisions) > phone_differs(Vec::new()));
}

#[test]
fn what_cannot_be_linked_is_refused() {
    let model = Model::vietnamese();
    let mut table = Table::new(&model).expect("good");
    assert!(matches!(table.push("1", &["Nguyễn"]), Err(Error::BadRecord { expected: 9, found: 1 })));
    table.push("1", &person(1).values()).expect("room");
    let refused = link(&model, &mut table, &Options::default(), &|_, _, _| {});
    assert!(matches!(refused, Err(Error::NothingToCompare)));
    let mut table = town(&[]);
    let decisions = vec![Decision { one: 0, two: 1_000_000, same: true }];
    let refused = link(&model, &mut table, &Options { decisions, ..Options::default() }, &|_, _, _| {});
    assert!(matches!(refused, Err(Error::NoSuchRecord(1_000_000))));
    let general = {
        let mut table = town(&[]);
        linked(&mut table, &Options::default()).weights
    };
    let mut table = Table::new(&Model::general()).expect("good");
    let empty = vec![""; Model::general().filled_columns().count()];
    table.push("1", &empty).expect("room");
    table.push("2", &empty).expect("room");
    let refused = link(&Model::general(), &mut table, &Options { weights: Some(general), ..Options::default() }, &|_, _, _| {});
    assert!(matches!(refused, Err(Error::BadModel(_))));
}

fn weights_of_the_town() -> Weights {
    static LEARNED: OnceLock<Weights> = OnceLock::new();
    LEARNED.get_or_init(|| linked(&mut town(&spoilt()[..50]), &Options::default()).weights).clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_links_and_comparing_is_symmetrical(
        records in prop::collection::vec(prop::collection::vec("[ -~àẫđĐ0-9/+-]{0,12}", 9), 2..20),
    ) {
        let model = Model::vietnamese();
        let scores = |turned: bool| {
            let mut table = Table::new(&model).expect("good");
            let mut order: Vec<usize> = (0..records.len()).collect();
            if turned {
                order.reverse();
            }
            for record in &order {
                let values: Vec<&str> = records[*record].iter().map(String::as_str).collect();
                table.push(&record.to_string(), &values).expect("room");
            }
            let weights = weights_of_the_town();
            let options = Options { weights: Some(weights.clone()), ..Options::default() };
            let linked = link(&model, &mut table, &options, &|_, _, _| {}).expect("two records");
            for group in linked.clusters.groups() {
                assert!(group.len() > 1 && group.is_sorted());
            }
            let explainer = Explainer::new(&model, &table, &weights).expect("own weights");
            let record = |number: usize| u32::try_from(if turned { records.len() - 1 - number } else { number }).expect("small");
            let mut scores = Vec::new();
            for one in 0..records.len() {
                for two in 0..one {
                    scores.push(explainer.explain(record(one), record(two)).expect("both exist").score);
                }
            }
            scores
        };
        for (one, other) in scores(false).into_iter().zip(scores(true)) {
            prop_assert!(one.is_finite() && (one - other).abs() < 1e-9, "{} {}", one, other);
        }
    }
}
