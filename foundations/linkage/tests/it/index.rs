//! One record against many.

use crate::people::{TOWN, linked, person, town};
use linkage::{Error, Index, Model, Options};

fn index() -> Index {
    let mut table = town(&[]);
    let weights = linked(&mut table, &Options::default()).weights;
    Index::new(&Model::vietnamese(), table, &weights, 2).expect("own weights")
}

#[test]
fn a_spoilt_copy_finds_its_original() {
    let mut index = index();
    for turn in (0..TOWN).step_by(97) {
        let mut copy = person(turn);
        copy.number.clear();
        copy.given.push('z');
        let found = index.look_up(&copy.values()).expect("nine values");
        assert_eq!(u64::from(found.first().expect("the original").record), turn);
        assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }
}

#[test]
fn what_is_added_changed_and_removed_is_known_at_once() {
    let mut index = index();
    assert_eq!(index.check(5).expect("there"), []);
    let twin = index.add("new", &person(5).values()).expect("room");
    let found = index.check(5).expect("there");
    assert_eq!(found.iter().map(|candidate| candidate.record).collect::<Vec<_>>(), [twin]);
    assert!(found[0].certain && found[0].probability() > 0.999);
    assert!((index.explain(5, twin).expect("both").score - found[0].score).abs() < 1e-6);
    index.replace(twin, &person(TOWN + 7).values()).expect("there");
    assert_eq!(index.check(5).expect("there"), []);
    index.replace(twin, &person(5).values()).expect("there");
    assert_eq!(index.check(5).expect("there").len(), 1);
    index.remove(twin).expect("there");
    assert_eq!(index.check(5).expect("there"), []);
    assert!(matches!(index.check(twin), Err(Error::NoSuchRecord(record)) if record == twin));
}

#[test]
fn looking_up_leaves_no_record() {
    let mut index = index();
    let before = index.table().len();
    index.look_up(&person(TOWN + 1).values()).expect("nine values");
    assert_eq!(index.table().len(), before);
    assert!(matches!(index.look_up(&["short"]), Err(Error::BadRecord { .. })));
}
