//! The stream of households.

use super::addresses::{self, Commune};
use super::dice::{Dice, Weighted};
use super::dirt::{self, Dirt, Shares};
use super::family::{Families, Shape, Sketch};
use super::names::Names;
use super::numbers::{self, Numbers};
use super::resident::{Home, Resident, Stay};
use super::ties;
use country::DemoWords;
use kernel::{Date, PartialDate, UnitCode};
use places::Places;
use register::Relation;

/// Duplicates that wait for a household to turn up in. More would only cost memory.
const WAITING_MAX: usize = 64;
/// Households that share the dwelling of the one before them, out of 100,000.
const SHARED_DWELLINGS: u32 = 4_000;
/// Temporary residence holds two years at the most; the demo's stays began within so many months, so that all terms run
/// and a few end within the next weeks.
const STAY_MONTHS: i16 = 23;

/// Which city to make.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The same seed gives the same city.
    pub seed: u64,
    /// How many residents.
    pub people: u64,
    /// The day on which the city is looked at: ages and units are of that day.
    pub on: Date,
    /// The province.
    pub city: UnitCode,
    /// How dirty the register is.
    pub shares: Shares,
}

/// The households of a city, commune by commune.
pub struct Population {
    plan: Plan,
    dice: Dice,
    families: Families,
    names: Names,
    numbers: Numbers,
    ethnic_groups: Weighted<String>,
    religions: Weighted<String>,
    migrants: Weighted<String>,
    here: String,
    communes: std::vec::IntoIter<(Commune, u64)>,
    now_in: Option<(Commune, u64)>,
    household_number: u64,
    sketches: Vec<Sketch>,
    waiting: Vec<Resident>,
}

impl Population {
    /// Gets ready to make the city that `plan` describes, from the pack's words.
    #[must_use]
    pub fn new(places: &Places, words: &DemoWords, plan: Plan) -> Self {
        let communes = addresses::communes(places, words, &plan.city, plan.on);
        let weighted =
            |entries: &[country::Weighted]| Weighted::new(entries.iter().map(|entry| (entry.word.clone(), entry.weight)));
        Self {
            dice: Dice::new(plan.seed),
            families: Families::new(&words.ages),
            names: Names::new(words),
            numbers: Numbers::new(plan.seed),
            ethnic_groups: weighted(&words.ethnic_groups),
            religions: weighted(&words.religions),
            migrants: weighted(&words.migrants),
            here: format!("0{}", plan.city),
            communes: with_quotas(communes, plan.people).into_iter(),
            now_in: None,
            household_number: 0,
            sketches: Vec::new(),
            waiting: Vec::new(),
            plan,
        }
    }

    /// The next commune that has room.
    fn enter_commune(&mut self) -> Option<()> {
        while self.now_in.as_ref().is_none_or(|(_, room)| *room == 0) {
            self.now_in = Some(self.communes.next()?);
            self.household_number = 0;
        }
        Some(())
    }

    fn home(&mut self) -> Option<Home> {
        self.enter_commune()?;
        let (commune, room) = self.now_in.take()?;
        let mut sketches = std::mem::take(&mut self.sketches);
        let shape = self.families.draw(commune.urban, &mut self.dice, &mut sketches);
        sketches.truncate(usize::try_from(room).unwrap_or(usize::MAX));
        let frame = self.frame(shape, commune.urban, sketches.first().map_or(30, |head| head.age));
        let mut members: Vec<Resident> = Vec::with_capacity(sketches.len() + 1);
        for sketch in &sketches {
            let resident = self.resident(sketch, &frame);
            members.push(resident);
        }
        // Whoever turns up twice lives here too, but is nobody's child here.
        let ties = ties::ties(&sketches);
        self.sketches = sketches;
        self.duplicate(&frame, room, &mut members);
        let dirt = self.take_head(&mut members);
        let left = room.saturating_sub(u64::try_from(members.len()).unwrap_or(room));
        self.household_number += 1;
        let home = Home {
            address: commune.address(&mut self.dice),
            commune: commune.code.clone(),
            number: household_number(self.household_number),
            formed_on: members.first().map_or(self.plan.on, |first| first.since),
            shares_dwelling: self.household_number > 1 && self.dice.chance(SHARED_DWELLINGS),
            members,
            ties,
            dirt,
        };
        self.now_in = Some((commune, left));
        Some(home)
    }

    /// What the members of a household have in common.
    fn frame(&mut self, shape: Shape, urban: bool, head_age: i16) -> Frame {
        let temporary_share = match (shape, urban) {
            (Shape::Lodgers, _) => 92_000,
            (Shape::Alone, true) if head_age < 34 => 50_000,
            (Shape::Couple | Shape::Nuclear, true) if head_age < 45 => 8_000,
            (_, true) => 0,
            (Shape::Alone, false) if head_age < 34 => 15_000,
            (_, false) => 500,
        };
        let temporary = self.dice.chance(temporary_share);
        let draw = |list: &Weighted<String>, dice: &mut Dice| list.draw(dice).cloned().unwrap_or_default();
        Frame {
            surname: self.names.surname(&mut self.dice).to_owned(),
            ethnicity: draw(&self.ethnic_groups, &mut self.dice),
            religion: draw(&self.religions, &mut self.dice),
            temporary,
            // Out of 100,000 adults, who were born in another province.
            migrants: if temporary {
                92_000
            } else if urban {
                22_000
            } else {
                4_000
            },
        }
    }

    fn resident(&mut self, sketch: &Sketch, frame: &Frame) -> Resident {
        let born = self.birth(sketch.age);
        let from_here = !self.dice.chance(if sketch.age < 15 && !frame.temporary { 4_000 } else { frame.migrants });
        let place = if from_here { self.here.clone() } else { self.migrants.draw(&mut self.dice).unwrap_or(&self.here).clone() };
        let surname = if sketch.of_the_line { frame.surname.clone() } else { self.names.surname(&mut self.dice).to_owned() };
        let (since, stay) = self.stay(sketch, born, frame);
        let mut resident = Resident {
            name: self.names.full(&surname, sketch.sex, born.year(), &mut self.dice),
            sex: sketch.sex,
            birth: PartialDate::Day(born),
            number: self.numbers.next(&place, sketch.sex, born.year()),
            old_number: if born.year() <= 2001 && self.dice.chance(62_000) {
                self.numbers.old(from_here, &mut self.dice)
            } else {
                None
            },
            relation: sketch.relation,
            marital: sketch.marital,
            ethnicity: frame.ethnicity.clone(),
            religion: frame.religion.clone(),
            place,
            phone: self.phone(sketch.age),
            stay,
            since,
            dirt: None,
        };
        self.soil(&mut resident, sketch.age);
        resident
    }

    fn phone(&mut self, age: i16) -> Option<String> {
        let share = match age {
            ..15 => 0,
            15..75 => 88_000,
            _ => 45_000,
        };
        self.dice.chance(share).then(|| numbers::phone(&mut self.dice))
    }

    /// A birthday that makes somebody `age` years old on the plan's day.
    fn birth(&mut self, age: i16) -> Date {
        let on = self.plan.on;
        let (month, day) = self.month_and_day();
        let year = on.year() - age - i16::from((month, day) > (on.month(), on.day()));
        date(year, month, day)
    }

    fn month_and_day(&mut self) -> (i8, i8) {
        let month = i8::try_from(1 + self.dice.below(12)).unwrap_or(1);
        // February's last days are left out, so that every drawn day exists in every year.
        let days = if month == 2 { 28 } else { 30 };
        (month, i8::try_from(1 + self.dice.below(days)).unwrap_or(1))
    }

    /// Since when somebody lives here, and how.
    fn stay(&mut self, sketch: &Sketch, born: Date, frame: &Frame) -> (Date, Stay) {
        let on = self.plan.on;
        if frame.temporary {
            let began = months_before(on, self.dice.between(0, STAY_MONTHS));
            let day = i8::try_from(self.dice.between(1, i16::from(began.day()))).unwrap_or(1);
            let since = date(began.year(), began.month(), day).max(born);
            return (since, Stay::Temporary { until: date(since.year() + 2, since.month(), since.day().min(28)) });
        }
        let stayed_since_birth = sketch.age < 18 || (sketch.of_the_line && self.dice.chance(60_000));
        if stayed_since_birth {
            return (born, Stay::Permanent);
        }
        let years = self.dice.between(0, (sketch.age - 18).clamp(0, 30));
        let (month, day) = self.month_and_day();
        (date(on.year() - years, month, day).min(on).max(born), Stay::Permanent)
    }

    fn soil(&mut self, resident: &mut Resident, age: i16) {
        let year = resident.birth.year();
        if let Some(dirt) = self.plan.shares.draw(&mut self.dice) {
            self.apply(dirt, resident, age);
        }
        let partial = self.plan.shares.partial_birth(year);
        if resident.dirt.is_none() && partial > 0 && self.dice.chance(partial) {
            let month = i8::try_from(1 + self.dice.below(12)).unwrap_or(1);
            let known =
                if self.dice.chance(85_000) { PartialDate::year_only(year) } else { PartialDate::year_month(year, month) };
            if let Ok(known) = known {
                resident.birth = known;
                resident.dirt = Some(Dirt::PartialBirth);
            }
        }
    }

    fn apply(&mut self, dirt: Dirt, resident: &mut Resident, age: i16) {
        let year = resident.birth.year();
        match dirt {
            Dirt::NumberMissing if resident.old_number.is_some() => resident.number = None,
            Dirt::NumberMismatch => {
                let wrong_year = (year + self.dice.between(1, 9)).min(self.plan.on.year());
                let wrong_year = if wrong_year == year { year - 1 } else { wrong_year };
                match self.numbers.next(&resident.place, resident.sex, wrong_year) {
                    Some(number) => resident.number = Some(number),
                    None => return,
                }
            }
            Dirt::VeryOld if age >= 70 => {
                let year = self.plan.on.year() - self.dice.between(111, 117);
                let Ok(birth) = PartialDate::year_only(year) else { return };
                resident.birth = birth;
                resident.number = self.numbers.next(&resident.place, resident.sex, year);
            }
            Dirt::Decomposed | Dirt::ToneMark | Dirt::Capitals | Dirt::WithoutMarks => {
                match dirt::soil_name(&resident.name, dirt) {
                    Some(name) => resident.name = name,
                    None => return,
                }
            }
            _ => return,
        }
        resident.dirt = Some(dirt);
    }

    /// Lets members turn up again elsewhere, and one who was seen before turn up here.
    fn duplicate(&mut self, frame: &Frame, room: u64, members: &mut Vec<Resident>) {
        let fits = u64::try_from(members.len()).is_ok_and(|count| count < room);
        let arrives = if fits && !frame.temporary { self.waiting.pop() } else { None };
        for member in members.iter().filter(|member| member.dirt.is_none()) {
            if self.dice.chance(self.plan.shares.duplicate) && self.waiting.len() < WAITING_MAX {
                self.waiting.push(dirt::duplicate_of(member, &mut self.dice));
            }
        }
        if let (Some(mut copy), Some(head)) = (arrives, members.first()) {
            copy.stay = head.stay;
            copy.since = head.since.max(copy.birth.latest()).min(self.plan.on);
            members.push(copy);
        }
    }

    /// Leaves a few households without a head.
    fn take_head(&mut self, members: &mut [Resident]) -> Option<Dirt> {
        let headless = self.dice.chance(self.plan.shares.no_head);
        let head = members.first_mut().filter(|_| headless)?;
        head.relation = Relation::OtherRelative;
        Some(Dirt::NoHead)
    }
}

impl Iterator for Population {
    type Item = Home;

    fn next(&mut self) -> Option<Home> {
        self.home()
    }
}

/// What the members of a household have in common.
struct Frame {
    surname: String,
    ethnicity: String,
    religion: String,
    temporary: bool,
    migrants: u32,
}

/// Each commune with its part of `people`; the parts sum to `people`.
fn with_quotas(communes: Vec<Commune>, people: u64) -> Vec<(Commune, u64)> {
    let total: u64 = communes.iter().map(|commune| u64::from(commune.people)).sum();
    let mut before: u64 = 0;
    let mut given = 0;
    communes
        .into_iter()
        .map(|commune| {
            before += u64::from(commune.people);
            let until = (u128::from(people) * u128::from(before) / u128::from(total.max(1))).try_into().unwrap_or(people);
            let quota: u64 = until - given;
            given = until;
            (commune, quota)
        })
        .collect()
}

fn household_number(count: u64) -> String {
    let mut number = String::with_capacity(6);
    numbers::push_digits(&mut number, count, 6);
    number
}

/// A date that is known to exist: days up to 28 do in every month, up to 30 in all but February.
fn date(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(Date::constant(2000, 1, 1))
}

fn months_before(on: Date, months: i16) -> Date {
    let count = i32::from(on.year()) * 12 + i32::from(on.month()) - 1 - i32::from(months);
    let year = i16::try_from(count.div_euclid(12)).unwrap_or(2000);
    let month = i8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    date(year, month, on.day().min(28))
}
