//! The errors that lists really have, one at a time: the copy is found, and the explanation names the error.

use crate::people::{Person, TOWN, linked, person, town};
use kernel::name::fold;
use linkage::{Explainer, Model, Options};

/// Copies twenty people with an error each, and tells how many copies were found with the level that is expected.
fn found(field: &str, level: &str, spoil: impl Fn(&mut Person)) -> usize {
    // Half of the copies carry a number, so that finding them rests on the names, dates and places too.
    let copies: Vec<Person> = (0..20)
        .map(|turn| {
            let mut copy = person(turn * 7);
            if turn % 2 == 0 {
                copy.number.clear();
            }
            spoil(&mut copy);
            copy
        })
        .collect();
    let mut table = town(&copies);
    let linked = linked(&mut table, &Options::default());
    let model = Model::vietnamese();
    let explainer = Explainer::new(&model, &table, &linked.weights).expect("own weights");
    let good = (0_u32..20).filter(|turn| {
        let (original, copy) = (turn * 7, u32::try_from(TOWN).expect("small") + turn);
        let explanation = explainer.explain(original, copy).expect("both exist");
        let part = explanation.parts.iter().find(|part| part.field == field).expect("the field is explained");
        linked.clusters.cluster(copy) == original && part.level.as_deref() == Some(level)
    });
    good.count()
}

#[test]
fn lost_diacritics_are_forgiven() {
    assert_eq!(
        found("given", "diacritics lost", |copy| {
            for text in [&mut copy.family, &mut copy.middle, &mut copy.given] {
                *text = fold(text);
            }
        }) + (0..20).filter(|turn| person(turn * 7).given.is_ascii()).count(),
        20
    );
}

#[test]
fn dropped_middle_names_are_forgiven() {
    assert_eq!(found("middle", "one has none", |copy| copy.middle.clear()), 20);
}

#[test]
fn another_order_of_words_is_forgiven() {
    assert_eq!(
        found("given", "elsewhere in the name", |copy| {
            if copy.middle == "Thị Thu" {
                copy.middle = "Thị".to_owned();
            }
            std::mem::swap(&mut copy.middle, &mut copy.given);
        }),
        20
    );
}

#[test]
fn a_slip_in_the_given_name_is_forgiven() {
    assert_eq!(found("given", "one slip", |copy| copy.given.push('q')), 20);
}

#[test]
fn day_and_month_swapped_is_forgiven() {
    let swapped = (0..20).filter(|turn| {
        let birth = person(turn * 7).birth;
        birth[8..10] <= *"12" && birth[5..7] != birth[8..10]
    });
    let expected = swapped.count();
    assert!(expected >= 5);
    let found = found("birth", "day and month swapped", |copy| {
        let (day, month) = (copy.birth[8..10].to_owned(), copy.birth[5..7].to_owned());
        if day.as_str() <= "12" {
            copy.birth = format!("{}-{day}-{month}", &copy.birth[..4]);
        }
    });
    assert_eq!(found, expected);
}

#[test]
fn a_year_alone_is_forgiven() {
    assert_eq!(found("birth", "year only", |copy| copy.birth.truncate(4)), 20);
}

#[test]
fn a_neighbour_digit_in_the_date_is_forgiven() {
    assert_eq!(
        found("birth", "one slip", |copy| {
            let year: u32 = copy.birth[..4].parse().expect("a year");
            copy.birth.replace_range(..4, &(year + 1).to_string());
        }),
        20
    );
}

#[test]
fn an_old_number_beside_a_new_one_is_forgiven() {
    assert_eq!(found("number", "old and new number", |copy| copy.number = "123456789".to_owned()), 20);
}

#[test]
fn one_digit_off_is_forgiven() {
    assert_eq!(
        found("number", "one slip", |copy| {
            let person = (0..20).map(|turn| person(turn * 7)).find(|person| person.phone == copy.phone).expect("the original");
            copy.number = person.number;
            let last = if copy.number.ends_with('9') { "8" } else { "9" };
            copy.number.replace_range(11.., last);
        }),
        20
    );
}

#[test]
fn another_spelling_of_the_address_is_forgiven() {
    let spoil = |copy: &mut Person| copy.address = format!("Số {}", copy.address.replacen(' ', " đường ", 1));
    assert_eq!(found("place", "same door", spoil), 20);
    assert_eq!(found("place", "same door, spelt otherwise", |copy| copy.address.push('x')), 20);
}

#[test]
fn a_missing_value_is_no_evidence() {
    let mut copy = person(7);
    (copy.phone, copy.number, copy.birth) = (String::new(), String::new(), String::new());
    let mut table = town(&[copy]);
    let linked = linked(&mut table, &Options::default());
    let model = Model::vietnamese();
    let explainer = Explainer::new(&model, &table, &linked.weights).expect("own weights");
    let explanation = explainer.explain(7, u32::try_from(TOWN).expect("small")).expect("both exist");
    for field in ["phone", "number", "birth"] {
        let part = explanation.parts.iter().find(|part| part.field == field).expect("explained");
        assert_eq!((part.level.as_ref(), part.weight), (None, 0.0), "{field}");
    }
}

#[test]
fn twins_are_two_people() {
    let twins: Vec<Person> = (0..30)
        .map(|turn| {
            let mut twin = person(turn * 11);
            twin.given = if twin.given == "Phúc" { "Lộc".to_owned() } else { "Phúc".to_owned() };
            twin.number.replace_range(6.., &format!("{:06}", 123_456 + turn));
            twin.phone.clear();
            twin
        })
        .collect();
    let mut table = town(&twins);
    let linked = linked(&mut table, &Options::default());
    let joined = (0_u32..30).filter(|turn| linked.clusters.cluster(u32::try_from(TOWN).expect("small") + turn) == turn * 11);
    assert_eq!(joined.count(), 0);
}
