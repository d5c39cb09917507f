//! What officials send from the desk of the register: looking up, registering, guests, households.

use super::{Ask, Content, WHY, form, get, why};
use crate::city::{City, WARD};
use axum::http::Method;
use web::routes;

/// A ground, as the forms of the register send it.
const GROUND: [(&str, &str); 2] = [("basis", "Điều 25"), ("evidence", "CT01")];

pub(super) fn for_the_register(city: &City) -> Vec<Ask> {
    let (person, household) = (city.owner.person, city.household);
    let head = city.child.to_string();
    vec![
        get(routes::REGISTER, routes::register()),
        get(routes::REGISTER, format!("{}?text=Nguy%E1%BB%85n&{WHY}", routes::register())).note("a search"),
        get(routes::REGISTER_PURPOSE, routes::register_purpose(person)),
        get(routes::REGISTER_PERSON, routes::register_person(person)).note("without a purpose"),
        get(routes::REGISTER_PERSON, why(routes::register_person(person))),
        get(routes::REGISTER_HISTORY, why(routes::register_history(person))),
        get(routes::REGISTER_CORRECT, why(routes::register_correct(person))),
        form(
            routes::REGISTER_CORRECT,
            format!("{}?{WHY}&group=contact", routes::register_correct(person)),
            &[("phone", "0912345678"), ("version", "2"), ("basis", "Điều 26"), ("evidence", "CCCD")],
        ),
        get(routes::REGISTER_PERSON, format!("{}&as_of=2020-01-01", why(routes::register_person(person))))
            .note("before it was there"),
        get(routes::REGISTER_FACTS, why(routes::register_facts(person))),
        form(
            routes::REGISTER_FACTS,
            why(routes::register_facts(person)),
            &[("fact", "name"), ("basis", "Điều 26"), ("evidence", "Giấy khai sinh 12")],
        ),
        get(routes::REGISTER_PHOTO, why(routes::register_photo(person))),
        get(routes::REGISTER_PHOTO_CHANGE, why(routes::register_photo_change(person))),
        Ask::new(Method::POST, routes::REGISTER_PHOTO_CHANGE, why(routes::register_photo_change(person)), Content::Upload),
        get(routes::REGISTER_REVERSE, why(routes::register_reverse(city.change))),
        form(
            routes::REGISTER_REVERSE,
            why(routes::register_reverse(city.change)),
            &[("basis", "Điều 26"), ("evidence", "Biên bản 7")],
        ),
        get(routes::REGISTER_COMMUNE, why(routes::register_commune(WARD))),
        get(routes::REGISTER_COMMUNE, format!("{}&group=households", why(routes::register_commune(WARD)))).note("its households"),
        get(routes::REGISTER_EVENT, why(routes::register_event(person, "death"))),
        form(
            routes::REGISTER_EVENT,
            why(routes::register_event(person, "name")),
            &[("name", "Nguyễn Thị Tên Mới"), ("basis", "Điều 28"), ("sure", "yes")],
        ),
        get(routes::REGISTER_ACCOUNT, why(routes::register_account(person))),
        form(
            routes::REGISTER_ACCOUNT,
            why(routes::register_account(person)),
            &[("act", "lock"), ("lock-ground", "agency-asked")],
        ),
        get(routes::REGISTER_HOUSEHOLD, why(routes::register_household(household))),
        get(routes::REGISTER_HOUSEHOLD_HISTORY, why(routes::register_household_history(household))),
        form(routes::REGISTER_HEAD, why(routes::register_head(household)), &[("head", &head), ("basis", "Điều 26")]),
    ]
}

pub(super) fn for_stays(city: &City) -> Vec<Ask> {
    let (household, lodging) = (city.household, city.lodging);
    let stay = city.stay.to_string();
    let guest = [("name", "Lê Văn Khách"), ("number", "001090000012"), ("birth", "1990")];
    let left = [("stay", stay.as_str()), ("end", "left")];
    let house = [
        ("name", "Nhà nghỉ Mẫu"),
        ("kind", "hostel"),
        ("rooms", "4"),
        ("state", "open"),
        ("version", "1"),
        ("unit", WARD),
        ("address", "Số 9 phố Mẫu"),
        ("owner-number", city.owner_number.as_str()),
        ("owner-birth", "1970-01-15"),
        ("keep", "same"),
        GROUND[0],
        GROUND[1],
    ];
    vec![
        get(routes::REGISTER_STAYS, routes::register_stays()).note("without a purpose"),
        get(routes::REGISTER_STAYS, why(routes::register_stays())),
        get(routes::REGISTER_STAYS_EXPORT, why(routes::register_stays_export())),
        get(routes::REGISTER_LODGINGS, why(routes::register_lodgings())),
        get(routes::REGISTER_LODGING_NEW, why(routes::register_lodging_new())),
        form(routes::REGISTER_LODGING_NEW, why(routes::register_lodging_new()), &house),
        get(routes::REGISTER_LODGING, why(routes::register_lodging(lodging))),
        form(routes::REGISTER_LODGING, why(routes::register_lodging(lodging)), &guest),
        Ask::new(Method::POST, routes::REGISTER_LODGING_FILE, why(routes::register_lodging_file(lodging)), Content::Upload),
        form(routes::REGISTER_LODGING_LEFT, why(routes::register_lodging_left(lodging)), &left),
        get(routes::REGISTER_LODGING_CHANGE, why(routes::register_lodging_change(lodging))),
        form(routes::REGISTER_LODGING_CHANGE, why(routes::register_lodging_change(lodging)), &house),
        get(routes::REGISTER_HOUSEHOLD_GUESTS, why(routes::register_household_guests(household))),
        form(routes::REGISTER_HOUSEHOLD_GUESTS, why(routes::register_household_guests(household)), &guest),
        form(routes::REGISTER_HOUSEHOLD_GUESTS_LEFT, why(routes::register_household_guests_left(household)), &left),
        get(routes::MY_GUESTS, routes::my_guests()),
        form(routes::MY_GUESTS, routes::my_guests(), &guest),
        form(routes::MY_GUESTS_LEFT, routes::my_guests_left(), &left),
        get(routes::MY_LODGING, routes::my_lodging(lodging)),
        form(routes::MY_LODGING, routes::my_lodging(lodging), &guest),
        Ask::new(Method::POST, routes::MY_LODGING_FILE, routes::my_lodging_file(lodging), Content::Upload),
        form(routes::MY_LODGING_LEFT, routes::my_lodging_left(lodging), &left),
    ]
}

pub(super) fn for_households(city: &City) -> Vec<Ask> {
    let (person, household) = (city.owner.person, city.household);
    let relation = format!("rel-{}", city.child);
    let day = [("from-day", "6"), ("from-month", "3"), ("from-year", "2025")];
    let last = [("on-day", "6"), ("on-month", "3"), ("on-year", "2025")];
    let next_head = format!("{household}.{}", city.child);
    let removal = "permanent.removed.law-68-2020-art-24-1-h";
    let away = [("place", "Tỉnh Mẫu"), ("reason", "Đi làm"), ("circumstance", "ordinary"), day[0], day[1], day[2], GROUND[0]];
    let household_text = household.to_string();
    let until = [("until-day", "6"), ("until-month", "3"), ("until-year", "2026"), GROUND[0]];
    vec![
        get(routes::REGISTER_DUE, why(routes::register_due())),
        get(routes::REGISTER_SPLIT, why(routes::register_split(household))),
        form(
            routes::REGISTER_SPLIT,
            why(routes::register_split(household)),
            &[(relation.as_str(), "head"), day[0], day[1], day[2], GROUND[0]],
        ),
        get(routes::REGISTER_MERGE, why(routes::register_merge(household))),
        form(
            routes::REGISTER_MERGE,
            why(routes::register_merge(household)),
            &[("into", household_text.as_str()), day[0], day[1], day[2], GROUND[0]],
        ),
        get(routes::REGISTER_REMOVE, why(routes::register_remove(person))),
        form(
            routes::REGISTER_REMOVE,
            why(routes::register_remove(person)),
            &[("ground", removal), ("head", next_head.as_str()), last[0], last[1], last[2]],
        ),
        get(routes::REGISTER_RENEW, why(routes::register_renew(person))),
        form(routes::REGISTER_RENEW, why(routes::register_renew(person)), &until),
        get(routes::REGISTER_ABSENCE, why(routes::register_absence(person))),
        form(routes::REGISTER_ABSENCE, why(routes::register_absence(person)), &away),
        get(routes::MY_ABSENCE, routes::my_absence()),
        form(routes::MY_ABSENCE, routes::my_absence(), &away),
    ]
}
