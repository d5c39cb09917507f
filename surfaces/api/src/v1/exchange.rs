//! For systems of other agencies: confirm, look up, household, batch. Each answer is charged to the client's quota, limited
//! to what the stated purpose allows, and noted where the citizen can read it.

use crate::problem::Refusal;
use crate::sender::{Body, Sender};
use crate::v1::views::ResidenceView;
use crate::{Api, Problem};
use access::{Actor, Denied, Subject};
use axum::Json;
use gate::Failure;
use kernel::ErrorKind;
use register::exchange::{BATCH_LINES_A_TURN, BATCH_LINES_MAX, Claim};
use register::{Fields, Household, Person};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::{ReadTx, Tx};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Api> {
    OpenApiRouter::new().routes(routes!(confirm)).routes(routes!(look_up)).routes(routes!(household)).routes(routes!(batch))
}

/// What an agency believes about a person.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct ClaimBody {
    /// Twelve digits.
    number: String,
    /// Full name, with or without marks.
    name: String,
    /// Date of birth: 1962-05-17, 1962-05 or 1962.
    birth: String,
}

/// Yes or no.
#[derive(Debug, Serialize, ToSchema)]
struct ConfirmView {
    /// Whether number, name and birth date are those of one person.
    matches: bool,
}

/// Whom to look up.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct NumberBody {
    /// Twelve digits.
    number: String,
}

/// A person as far as the purpose allows. What it does not allow, and what the register does not hold, is left out.
#[derive(Debug, Serialize, ToSchema)]
struct AllowedView {
    /// Full name.
    name: String,
    /// `male` or `female`.
    sex: &'static str,
    /// Date of birth.
    birth: String,
    /// The living identity number.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// `living`, `dead` or `missing`.
    state: &'static str,
    /// Nine digits, of before 2016.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_number: Option<String>,
    /// Where the birth was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_registered_at: Option<String>,
    /// Origin.
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    /// Ethnicity.
    #[serde(skip_serializing_if = "Option::is_none")]
    ethnicity: Option<String>,
    /// Religion.
    #[serde(skip_serializing_if = "Option::is_none")]
    religion: Option<String>,
    /// Marital status.
    #[serde(skip_serializing_if = "Option::is_none")]
    marital: Option<&'static str>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    /// Mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// Residences in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    residences: Vec<ResidenceView>,
}

impl AllowedView {
    /// With the communes that the addresses were in.
    fn of(tx: &mut ReadTx<'_>, person: Person) -> Result<Self, Failure> {
        let residences = ResidenceView::of(tx, person.residences)?;
        let facts = person.facts;
        Ok(Self {
            name: facts.name.to_string(),
            sex: facts.sex.as_str(),
            birth: facts.birth.to_string(),
            number: facts.number.map(|number| number.to_string()),
            state: person.state.as_str(),
            old_number: facts.old_number.map(|number| number.to_string()),
            birth_registered_at: facts.birth_registered_at,
            origin: facts.origin,
            ethnicity: facts.ethnicity,
            religion: facts.religion,
            marital: facts.marital.map(register::MaritalStatus::as_str),
            phone: facts.phone,
            email: facts.email,
            residences,
        })
    }
}

/// A household as agencies see it.
#[derive(Debug, Serialize, ToSchema)]
struct AllowedHousehold {
    /// The commune.
    unit: String,
    /// House and street.
    address: String,
    /// Its members, the head first.
    members: Vec<AllowedMember>,
}

/// A member of a household as agencies see them.
#[derive(Debug, Serialize, ToSchema)]
struct AllowedMember {
    /// Full name.
    name: String,
    /// `male` or `female`.
    sex: &'static str,
    /// Date of birth.
    birth: String,
    /// What the member is to the head.
    relation: &'static str,
}

impl From<Household> for AllowedHousehold {
    fn from(household: Household) -> Self {
        let members = household.members.into_iter().map(|member| AllowedMember {
            name: member.person.name.to_string(),
            sex: member.person.sex.as_str(),
            birth: member.person.birth.to_string(),
            relation: member.relation.as_str(),
        });
        Self { unit: household.unit.to_string(), address: household.address, members: members.collect() }
    }
}

/// Charges the client who asks; anybody else has no business here.
fn charge(tx: &mut Tx<'_>, actor: &Actor, questions: u32) -> Result<(), Failure> {
    match actor.subject {
        Subject::Client { client } => Ok(accounts::charge_client(tx, actor, client, questions)?),
        Subject::Public => Err(Denied::NeedsSignIn.into()),
        _ => Err(Denied::Hidden.into()),
    }
}

/// The groups of facts that the stated purpose lets an agency see.
fn allowed(pack: &country::Pack, actor: &Actor, group: &str) -> Result<Fields, Failure> {
    let purpose = pack.purposes().iter().find(|purpose| purpose.code == actor.purpose.as_str());
    let groups = purpose.ok_or(Denied::NeedsPurpose)?.fields.as_slice();
    if groups.is_empty() || !groups.iter().any(|known| known == group) {
        return Err(Denied::Forbidden.into());
    }
    Ok(Fields::of_words(groups.iter().map(String::as_str)))
}

fn claim(sender: &Sender, body: &ClaimBody) -> Result<Claim, Refusal> {
    let name = kernel::PersonName::parse(&body.name)
        .map_err(|_| sender.refuse(&Failure::invalid().field("name", "error-field-unreadable")))?;
    Ok(Claim { number: sender.parse("number", &body.number)?, name, birth: sender.parse("birth", &body.birth)? })
}

/// Whether name, birth date and number are those of one person. Says yes or no and nothing else.
#[utoipa::path(
    post, path = "/api/v1/exchange/confirm", tag = "exchange", request_body = ClaimBody,
    params(("X-Purpose" = String, Header, description = "Why it is asked; one of the client's purposes")),
    responses((status = 200, body = ConfirmView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)),
)]
async fn confirm(sender: Sender, Body(body): Body<ClaimBody>) -> Result<Json<ConfirmView>, Refusal> {
    let claim = claim(&sender, &body)?;
    let matches = sender
        .write(move |tx, actor| {
            charge(tx, actor, 1)?;
            register::exchange::confirm(tx, actor, &claim).map_err(Failure::from)
        })
        .await?;
    Ok(Json(ConfirmView { matches }))
}

/// A person by number, with the facts that the purpose allows.
#[utoipa::path(
    post, path = "/api/v1/exchange/look-up", tag = "exchange", request_body = NumberBody,
    params(("X-Purpose" = String, Header, description = "Why it is asked; it decides which facts are given")),
    responses((status = 200, body = AllowedView), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)),
)]
async fn look_up(sender: Sender, Body(body): Body<NumberBody>) -> Result<Json<AllowedView>, Refusal> {
    let number = sender.parse("number", &body.number)?;
    let pack = Arc::clone(&sender.api.platform.pack);
    let found = sender
        .write(move |tx, actor| {
            charge(tx, actor, 1)?;
            let fields = allowed(&pack, actor, "identity")?;
            register::exchange::look_up(tx, actor, &number, fields)?.map(|person| AllowedView::of(tx, person)).transpose()
        })
        .await?;
    found.map(Json).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// The household of a person by number.
#[utoipa::path(
    post, path = "/api/v1/exchange/household", tag = "exchange", request_body = NumberBody,
    params(("X-Purpose" = String, Header, description = "Why it is asked")),
    responses((status = 200, body = AllowedHousehold), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)),
)]
async fn household(sender: Sender, Body(body): Body<NumberBody>) -> Result<Json<AllowedHousehold>, Refusal> {
    let number = sender.parse("number", &body.number)?;
    let pack = Arc::clone(&sender.api.platform.pack);
    let found = sender
        .write(move |tx, actor| {
            charge(tx, actor, 1)?;
            allowed(&pack, actor, "household")?;
            register::exchange::household(tx, actor, &number).map_err(Failure::from)
        })
        .await?;
    found.map(|household| Json(household.into())).ok_or_else(|| sender.refuse(&Failure::not_found()))
}

/// Many questions at once.
#[derive(Debug, Deserialize, ToSchema)]
struct BatchBody {
    /// `confirm` or `look-up`.
    what: String,
    /// At most 1,000.
    lines: Vec<BatchLine>,
}

/// One question of a batch.
#[derive(Debug, Clone, Deserialize, ToSchema)]
struct BatchLine {
    /// The sender's own name for the line, given back with its answer.
    line: String,
    /// Twelve digits.
    number: String,
    /// For `confirm`: full name.
    name: Option<String>,
    /// For `confirm`: date of birth.
    birth: Option<String>,
}

/// The answer to one line.
#[derive(Debug, Serialize, ToSchema)]
struct BatchAnswer {
    /// The sender's own name for the line.
    line: String,
    /// `yes`, `no`, `found`, `not-found`, `unreadable` or `limited`: after too many misses the rest is not looked at.
    result: &'static str,
    /// The person, where one was looked up and found.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<AllowedView>,
}

/// What a line asks, once it was read.
#[derive(Clone)]
enum Question {
    Confirm(Box<Claim>),
    LookUp(kernel::PersonalNumber),
    Unreadable,
}

fn question(line: &BatchLine, confirms: bool) -> Question {
    let Ok(number) = line.number.parse() else { return Question::Unreadable };
    if !confirms {
        return Question::LookUp(number);
    }
    let name = line.name.as_deref().and_then(|name| kernel::PersonName::parse(name).ok());
    let birth = line.birth.as_deref().and_then(|birth| birth.parse().ok());
    match (name, birth) {
        (Some(name), Some(birth)) => Question::Confirm(Box::new(Claim { number, name, birth })),
        _ => Question::Unreadable,
    }
}

/// Many confirmations or look-ups at once, each line answered for itself. The lines are answered in turns, so that a
/// long batch keeps nobody else waiting.
#[utoipa::path(
    post, path = "/api/v1/exchange/batch", tag = "exchange", request_body = BatchBody,
    params(("X-Purpose" = String, Header, description = "Why it is asked; one for all lines")),
    responses((status = 200, body = Vec<BatchAnswer>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)),
)]
async fn batch(sender: Sender, Body(body): Body<BatchBody>) -> Result<Json<Vec<BatchAnswer>>, Refusal> {
    let confirms = match body.what.as_str() {
        "confirm" => true,
        "look-up" => false,
        _ => return Err(sender.refuse(&Failure::invalid().field("what", "error-field-unreadable"))),
    };
    if body.lines.is_empty() || body.lines.len() > BATCH_LINES_MAX {
        let failure = Failure::new(ErrorKind::Invalid, "exchange-error-batch").arg("most", BATCH_LINES_MAX.to_string());
        return Err(sender.refuse(&failure));
    }
    let questions: Vec<Question> = body.lines.iter().map(|line| question(line, confirms)).collect();
    let count = u32::try_from(questions.len()).unwrap_or(u32::MAX);
    let pack = Arc::clone(&sender.api.platform.pack);
    let fields = sender
        .write(move |tx, actor| {
            charge(tx, actor, count)?;
            if confirms { Ok(Fields::IDENTITY) } else { allowed(&pack, actor, "identity") }
        })
        .await?;
    let mut answers = Vec::with_capacity(questions.len());
    for turn in questions.chunks(BATCH_LINES_A_TURN) {
        let turn = turn.to_vec();
        answers.extend(
            sender
                .write(move |tx, actor| {
                    turn.iter().map(|question| answer(tx, actor, question, fields)).collect::<Result<Vec<_>, Failure>>()
                })
                .await?,
        );
    }
    let answers = body.lines.into_iter().zip(answers);
    Ok(Json(answers.map(|(line, (result, person))| BatchAnswer { line: line.line, result, person }).collect()))
}

fn answer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    question: &Question,
    fields: Fields,
) -> Result<(&'static str, Option<AllowedView>), Failure> {
    let answered = match question {
        Question::Unreadable => return Ok(("unreadable", None)),
        Question::Confirm(claim) => {
            register::exchange::confirm(tx, actor, claim).map(|holds| (if holds { "yes" } else { "no" }, None))
        }
        Question::LookUp(number) => register::exchange::look_up(tx, actor, number, fields).map(|found| match found {
            Some(person) => ("found", Some(person)),
            None => ("not-found", None),
        }),
    };
    match answered {
        Ok((result, person)) => Ok((result, person.map(|person| AllowedView::of(tx, person)).transpose()?)),
        Err(register::Error::TooManyMisses { .. }) => Ok(("limited", None)),
        Err(other) => Err(other.into()),
    }
}
