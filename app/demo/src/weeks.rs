//! Plays the stories through the real commands, in the order of time, with a clock that moves along.

use crate::error::DemoError;
use crate::phrases::Phrases;
use crate::population::Dice;
use crate::printing;
use crate::staff::{Cast, leader_grants, officer_grants};
use crate::story::{Deed, Ending, Service, Story};
use crate::town::{Observer, Stage, Town};
use access::{Actor, Context, Purpose, Role, Subject};
use country::PhraseKind;
use dossiers::{
    AnswerSupplement, Catalogue, Channel, ConsentWord, Decide, Decline, Forward, GiveConsent, PaperForm, PaperSeen, Receive,
    RequestSupplement, ReturnResult, Submit, Verdict, Withdraw,
};
use kernel::{DossierId, Instant, ManualClock, PersonId, UnitCode};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;
use store::Tx;

/// Acts in one transaction.
const BATCH: usize = 200;
/// The purpose under which officers of the demo open records.
const PURPOSE: &str = "serve-dossier";

/// What was played.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Played {
    pub(crate) dossiers: u64,
    pub(crate) acts: u64,
    pub(crate) refused: u64,
}

/// An act that is due. The order is that of time, then of the stories.
type Due = (Instant, usize, Deed);

/// One act as the transaction needs it.
#[derive(Clone)]
struct Scene {
    at: Instant,
    deed: Deed,
    story: Arc<Story>,
    dossier: Option<DossierId>,
    words: String,
}

/// Plays `stories` up to `now`; what would happen later does not happen.
pub(crate) fn play(
    town: &Town,
    cast: Cast,
    stories: Vec<Story>,
    phrases: &Phrases,
    now: Instant,
    observer: &mut dyn Observer,
) -> Result<Played, DemoError> {
    let total = u64::try_from(stories.len()).unwrap_or(u64::MAX);
    let mut due: BinaryHeap<Reverse<Due>> =
        stories.iter().enumerate().map(|(index, story)| Reverse((story.filed, index, Deed::Submit))).collect();
    let stories: Vec<Arc<Story>> = stories.into_iter().map(Arc::new).collect();
    let mut filed: Vec<Option<DossierId>> = vec![None; stories.len()];
    let theatre = Arc::new(Theatre {
        context: town.context.clone(),
        clock: Arc::clone(&town.clock),
        services: Arc::clone(&town.services),
        cast,
    });
    let mut dice = Dice::new(total);
    let mut played = Played::default();
    loop {
        let batch = next_batch(&mut due, now);
        let Some((first, ..)) = batch.first().copied() else { break };
        let scenes: Vec<Scene> = batch
            .iter()
            .map(|&(at, index, deed)| {
                let story = Arc::clone(&stories[index]);
                let words = phrases.draw(phrase_for(deed, &story), &mut dice);
                Scene { at, deed, dossier: filed[index], story, words }
            })
            .collect();
        for ((at, index, deed), outcome) in batch.into_iter().zip(theatre.play(town, scenes)?) {
            let Some(dossier) = outcome else {
                played.refused += 1;
                continue;
            };
            played.acts += 1;
            played.dossiers += u64::from(deed == Deed::Submit);
            filed[index] = Some(dossier);
            if let Some((next, when)) = stories[index].after(deed, at, town.services.calendar()) {
                due.push(Reverse((when, index, next)));
            }
        }
        // Papers carry the date on which they are printed, so it happens as the days pass.
        printing::print_due(town, observer, |_, _| {})?;
        observer.at(Stage::Dossiers, played.dossiers, total);
        tracing::debug!(at = %first, acts = played.acts, "A part of the weeks was played");
    }
    town.clock.set(now);
    dossiers::sweep(&town.store, &town.context, &town.services)?;
    Ok(played)
}

/// The next acts of one day, each of another dossier, so that they can share a transaction.
fn next_batch(due: &mut BinaryHeap<Reverse<Due>>, now: Instant) -> Vec<Due> {
    let mut batch: Vec<Due> = Vec::with_capacity(BATCH);
    while batch.len() < BATCH {
        let Some(Reverse((at, index, deed))) = due.peek().copied() else { break };
        let same_day = batch.first().is_none_or(|(first, ..)| first.date_in_vietnam() == at.date_in_vietnam());
        if at > now || !same_day {
            break;
        }
        due.pop();
        batch.push((at, index, deed));
    }
    batch
}

fn phrase_for(deed: Deed, story: &Story) -> PhraseKind {
    match deed {
        Deed::Decline => PhraseKind::Decline,
        Deed::Withdraw => PhraseKind::Withdraw,
        Deed::Supplement => PhraseKind::Defect,
        Deed::Answer => PhraseKind::Answer,
        Deed::Forward => PhraseKind::Opinion,
        Deed::Decide if story.ending == Ending::Refused => PhraseKind::Refusal,
        Deed::Consent | Deed::Submit | Deed::Receive | Deed::Decide | Deed::Return => PhraseKind::Evidence,
    }
}

/// Who acts, and with what.
struct Theatre {
    context: Context,
    clock: Arc<ManualClock>,
    services: Arc<Catalogue>,
    cast: Cast,
}

impl Theatre {
    /// Plays the scenes in one transaction, or each in its own when one of them is refused: `None` for those.
    fn play(self: &Arc<Self>, town: &Town, scenes: Vec<Scene>) -> Result<Vec<Option<DossierId>>, DemoError> {
        let (theatre, together) = (Arc::clone(self), scenes.clone());
        let all = town.store.write_blocking(move |tx| {
            together.iter().map(|scene| theatre.act(tx, scene)).collect::<Result<Vec<DossierId>, DemoError>>()
        });
        match all {
            Ok(dossiers) => return Ok(dossiers.into_iter().map(Some).collect()),
            Err(error) if is_refusal(&error) => {}
            Err(error) => return Err(error),
        }
        let one_by_one = scenes.into_iter().map(|scene| {
            let theatre = Arc::clone(self);
            let deed = scene.deed;
            match town.store.write_blocking(move |tx| theatre.act(tx, &scene)) {
                Ok(dossier) => Ok(Some(dossier)),
                Err(error) if is_refusal(&error) => {
                    tracing::debug!(?deed, "An act of the demo was refused: {error}");
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        });
        one_by_one.collect()
    }

    fn act(&self, tx: &mut Tx<'_>, scene: &Scene) -> Result<DossierId, DemoError> {
        self.clock.set(scene.at);
        let (story, services) = (&*scene.story, &*self.services);
        if scene.deed == Deed::Submit {
            let command = Submit {
                service: story.service.id().to_owned(),
                version: None,
                applicant: story.applicant,
                answers: story.answers.clone(),
                key: None,
                draft: None,
                card: (story.channel == Channel::Counter).then_some(story.card),
            };
            let actor =
                if story.channel == Channel::Online { self.citizen(story.applicant)? } else { self.officer(&story.commune)? };
            return Ok(dossiers::submit(tx, &actor, services, &command)?.id);
        }
        let dossier = scene.dossier.ok_or(dossiers::Error::NotFound)?;
        let words = scene.words.clone();
        match scene.deed {
            Deed::Consent => {
                let head = self.citizen(story.consenter.ok_or(dossiers::Error::NotFound)?)?;
                dossiers::give_consent(
                    tx,
                    &head,
                    services,
                    &GiveConsent { dossier, word: ConsentWord::Agree, evidence: String::new() },
                )
            }
            Deed::Withdraw => {
                dossiers::withdraw(tx, &self.citizen(story.applicant)?, services, &Withdraw { dossier, reason: words })
            }
            Deed::Answer => {
                let answer = AnswerSupplement { dossier, answers: story.answers.clone(), note: words };
                dossiers::answer_supplement(tx, &self.citizen(story.applicant)?, services, &answer)
            }
            Deed::Submit | Deed::Receive | Deed::Decline | Deed::Supplement | Deed::Forward | Deed::Decide | Deed::Return => {
                return self.act_of_office(tx, scene, dossier);
            }
        }?;
        Ok(dossier)
    }

    fn act_of_office(&self, tx: &mut Tx<'_>, scene: &Scene, dossier: DossierId) -> Result<DossierId, DemoError> {
        let (story, services) = (&*scene.story, &*self.services);
        let (officer, words) = (self.officer(&story.commune)?, scene.words.clone());
        match scene.deed {
            Deed::Receive => dossiers::receive(tx, &officer, services, &Receive { dossier, papers: papers(story) }),
            Deed::Decline => dossiers::decline(tx, &officer, services, &Decline { dossier, reason: words }),
            Deed::Supplement => {
                let request = RequestSupplement { dossier, defects: vec![words], reason: String::new() };
                dossiers::request_supplement(tx, &officer, services, &request)
            }
            Deed::Forward => dossiers::forward(tx, &officer, services, &Forward { dossier, opinion: words }),
            Deed::Decide => {
                let verdict = if story.ending == Ending::Refused { Verdict::Refuse { reason: words } } else { Verdict::Grant };
                let decider = if story.service == Service::Permanent { self.leader(&story.commune)? } else { officer };
                dossiers::decide(tx, &decider, services, &Decide { dossier, verdict, new_heads: Vec::new() })
            }
            _ => dossiers::return_result(tx, &officer, services, &ReturnResult { dossier, delivery: story.delivery }),
        }?;
        Ok(dossier)
    }

    fn citizen(&self, person: PersonId) -> Result<Actor, DemoError> {
        let account = self.cast.accounts.get(&person).copied().ok_or(accounts::AccountError::NotFound)?;
        let builder = self.context.actor(Subject::Citizen { account, person }).level(2).assurance(2);
        Ok(builder.last_step_up(self.context.now()).build())
    }

    fn officer(&self, commune: &UnitCode) -> Result<Actor, DemoError> {
        self.official(Role::Counter, commune)
    }

    /// Who takes the second step: the leader of the district, or of the commune where there are no districts.
    fn leader(&self, commune: &UnitCode) -> Result<Actor, DemoError> {
        let desk = commune.district().unwrap_or_else(|| commune.clone());
        self.official(Role::Approver, &desk)
    }

    fn official(&self, role: Role, unit: &UnitCode) -> Result<Actor, DemoError> {
        let (list, grants) = match role {
            Role::Approver => (&self.cast.leaders, leader_grants(unit)),
            _ => (&self.cast.officers, officer_grants(unit)),
        };
        let staff = list.get(unit).copied().ok_or(accounts::AccountError::NotFound)?;
        let purpose: Purpose = PURPOSE.parse().unwrap_or_default();
        let builder = self.context.actor(Subject::Staff { staff }).roles(grants).assurance(2).purpose(purpose);
        Ok(builder.last_step_up(self.context.now()).build())
    }
}

fn papers(story: &Story) -> Vec<PaperSeen> {
    let seen = PaperSeen { paper: "dwelling".to_owned(), form: PaperForm::Copy, copies: 1 };
    if story.dwelling_paper { vec![seen] } else { Vec::new() }
}

/// Whether a domain said no, as it may; a failing database is another matter.
fn is_refusal(error: &DemoError) -> bool {
    match error {
        DemoError::Dossiers(error) => !matches!(error, dossiers::Error::Store(_)),
        DemoError::Accounts(error) => !matches!(error, accounts::AccountError::Store(_)),
        _ => false,
    }
}
