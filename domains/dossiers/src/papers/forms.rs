//! The data of the papers as their templates read it. The names of the fields are the templates'.

use kernel::Instant;
use serde::Serialize;

/// A moment in the parts that templates print.
#[derive(Serialize)]
pub(super) struct Moment {
    year: i16,
    month: i8,
    day: i8,
    hour: i8,
    minute: i8,
}

impl From<Instant> for Moment {
    fn from(at: Instant) -> Self {
        let at = at.to_vietnam();
        Self { year: at.year(), month: at.month(), day: at.day(), hour: at.hour(), minute: at.minute() }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Applicant {
    pub(super) name: String,
    pub(super) personal_number: Option<String>,
    pub(super) address: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Component {
    pub(super) name: String,
    pub(super) form: String,
    pub(super) quantity: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Receipt {
    pub(super) dossier_code: String,
    pub(super) applicant: Applicant,
    pub(super) procedure: String,
    pub(super) components: Vec<Component>,
    pub(super) sets: u32,
    pub(super) fee: Option<String>,
    pub(super) limit: String,
    pub(super) received: Moment,
    pub(super) due: Moment,
    pub(super) delivery: String,
    pub(super) channel: Option<String>,
    pub(super) online: bool,
    pub(super) officer: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Contact {
    pub(super) name: String,
    pub(super) phone: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Supplement {
    pub(super) dossier_code: String,
    pub(super) applicant: Applicant,
    pub(super) procedure: String,
    pub(super) defects: Vec<String>,
    pub(super) reason: String,
    pub(super) deadline: Option<Moment>,
    pub(super) contact: Contact,
    pub(super) officer: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Refusal {
    pub(super) dossier_code: String,
    pub(super) applicant: Applicant,
    pub(super) procedure: String,
    pub(super) grounds: Vec<String>,
    pub(super) legal_basis: Option<String>,
    pub(super) officer: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Resident {
    pub(super) name: String,
    pub(super) birth: String,
    pub(super) sex: String,
    pub(super) personal_number: Option<String>,
    pub(super) ethnicity: Option<String>,
    pub(super) religion: Option<String>,
    pub(super) nationality: Option<String>,
    pub(super) origin: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Head {
    pub(super) name: Option<String>,
    pub(super) relation: Option<String>,
    pub(super) personal_number: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) birth: String,
    pub(super) sex: String,
    pub(super) personal_number: Option<String>,
    pub(super) relation: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Signatory {
    pub(super) title: String,
    pub(super) name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Confirmation {
    pub(super) person: Resident,
    pub(super) permanent: Option<String>,
    pub(super) temporary: Option<String>,
    pub(super) current: Option<String>,
    pub(super) head: Head,
    pub(super) members: Vec<Member>,
    pub(super) other: Option<String>,
    pub(super) purpose: Option<String>,
    pub(super) valid_until: Option<String>,
    pub(super) signatory: Signatory,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Notice {
    pub(super) person: Resident,
    pub(super) dossier_code: String,
    pub(super) procedure: String,
    pub(super) result: String,
    pub(super) address: Option<String>,
    pub(super) effective_from: Option<String>,
    pub(super) effective_until: Option<String>,
    pub(super) head: Head,
    pub(super) members: Vec<Member>,
    pub(super) reason: Option<String>,
    pub(super) signatory: Signatory,
}
