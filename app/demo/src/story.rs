//! What becomes of each dossier, decided before it is filed.

use crate::people::Player;
use crate::phrases::Phrases;
use crate::population::Dice;
use country::PhraseKind;
use dossiers::{Channel, Delivery};
use kernel::calendar::WorkingCalendar;
use kernel::{Date, Instant, PersonId, UnitCode};
use register::{CardShown, Relation};
use serde_json::{Map, Value, json};

/// The weeks that are told.
pub(crate) const DAYS: i64 = 21;
/// Working minutes of a working day.
const WORKING_DAY: i64 = 480;

/// Which service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    Temporary,
    Confirmation,
    Permanent,
}

impl Service {
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Temporary => "temporary-residence",
            Self::Confirmation => "residence-confirmation",
            Self::Permanent => "permanent-residence",
        }
    }

    /// The working days that the law gives, for delays that look right. What counts is the deadline of the pack.
    const fn usual_days(self) -> i64 {
        match self {
            Self::Temporary => 3,
            Self::Confirmation => 1,
            Self::Permanent => 7,
        }
    }
}

/// How it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Granted,
    Refused,
    Declined,
    Withdrawn,
}

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    Submit,
    Consent,
    Receive,
    Decline,
    Withdraw,
    Supplement,
    Answer,
    Forward,
    Decide,
    Return,
}

/// One dossier from beginning to end.
pub(crate) struct Story {
    pub(crate) service: Service,
    pub(crate) applicant: PersonId,
    /// What the applicant shows at the counter.
    pub(crate) card: CardShown,
    /// The head who must agree.
    pub(crate) consenter: Option<PersonId>,
    /// The commune that receives.
    pub(crate) commune: UnitCode,
    pub(crate) channel: Channel,
    pub(crate) filed: Instant,
    pub(crate) answers: Map<String, Value>,
    pub(crate) ending: Ending,
    pub(crate) supplemented: bool,
    pub(crate) delivery: Delivery,
    /// Whether a paper of the dwelling comes along.
    pub(crate) dwelling_paper: bool,
    /// Working minutes until it is received, decided, handed over.
    waits: [i64; 3],
}

impl Story {
    /// What follows on `deed`, and when.
    pub(crate) fn after(&self, deed: Deed, at: Instant, calendar: &WorkingCalendar) -> Option<(Deed, Instant)> {
        let [receive, decide, hand_over] = self.waits;
        let working = |minutes: i64| calendar.plus_working_minutes(at, minutes).ok();
        let next = match deed {
            Deed::Submit if self.consenter.is_some() => (Deed::Consent, at.plus_minutes(receive * 2 + 25)),
            Deed::Submit | Deed::Consent => match self.ending {
                Ending::Declined => (Deed::Decline, working(receive)?),
                Ending::Withdrawn => (Deed::Withdraw, at.plus_minutes(receive + 40)),
                Ending::Granted | Ending::Refused => (Deed::Receive, working(receive)?),
            },
            Deed::Receive if self.supplemented => (Deed::Supplement, working(decide / 3 + 20)?),
            Deed::Supplement => (Deed::Answer, at.plus_minutes(decide * 2 + 300)),
            Deed::Receive | Deed::Answer if self.service == Service::Permanent => (Deed::Forward, working(decide / 2 + 15)?),
            Deed::Receive | Deed::Answer => (Deed::Decide, working(decide)?),
            Deed::Forward => (Deed::Decide, working(decide / 2 + 15)?),
            Deed::Decide => (Deed::Return, working(hand_over)?),
            Deed::Decline | Deed::Withdraw | Deed::Return => return None,
        };
        Some(next)
    }
}

/// Writes the stories of the weeks before `now`.
pub(crate) struct Author<'a> {
    pub(crate) dice: Dice,
    pub(crate) players: &'a [Player],
    pub(crate) phrases: &'a Phrases,
    pub(crate) calendar: &'a WorkingCalendar,
    pub(crate) now: Instant,
    /// The commune in which more happens than elsewhere, because visitors look there.
    pub(crate) stage: Option<&'a UnitCode>,
    /// Who has no part: the people visitors sign in as keep their homes.
    pub(crate) spared: &'a [PersonId],
}

impl<'a> Author<'a> {
    /// So many stories, or as many as there are players for. Every player files once.
    pub(crate) fn write(&mut self, wanted: usize) -> Vec<Story> {
        let heads = self.positions(|player| player.relation == Relation::Head && player.others > 0);
        let stage = self.stage;
        let on_stage = self.positions(|player| Some(&player.commune) == stage);
        let mut applicants = self.positions(|_| true);
        // The order has nothing to do with where they live.
        for place in (1..applicants.len()).rev() {
            applicants.swap(place, self.dice.index(place + 1));
        }
        applicants.into_iter().take(wanted).map(|applicant| self.story(&self.players[applicant], &heads, &on_stage)).collect()
    }

    fn positions(&self, fits: impl Fn(&Player) -> bool) -> Vec<usize> {
        let players = self.players.iter().enumerate();
        players.filter(|(_, player)| fits(player) && !self.spared.contains(&player.person)).map(|(index, _)| index).collect()
    }

    fn story(&mut self, player: &'a Player, heads: &[usize], on_stage: &[usize]) -> Story {
        let service = self.service(player);
        let joins = service == Service::Permanent && self.dice.chance(55_000);
        let found = if joins { self.somebody(Some(heads), player) } else { self.neighbour(on_stage, player) };
        // Who knows nobody in another commune stays, and asks for a paper instead.
        let (service, joins, elsewhere) =
            found.map_or((Service::Confirmation, false, player), |elsewhere| (service, joins, elsewhere));
        let channel = if self.dice.chance(72_000) { Channel::Online } else { Channel::Counter };
        let filed = self.filed(channel);
        let commune = if service == Service::Confirmation { &player.commune } else { &elsewhere.commune };
        Story {
            service,
            applicant: player.person,
            card: CardShown { number: player.number, birth: player.birth },
            consenter: joins.then_some(elsewhere.person),
            commune: commune.clone(),
            channel,
            filed,
            answers: self.answers(service, elsewhere, joins, filed.date_in_vietnam()),
            ending: self.ending(),
            supplemented: self.dice.chance(5_000),
            delivery: if channel == Channel::Online { Delivery::Online } else { Delivery::Counter },
            dwelling_paper: service == Service::Permanent && !joins,
            waits: self.waits(service),
        }
    }

    /// A head whom others would stay behind needs a new head to go; the demo's movers are those who can go freely.
    fn service(&mut self, player: &Player) -> Service {
        let free = player.relation != Relation::Head || player.others == 0;
        match self.dice.below(100) {
            0..16 if free => Service::Permanent,
            0..58 => Service::Temporary,
            _ => Service::Confirmation,
        }
    }

    /// Somebody of a list, or of everybody, who lives in another commune than `player`.
    fn somebody(&mut self, list: Option<&[usize]>, player: &Player) -> Option<&'a Player> {
        let players = self.players;
        for _ in 0..20 {
            let found = match list {
                Some(list) => list.get(self.dice.index(list.len())).and_then(|&index| players.get(index)),
                None => players.get(self.dice.index(players.len())),
            };
            if let Some(other) = found.filter(|other| other.commune != player.commune) {
                return Some(other);
            }
        }
        None
    }

    /// With whom somebody finds a room: one in ten where visitors look, unless all who live there are spared.
    fn neighbour(&mut self, on_stage: &[usize], player: &Player) -> Option<&'a Player> {
        let looks_there = self.dice.chance(10_000) && self.stage != Some(&player.commune);
        let there = if looks_there { self.somebody(Some(on_stage), player) } else { None };
        there.or_else(|| self.somebody(None, player))
    }

    fn answers(&mut self, service: Service, elsewhere: &Player, joins: bool, filed: Date) -> Map<String, Value> {
        let reason = self.phrases.draw(PhraseKind::Reason, &mut self.dice);
        let answers = match service {
            Service::Confirmation => json!({
                "content": if self.dice.chance(70_000) { "residence" } else { "household" },
                "purpose": self.phrases.draw(PhraseKind::Purpose, &mut self.dice),
            }),
            Service::Temporary => {
                let from = plus_days(filed, i64::from(self.dice.below(9)) - 3);
                let months = [6, 12, 12, 24][self.dice.index(4)];
                json!({
                    "target_unit": elsewhere.commune, "target_address": elsewhere.address, "dwelling": "rented",
                    "owner_name": elsewhere.name, "from_date": from.to_string(), "until_date": plus_months(from, months).to_string(),
                    "reason": reason,
                })
            }
            Service::Permanent if joins => json!({
                "joining": "existing", "head_number": elsewhere.number, "head_name": elsewhere.name, "relation": "other-relative",
                "target_unit": elsewhere.commune, "target_address": elsewhere.address, "reason": reason,
            }),
            Service::Permanent => json!({
                "joining": "new", "target_unit": elsewhere.commune, "target_address": elsewhere.address, "dwelling": "borrowed",
                "floor_area": "48", "reason": reason,
            }),
        };
        let mut answers = match answers {
            Value::Object(answers) => answers,
            _ => Map::new(),
        };
        answers.insert("declared_true".to_owned(), true.into());
        answers
    }

    fn ending(&mut self) -> Ending {
        match self.dice.below(100) {
            0..91 => Ending::Granted,
            91..95 => Ending::Refused,
            95..98 => Ending::Declined,
            _ => Ending::Withdrawn,
        }
    }

    fn waits(&mut self, service: Service) -> [i64; 3] {
        let limit = service.usual_days() * WORKING_DAY;
        let part = |dice: &mut Dice, low: i64, high: i64| low + i64::from(dice.below(u32::try_from(high - low).unwrap_or(1)));
        let receive = part(&mut self.dice, 10, 210);
        // One in sixteen comes too late.
        let decide = if self.dice.chance(6_000) {
            part(&mut self.dice, limit, limit * 2)
        } else {
            part(&mut self.dice, limit / 8, limit * 3 / 4)
        };
        [receive, decide, part(&mut self.dice, 5, 400)]
    }

    /// A moment in the last three weeks: online in the evening and at week-ends too, at the counter while it is open.
    fn filed(&mut self, channel: Channel) -> Instant {
        loop {
            let back = i64::from(self.dice.below(u32::try_from(DAYS * 24 * 60).unwrap_or(1)));
            let at = self.now.plus_minutes(-back - 1);
            let local = at.to_vietnam();
            let working = self.calendar.is_working_day(local.date()).unwrap_or(false);
            let fits = match channel {
                Channel::Counter => working && matches!(local.hour(), 8..=11 | 13..=16),
                Channel::Online => matches!(local.hour(), 7..=22) && (working || self.dice.chance(30_000)),
            };
            if fits {
                return at;
            }
        }
    }
}

fn plus_days(date: Date, days: i64) -> Date {
    Instant::from_vietnam(date.at(12, 0, 0, 0)).plus_minutes(days * 24 * 60).date_in_vietnam()
}

/// The day before the same day so many months on, so that a term of two years is not a day too long.
fn plus_months(date: Date, months: i32) -> Date {
    let count = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
    let (year, month) =
        (i16::try_from(count.div_euclid(12)).unwrap_or(2000), i8::try_from(count.rem_euclid(12) + 1).unwrap_or(1));
    Date::new(year, month, date.day().min(28)).map_or(date, |date| plus_days(date, -1))
}
