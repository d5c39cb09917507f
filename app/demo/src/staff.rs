//! Officials of every office, accounts of citizens, and the logins a visitor can use.

use crate::error::DemoError;
use crate::logins::{self, Login, PASSWORD, Part};
use crate::people::Player;
use crate::population::Namer;
use crate::town::{DemoConfig, Town};
use access::{Actor, Grant, Role, Subject};
use accounts::{Activation, Appoint, Device, Holder, HolderKind, ImportedAccount};
use kernel::unit::UnitLevel;
use kernel::{AccountId, Locale, PersonId, PersonName, StaffId, UnitCode};
use register::Relation;
use std::collections::HashMap;
use std::sync::Arc;
use store::Tx;

/// Officials or accounts in one transaction.
const BATCH: usize = 500;

/// Who works and who has an account.
#[derive(Default)]
pub(crate) struct Cast {
    /// The officer who receives and decides, by commune.
    pub(crate) officers: HashMap<UnitCode, StaffId>,
    /// The leader who takes the second step, by the unit of the desk.
    pub(crate) leaders: HashMap<UnitCode, StaffId>,
    /// Accounts of players.
    pub(crate) accounts: HashMap<PersonId, AccountId>,
    /// Who a visitor can sign in as.
    pub(crate) logins: Vec<Login>,
    /// The commune in which most of the logins work or live.
    pub(crate) stage: Option<UnitCode>,
}

/// The roles of a commune's officer: the counter receives, population officers decide; in a commune it is one person.
pub(crate) fn officer_grants(commune: &UnitCode) -> Vec<Grant> {
    vec![Grant::new(Role::Counter, commune.clone()), Grant::new(Role::Register, commune.clone())]
}

/// The roles of a leader.
pub(crate) fn leader_grants(desk: &UnitCode) -> Vec<Grant> {
    vec![Grant::new(Role::Approver, desk.clone()), Grant::new(Role::Steering, desk.clone())]
}

impl Cast {
    /// How many officials there are.
    pub(crate) fn staff(&self) -> u64 {
        let logins = self.logins.iter().filter(|login| login.is_staff()).count();
        u64::try_from(self.officers.len() + self.leaders.len() + logins).unwrap_or(u64::MAX)
    }
}

/// Opens the accounts of `players` and prepares the logins.
pub(crate) fn engage(
    town: &Town,
    config: &DemoConfig,
    namer: &mut Namer,
    players: &[Player],
    cast: &mut Cast,
) -> Result<(), DemoError> {
    open_accounts(town, players, cast)?;
    let parts = Parts::choose(players);
    cast.stage.clone_from(&parts.stage);
    staff_logins(town, config, namer, &parts, cast)?;
    for (part, player) in parts.citizens(players) {
        let login = citizen_login(town, part, player, cast)?;
        cast.logins.push(login);
    }
    Ok(())
}

/// An officer and a leader for every commune, a leader for every district where there are districts.
pub(crate) fn appoint_offices(town: &Town, config: &DemoConfig, namer: &mut Namer) -> Result<Cast, DemoError> {
    let mut cast = Cast::default();
    let today = town.places.as_of(config.now.date_in_vietnam());
    let city = &town.pack.identity().city;
    let mut wanted: Vec<(Appoint, UnitCode, Role)> = Vec::new();
    for commune in today.inside(city, UnitLevel::Commune) {
        let name = commune.code.number();
        wanted.push((
            appointment(format!("counter.{name}"), officer_grants(&commune.code), namer)?,
            commune.code.clone(),
            Role::Counter,
        ));
        wanted.push((
            appointment(format!("leader.{name}"), leader_grants(&commune.code), namer)?,
            commune.code.clone(),
            Role::Approver,
        ));
    }
    for district in today.inside(city, UnitLevel::District) {
        let login = format!("leader.{}", district.code.number());
        wanted.push((appointment(login, leader_grants(&district.code), namer)?, district.code.clone(), Role::Approver));
    }
    for batch in wanted.chunks(BATCH) {
        let (batch, actor) = (batch.to_vec(), system(town));
        let appointed: Vec<(UnitCode, Role, StaffId)> = town.store.write_blocking(move |tx| -> Result<_, DemoError> {
            let staff = batch
                .iter()
                .map(|(command, unit, role)| Ok((unit.clone(), *role, accounts::appoint(tx, &actor, command)?.staff)));
            staff.collect()
        })?;
        for (unit, role, staff) in appointed {
            let list = if role == Role::Counter { &mut cast.officers } else { &mut cast.leaders };
            list.insert(unit, staff);
        }
    }
    Ok(cast)
}

fn appointment(login: String, grants: Vec<Grant>, namer: &mut Namer) -> Result<Appoint, DemoError> {
    let name = namer.official();
    let name = PersonName::parse(&name).map_err(|_| DemoError::Words(name))?;
    Ok(Appoint { login, name, grants, locale: Locale::Vi })
}

fn system(town: &Town) -> Actor {
    town.context.actor(Subject::System { name: "demo" }).build()
}

/// Accounts at level 2 for everybody who files dossiers, all with the demo's password.
fn open_accounts(town: &Town, players: &[Player], cast: &mut Cast) -> Result<(), DemoError> {
    let actor = system(town);
    // One hash for all: hashing takes a core for a while, and the password is no secret.
    let hash = town.accounts.hash_password(PASSWORD, actor.randomness())?;
    for batch in players.chunks(BATCH) {
        let mut accounts = Vec::with_capacity(batch.len());
        for player in batch {
            let account: AccountId = actor.new_id();
            cast.accounts.insert(player.person, account);
            accounts.push(ImportedAccount {
                account,
                person: player.person,
                number: player.number,
                name: PersonName::parse(&player.name).map_err(|_| DemoError::Words(player.name.clone()))?,
                level: 2,
                unit: player.commune.clone(),
                password_hash: Some(hash.clone()),
            });
        }
        let actor = system(town);
        town.store
            .write_blocking(move |tx| -> Result<u64, DemoError> { Ok(accounts::import_accounts(tx, &actor, &accounts)?) })?;
    }
    Ok(())
}

/// Which players play which part, as positions in the list.
struct Parts {
    stage: Option<UnitCode>,
    head: Option<usize>,
    child: Option<usize>,
    single: Option<usize>,
    host: Option<usize>,
}

impl Parts {
    fn choose(players: &[Player]) -> Self {
        let mut counts: HashMap<&UnitCode, usize> = HashMap::new();
        for player in players {
            *counts.entry(&player.commune).or_default() += 1;
        }
        // The fullest commune, the first by code among equals.
        let stage = counts
            .into_iter()
            .max_by(|one, other| one.1.cmp(&other.1).then_with(|| other.0.cmp(one.0)))
            .map(|(unit, _)| unit.clone());
        let here = |player: &Player| Some(&player.commune) == stage.as_ref();
        // Nobody plays two parts: in a large city with few players a part is given to somebody from elsewhere.
        let mut taken: Vec<usize> = Vec::new();
        let mut find = |at_stage: &dyn Fn(&Player) -> bool, anywhere: &dyn Fn(&Player) -> bool| {
            let free = |fits: &dyn Fn(&Player) -> bool| {
                players.iter().enumerate().find(|(index, player)| !taken.contains(index) && fits(player)).map(|(index, _)| index)
            };
            let found = free(at_stage).or_else(|| free(anywhere));
            taken.extend(found);
            found
        };
        let heads = |player: &Player| player.relation == Relation::Head && player.others >= 2;
        let children = |player: &Player| player.relation == Relation::Child;
        let singles = |player: &Player| player.others == 0;
        let hosts = |player: &Player| !here(player) && player.relation == Relation::Head && player.others >= 1;
        Self {
            head: find(&|player| here(player) && heads(player), &heads),
            child: find(&|player| here(player) && children(player), &children),
            single: find(&|player| here(player) && singles(player), &singles),
            host: find(&hosts, &hosts),
            stage,
        }
    }

    fn citizens<'p>(&self, players: &'p [Player]) -> Vec<(Part, &'p Player)> {
        let parts = [(Part::Head, self.head), (Part::Child, self.child), (Part::Single, self.single), (Part::Host, self.host)];
        parts.into_iter().filter_map(|(part, index)| Some((part, players.get(index?)?))).collect()
    }
}

fn staff_logins(town: &Town, config: &DemoConfig, namer: &mut Namer, parts: &Parts, cast: &mut Cast) -> Result<(), DemoError> {
    let city = town.pack.identity().city.clone();
    let mut wanted: Vec<(Part, &str, Vec<Grant>)> = Vec::new();
    if let Some(stage) = &parts.stage {
        wanted.push((Part::Counter, "counter", officer_grants(stage)));
        let desk = stage.district().filter(|district| town.places.as_of(config.now.date_in_vietnam()).exists(district));
        wanted.push((Part::Approver, "leader", leader_grants(&desk.unwrap_or_else(|| stage.clone()))));
    }
    let neighbour = cast.officers.keys().filter(|commune| Some(*commune) != parts.stage.as_ref()).min().cloned();
    if let Some(commune) = neighbour {
        wanted.push((Part::Neighbour, "neighbour", officer_grants(&commune)));
    }
    for (part, login, role) in [
        (Part::Steering, "steering", Role::Steering),
        (Part::Admin, "admin", Role::Admin),
        (Part::Auditor, "auditor", Role::Auditor),
    ] {
        wanted.push((part, login, vec![Grant::new(role, city.clone())]));
    }
    for (part, login, grants) in wanted {
        let login = staff_login(town, namer, part, login, grants)?;
        cast.logins.push(login);
    }
    Ok(())
}

fn staff_login(town: &Town, namer: &mut Namer, part: Part, login: &str, grants: Vec<Grant>) -> Result<Login, DemoError> {
    let unit = grants.first().map_or_else(UnitCode::nation, |grant| grant.unit.clone());
    let command = appointment(login.to_owned(), grants.clone(), namer)?;
    let name = command.name.full().to_owned();
    let actor = system(town);
    let appointed =
        town.store.write_blocking(move |tx| -> Result<_, DemoError> { Ok(accounts::appoint(tx, &actor, &command)?) })?;
    let activation = Activation {
        kind: HolderKind::Staff,
        name: login.to_owned(),
        code: appointed.code.shown(),
        password: PASSWORD.to_owned(),
        device: Device::default(),
    };
    let public = town.context.actor(Subject::Public).build();
    let session = town.accounts.activate(&town.store, &public, &activation)?;
    let builder =
        town.context.actor(Subject::Staff { staff: appointed.staff }).roles(grants).session(session.session).assurance(1);
    let key = enrol(town, builder.last_step_up(town.context.now()).build())?;
    Ok(Login {
        part,
        login: login.to_owned(),
        password: PASSWORD.to_owned(),
        key,
        name,
        unit_name: town.places.name(&unit).to_owned(),
        unit,
    })
}

fn citizen_login(town: &Town, part: Part, player: &Player, cast: &Cast) -> Result<Login, DemoError> {
    let account = cast.accounts.get(&player.person).copied().ok_or(accounts::AccountError::NotFound)?;
    let actor = system(town);
    let session = town.store.write_blocking(move |tx| -> Result<_, DemoError> {
        Ok(accounts::open_session(tx, &actor, Holder::Citizen(account), 1, &Device::default())?)
    })?;
    let builder =
        town.context.actor(Subject::Citizen { account, person: player.person }).level(2).session(session.session).assurance(1);
    let key = enrol(town, builder.last_step_up(town.context.now()).build())?;
    Ok(Login {
        part,
        login: player.number.as_str().to_owned(),
        password: PASSWORD.to_owned(),
        key,
        name: player.name.clone(),
        unit: player.commune.clone(),
        unit_name: town.places.name(&player.commune).to_owned(),
    })
}

/// Enrols an authenticator for the actor, ends the session, and gives the authenticator's key.
fn enrol(town: &Town, actor: Actor) -> Result<String, DemoError> {
    let accounts = Arc::clone(&town.accounts);
    town.store.write_blocking(move |tx: &mut Tx<'_>| {
        let enrolment = accounts.begin_totp(tx, &actor)?;
        let code = logins::code(&enrolment.key, actor.now()).unwrap_or_default();
        accounts.confirm_totp(tx, &actor, &enrolment.secret, &code)?;
        accounts::sign_out(tx, &actor)?;
        Ok(enrolment.key)
    })
}
