//! The data of the papers as their templates in the country pack read it: the names of the fields are the templates'.
//!
//! None of these types can be printed by `Debug`: they hold names and numbers of people.

use kernel::time::Moment;
use serde::Serialize;

/// Who filed, as forms 01 to 03 of the one-stop shop name them.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Applicant {
    /// Full name.
    pub(super) name: String,
    /// The 12-digit personal number.
    pub(super) personal_number: Option<String>,
    /// Address in full.
    pub(super) address: Option<String>,
    /// Telephone.
    pub(super) phone: Option<String>,
    /// Electronic mail.
    pub(super) email: Option<String>,
}

/// A paper that was handed in.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Component {
    /// What it is.
    pub(super) name: String,
    /// In which form: Bản chính, Bản sao, Bản điện tử.
    pub(super) form: String,
    /// How many.
    pub(super) quantity: u32,
}

/// Form 01: receipt of a dossier and appointment for its result.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Receipt {
    /// The code of the dossier.
    pub(super) dossier_code: String,
    /// Who filed.
    pub(super) applicant: Applicant,
    /// The name of the procedure.
    pub(super) procedure: String,
    /// What was handed in.
    pub(super) components: Vec<Component>,
    /// How many sets.
    pub(super) sets: u32,
    /// The fee in words and figures; nothing when none is due.
    pub(super) fee: Option<String>,
    /// The limit in words: 03 ngày làm việc.
    pub(super) limit: String,
    /// When the dossier was received.
    pub(super) received: Moment,
    /// When the result is due.
    pub(super) due: Moment,
    /// How the result is handed over: tại bộ phận một cửa, qua bưu chính, trực tuyến.
    pub(super) delivery: String,
    /// Whether it was filed online, so that nobody signs by hand.
    pub(super) online: bool,
    /// The officer who received it.
    pub(super) officer: Option<String>,
}

/// Where an applicant may ask.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Contact {
    /// Officer or desk.
    pub(super) name: String,
    /// Telephone.
    pub(super) phone: Option<String>,
}

/// Form 02: request to supplement a dossier, once and with all defects.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Supplement {
    /// The code of the dossier.
    pub(super) dossier_code: String,
    /// Who filed.
    pub(super) applicant: Applicant,
    /// The name of the procedure.
    pub(super) procedure: String,
    /// Every defect, one sentence each.
    pub(super) defects: Vec<String>,
    /// Why.
    pub(super) reason: String,
    /// Until when, if the law sets an end.
    pub(super) deadline: Option<Moment>,
    /// Where to ask.
    pub(super) contact: Contact,
    /// The officer who guides.
    pub(super) officer: Option<String>,
}

/// Form 03: refusal to receive or to settle a dossier.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Refusal {
    /// The code of the dossier.
    pub(super) dossier_code: String,
    /// Who filed.
    pub(super) applicant: Applicant,
    /// The name of the procedure.
    pub(super) procedure: String,
    /// The grounds, one sentence each.
    pub(super) grounds: Vec<String>,
    /// The article that is the legal basis.
    pub(super) legal_basis: Option<String>,
    /// The officer.
    pub(super) officer: Option<String>,
}

/// A person as the residence forms describe them. Texts are in Vietnamese, dates ISO and possibly partial.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Resident {
    /// Full birth name.
    pub(super) name: String,
    /// Date of birth: `1962`, `1962-05` or `1962-05-17`.
    pub(super) birth: String,
    /// Nam or Nữ.
    pub(super) sex: String,
    /// The 12-digit personal number.
    pub(super) personal_number: Option<String>,
    /// Ethnicity.
    pub(super) ethnicity: Option<String>,
    /// Religion.
    pub(super) religion: Option<String>,
    /// Nationality.
    pub(super) nationality: Option<String>,
    /// Place of origin.
    pub(super) origin: Option<String>,
}

/// The head of the household and what the person is to them.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Head {
    /// Full name.
    pub(super) name: Option<String>,
    /// The person's relation to the head.
    pub(super) relation: Option<String>,
    /// The head's personal number.
    pub(super) personal_number: Option<String>,
}

/// Another member of the household.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Member {
    /// Full name.
    pub(super) name: String,
    /// Date of birth, ISO, possibly partial.
    pub(super) birth: String,
    /// Nam or Nữ.
    pub(super) sex: String,
    /// Personal number.
    pub(super) personal_number: Option<String>,
    /// Relation to the head.
    pub(super) relation: String,
}

/// Who signs.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Signatory {
    /// Office held: Trưởng Công an phường.
    pub(super) title: String,
    /// Full name.
    pub(super) name: String,
}

/// Form CT07: confirmation of residence information.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Confirmation {
    /// Whose residence.
    pub(super) person: Resident,
    /// Permanent residence.
    pub(super) permanent: Option<String>,
    /// Temporary residence.
    pub(super) temporary: Option<String>,
    /// Where the person lives now.
    pub(super) current: Option<String>,
    /// The household's head.
    pub(super) head: Head,
    /// The other members of the household.
    pub(super) members: Vec<Member>,
    /// Anything else that is confirmed.
    pub(super) other: Option<String>,
    /// What the confirmation is for.
    pub(super) purpose: Option<String>,
    /// The last day on which it is valid, ISO.
    pub(super) valid_until: Option<String>,
    /// Who signs.
    pub(super) signatory: Signatory,
}

/// Form CT08: notice of the result of a residence registration, or of its cancellation.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Notice {
    /// Whose residence.
    pub(super) person: Resident,
    /// The code of the dossier.
    pub(super) dossier_code: String,
    /// The procedure, as it stands in a sentence: đăng ký tạm trú.
    pub(super) procedure: String,
    /// The result: Đã đăng ký tạm trú.
    pub(super) result: String,
    /// The address.
    pub(super) address: Option<String>,
    /// The first day on which it holds, ISO.
    pub(super) effective_from: Option<String>,
    /// The last day on which it holds, ISO.
    pub(super) effective_until: Option<String>,
    /// The household's head.
    pub(super) head: Head,
    /// Those who move along.
    pub(super) members: Vec<Member>,
    /// Why, for a cancellation or refusal.
    pub(super) reason: Option<String>,
    /// Who signs.
    pub(super) signatory: Signatory,
}
