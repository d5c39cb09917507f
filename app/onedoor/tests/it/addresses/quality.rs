//! The desk of cleansing.

use super::{Ask, form, get};
use crate::city::{City, WARD};
use web::routes;

pub(super) fn asks(city: &City) -> Vec<Ask> {
    let mut all = vec![
        get(routes::QUALITY, routes::quality()),
        get(routes::QUALITY_EXPORT, routes::quality_export()),
        get(routes::QUALITY_BOARD, routes::quality_board()),
        get(routes::QUALITY_BOARD, format!("{}?unit={WARD}", routes::quality_board())).note("the ward"),
        get(routes::QUALITY_CASE, routes::quality_case(city.case)),
    ];
    let said = [
        ("evidence-refute", "card"),
        ("ground", "papers-agree"),
        ("said-refute", "CCCD"),
        ("evidence-correct", "card"),
        ("said-correct", "CCCD"),
        ("said-send-back", "Ảnh mờ"),
    ];
    for act in ["take", "verify", "correct", "refute"] {
        all.push(form(routes::QUALITY_ACT, routes::quality_act(city.case, act), &said).note(act));
    }
    for act in ["agree", "send-back"] {
        all.push(form(routes::QUALITY_ACT, routes::quality_act(city.refuted, act), &said).note(act));
    }
    all
}
