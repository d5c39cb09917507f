//! Who prints the papers of dossiers: joins what the dossier says with the office's name and the officer's.

use accounts::Holder;
use dossiers::{PaperOrder, Printer};
use gate::Platform;
use kernel::{PaperId, StaffId, UnitCode};
use papers::{Agency, NewPaper};
use places::Places;
use serde_json::Value;
use std::sync::Arc;
use store::Tx;

/// Prints papers of dossiers in the name of the office that is responsible.
pub(crate) fn printer(platform: &Arc<Platform>) -> Printer {
    let places = Arc::clone(&platform.places);
    Arc::new(move |tx, actor, order| print(tx, actor, &places, order).map_err(|error| error.to_string()))
}

fn print(tx: &mut Tx<'_>, actor: &access::Actor, places: &Places, order: &PaperOrder) -> Result<PaperId, papers::Error> {
    let mut body = order.body.clone();
    if let Some(officer) = officer_name(tx, order.officer)? {
        sign(&mut body, &officer);
    }
    let kind = order.template.parse().map_err(|_| papers::Error::NotFound)?;
    let paper = NewPaper {
        kind,
        body,
        agency: agency(places, &order.unit),
        unit: order.unit.clone(),
        dossier: Some(order.dossier),
        person: Some(order.person),
        holder: order.holder.clone(),
    };
    papers::request(tx, actor, &paper)
}

fn officer_name(tx: &mut Tx<'_>, officer: Option<StaffId>) -> Result<Option<String>, store::Error> {
    match officer {
        Some(staff) => accounts::display_name(tx, Holder::Staff(staff)),
        None => Ok(None),
    }
}

/// Puts the officer's name where the template has a place for it.
fn sign(body: &mut Value, officer: &str) {
    let Value::Object(fields) = body else { return };
    if let Some(Value::Object(signatory)) = fields.get_mut("signatory") {
        signatory.insert("name".to_owned(), officer.into());
    }
    if let Some(place) = fields.get_mut("officer") {
        *place = officer.into();
    }
}

/// The office of a commune: its people's committee, under that of the unit above.
fn agency(places: &Places, unit: &UnitCode) -> Agency {
    let committee = |code: &UnitCode| format!("UBND {}", places.name(code));
    let superior = unit.parent().filter(|parent| *parent != UnitCode::nation());
    let place = places.latest(unit).map_or_else(|| unit.to_string(), |known| known.short.clone());
    Agency { superior: superior.as_ref().map(committee), name: committee(unit), desk: None, place }
}
