//! The data of the papers that come with the country pack, as their templates read it.
//!
//! Every field of a template is here, so a paper that compiles prints. Other papers of a pack pass their data as JSON
//! in [`NewPaper::body`](crate::NewPaper::body).
//!
//! None of these types can be printed by `Debug`: they hold names and numbers of people.

use crate::{Form, Moment};
use kernel::time::Date;
use serde::Serialize;

/// Who filed, as forms 01 to 03 of the one-stop shop name them.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Applicant {
    /// Full name.
    pub name: String,
    /// The 12-digit personal number.
    pub personal_number: Option<String>,
    /// Address in full.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Electronic mail.
    pub email: Option<String>,
}

/// A paper that was handed in.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Component {
    /// What it is.
    pub name: String,
    /// In which form: Bản chính, Bản sao, Bản điện tử.
    pub form: String,
    /// How many.
    pub quantity: u32,
}

/// Form 01: receipt of a dossier and appointment for its result.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Receipt {
    /// The code of the dossier.
    pub dossier_code: String,
    /// Who filed.
    pub applicant: Applicant,
    /// The name of the procedure.
    pub procedure: String,
    /// What was handed in.
    pub components: Vec<Component>,
    /// How many sets.
    pub sets: u32,
    /// The fee in words and figures; nothing when none is due.
    pub fee: Option<String>,
    /// The limit in words: 03 ngày làm việc.
    pub limit: String,
    /// When the dossier was received.
    pub received: Moment,
    /// When the result is due.
    pub due: Moment,
    /// How the result is handed over: tại bộ phận một cửa, qua bưu chính, trực tuyến.
    pub delivery: String,
    /// Whether it was filed online, so that nobody signs by hand.
    pub online: bool,
    /// The officer who received it.
    pub officer: Option<String>,
}

/// Where an applicant may ask.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Contact {
    /// Officer or desk.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
}

/// Form 02: request to supplement a dossier, once and with all defects.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Supplement {
    /// The code of the dossier.
    pub dossier_code: String,
    /// Who filed.
    pub applicant: Applicant,
    /// The name of the procedure.
    pub procedure: String,
    /// Every defect, one sentence each.
    pub defects: Vec<String>,
    /// Why.
    pub reason: String,
    /// Until when, if the law sets an end.
    pub deadline: Option<Moment>,
    /// Where to ask.
    pub contact: Contact,
    /// The officer who guides.
    pub officer: Option<String>,
}

/// Form 03: refusal to receive or to settle a dossier.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Refusal {
    /// The code of the dossier.
    pub dossier_code: String,
    /// Who filed.
    pub applicant: Applicant,
    /// The name of the procedure.
    pub procedure: String,
    /// The grounds, one sentence each.
    pub grounds: Vec<String>,
    /// The article that is the legal basis.
    pub legal_basis: Option<String>,
    /// The officer.
    pub officer: Option<String>,
}

/// A person as the residence forms describe them. Texts are in Vietnamese, dates ISO and possibly partial.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Resident {
    /// Full birth name.
    pub name: String,
    /// Date of birth: `1962`, `1962-05` or `1962-05-17`.
    pub birth: String,
    /// Nam or Nữ.
    pub sex: String,
    /// The 12-digit personal number.
    pub personal_number: Option<String>,
    /// Ethnicity.
    pub ethnicity: Option<String>,
    /// Religion.
    pub religion: Option<String>,
    /// Nationality.
    pub nationality: Option<String>,
    /// Place of origin.
    pub origin: Option<String>,
}

/// The head of the household and what the person is to them.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Head {
    /// Full name.
    pub name: Option<String>,
    /// The person's relation to the head.
    pub relation: Option<String>,
    /// The head's personal number.
    pub personal_number: Option<String>,
}

/// Another member of the household.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Member {
    /// Full name.
    pub name: String,
    /// Date of birth, ISO, possibly partial.
    pub birth: String,
    /// Nam or Nữ.
    pub sex: String,
    /// Personal number.
    pub personal_number: Option<String>,
    /// Relation to the head.
    pub relation: String,
}

/// Who signs.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Signatory {
    /// Office held: Trưởng Công an phường.
    pub title: String,
    /// Full name.
    pub name: String,
}

/// Form CT07: confirmation of residence information.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ResidenceConfirmation {
    /// Whose residence.
    pub person: Resident,
    /// Permanent residence.
    pub permanent: Option<String>,
    /// Temporary residence.
    pub temporary: Option<String>,
    /// Where the person lives now.
    pub current: Option<String>,
    /// The household's head.
    pub head: Head,
    /// The other members of the household.
    pub members: Vec<Member>,
    /// Anything else that is confirmed.
    pub other: Option<String>,
    /// What the confirmation is for.
    pub purpose: Option<String>,
    /// The last day on which it is valid.
    pub valid_until: Option<Date>,
    /// Who signs.
    pub signatory: Signatory,
}

/// Form CT08: notice of the result of a residence registration, or of its cancellation.
#[derive(Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct ResidenceNotice {
    /// Whose residence.
    pub person: Resident,
    /// The code of the dossier.
    pub dossier_code: String,
    /// The procedure, as it stands in a sentence: đăng ký tạm trú.
    pub procedure: String,
    /// The result: Đã đăng ký tạm trú.
    pub result: String,
    /// The address.
    pub address: Option<String>,
    /// The first day on which it holds.
    pub effective_from: Option<Date>,
    /// The last day on which it holds.
    pub effective_until: Option<Date>,
    /// The household's head.
    pub head: Head,
    /// Those who move along.
    pub members: Vec<Member>,
    /// Why, for a cancellation or refusal.
    pub reason: Option<String>,
    /// Who signs.
    pub signatory: Signatory,
}

macro_rules! forms {
    ($($form:ident = $kind:literal, $($holder:ident).+;)+) => {
        $(impl Form for $form {
            const KIND: &'static str = $kind;
            fn holder(&self) -> &str {
                &self.$($holder).+
            }
        })+

        /// The kinds of paper that have a form here.
        pub const KINDS: &[&str] = &[$($kind),+];
    };
}

forms! {
    Receipt = "receipt", applicant.name;
    Supplement = "supplement", applicant.name;
    Refusal = "refusal", applicant.name;
    ResidenceConfirmation = "ct07", person.name;
    ResidenceNotice = "ct08", person.name;
}
