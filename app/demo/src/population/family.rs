//! Shapes of households: who lives together, how old, in which relation to the head.

use super::dice::{Dice, Weighted};
use country::AgeBand;
use kernel::Sex;
use register::{MaritalStatus, Relation};

/// A member before there is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sketch {
    pub(crate) sex: Sex,
    /// Completed years.
    pub(crate) age: i16,
    pub(crate) relation: Relation,
    pub(crate) marital: Option<MaritalStatus>,
    /// Whether the member bears the family's name; who married in does not.
    pub(crate) of_the_line: bool,
}

/// What kind of household it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Alone,
    Couple,
    Nuclear,
    OneParent,
    ThreeGenerations,
    Lodgers,
    Kin,
}

/// Draws households. The shares give a mean of about 3.6 members, as the census of 2019 found.
pub(crate) struct Families {
    shapes: [Weighted<Shape>; 2],
    ages: Weighted<(i16, i16)>,
}

/// Boys born for every girl, at birth: 112 to 100 (census of 2019, from memory).
const BOYS_SHARE: u32 = 52_800;

impl Families {
    pub(crate) fn new(ages: &[AgeBand]) -> Self {
        use Shape::{Alone, Couple, Kin, Lodgers, Nuclear, OneParent, ThreeGenerations};
        let rural =
            [(Alone, 80), (Couple, 130), (Nuclear, 470), (OneParent, 45), (ThreeGenerations, 270), (Lodgers, 10), (Kin, 30)];
        let urban =
            [(Alone, 90), (Couple, 110), (Nuclear, 480), (OneParent, 55), (ThreeGenerations, 205), (Lodgers, 70), (Kin, 30)];
        let bands = ages.iter().map(|band| ((i16::from(band.age_from), i16::from(band.age_to)), band.male + band.female));
        Self { shapes: [Weighted::new(rural), Weighted::new(urban)], ages: Weighted::new(bands) }
    }

    /// The members of a household, the head first.
    pub(crate) fn draw(&self, urban: bool, dice: &mut Dice, members: &mut Vec<Sketch>) -> Shape {
        members.clear();
        let shape = self.shapes[usize::from(urban)].draw(dice).copied().unwrap_or(Shape::Nuclear);
        match shape {
            Shape::Alone => self.alone(dice, members),
            Shape::Couple => self.couple_alone(dice, members),
            Shape::Nuclear => {
                let mother = self.age_between(23, 58, dice);
                couple_with_children(mother, dice, members);
            }
            Shape::OneParent => self.one_parent(dice, members),
            Shape::ThreeGenerations => self.three_generations(dice, members),
            Shape::Lodgers => lodgers(dice, members),
            Shape::Kin => self.kin(dice, members),
        }
        shape
    }

    /// An age as the pyramid has it, within bounds.
    fn age_between(&self, low: i16, high: i16, dice: &mut Dice) -> i16 {
        for _ in 0..40 {
            if let Some(&(from, to)) = self.ages.draw(dice) {
                let age = dice.between(from, to);
                if (low..=high).contains(&age) {
                    return age;
                }
            }
        }
        dice.between(low, high)
    }

    fn alone(&self, dice: &mut Dice, members: &mut Vec<Sketch>) {
        let (age, women) = match dice.below(10) {
            0..5 => (self.age_between(19, 33, dice), 50_000),
            5..7 => (self.age_between(34, 59, dice), 45_000),
            _ => (self.age_between(60, 92, dice), 72_000),
        };
        let sex = if dice.chance(women) { Sex::Female } else { Sex::Male };
        let marital = match age {
            ..30 => MaritalStatus::Single,
            30..60 if dice.chance(50_000) => MaritalStatus::Divorced,
            30..60 => MaritalStatus::Single,
            _ => MaritalStatus::Widowed,
        };
        members.push(sketch(sex, age, Relation::Head, Some(marital), true));
    }

    fn couple_alone(&self, dice: &mut Dice, members: &mut Vec<Sketch>) {
        let wife = if dice.chance(35_000) { self.age_between(21, 32, dice) } else { self.age_between(50, 84, dice) };
        couple(wife, dice, members);
    }

    fn one_parent(&self, dice: &mut Dice, members: &mut Vec<Sketch>) {
        let age = self.age_between(25, 60, dice);
        let sex = if dice.chance(80_000) { Sex::Female } else { Sex::Male };
        let marital = if age > 48 { MaritalStatus::Widowed } else { MaritalStatus::Divorced };
        members.push(sketch(sex, age, Relation::Head, Some(marital), sex == Sex::Male));
        children(age, Relation::Child, dice, members);
    }

    fn three_generations(&self, dice: &mut Dice, members: &mut Vec<Sketch>) {
        let mother = self.age_between(24, 50, dice);
        let father = husband_of(mother, dice);
        let grandmother = (father + dice.between(20, 32)).min(98);
        let grandfather = (grandmother + dice.between(-1, 6)).min(99);
        let both = dice.chance(match grandmother {
            ..65 => 80_000,
            65..78 => 50_000,
            _ => 20_000,
        });
        if dice.chance(55_000) {
            // The old people head the household.
            elders(both, grandfather, grandmother, (Relation::Head, Relation::Spouse), dice, members);
            members.push(sketch(Sex::Male, father, Relation::Child, Some(MaritalStatus::Married), true));
            members.push(sketch(Sex::Female, mother, Relation::ChildInLaw, Some(MaritalStatus::Married), false));
            children(mother, Relation::Grandchild, dice, members);
        } else {
            members.push(sketch(Sex::Male, father, Relation::Head, Some(MaritalStatus::Married), true));
            members.push(sketch(Sex::Female, mother, Relation::Spouse, Some(MaritalStatus::Married), false));
            elders(both, grandfather, grandmother, (Relation::Parent, Relation::Parent), dice, members);
            children(mother, Relation::Child, dice, members);
        }
    }

    fn kin(&self, dice: &mut Dice, members: &mut Vec<Sketch>) {
        let age = self.age_between(20, 70, dice);
        members.push(person(age, Relation::Head, dice));
        if age >= 55 && dice.chance(60_000) {
            let grandchild = (age - dice.between(42, 52)).max(0);
            members.push(person(grandchild, Relation::Grandchild, dice));
        } else {
            for _ in 0..=dice.below(2) {
                let sibling = (age + dice.between(-6, 6)).max(18);
                members.push(person(sibling, Relation::Sibling, dice));
            }
        }
    }
}

const fn sketch(sex: Sex, age: i16, relation: Relation, marital: Option<MaritalStatus>, of_the_line: bool) -> Sketch {
    Sketch { sex, age, relation, marital, of_the_line }
}

/// Somebody unmarried of the family's name.
fn person(age: i16, relation: Relation, dice: &mut Dice) -> Sketch {
    let sex = if dice.chance(BOYS_SHARE) { Sex::Male } else { Sex::Female };
    let marital = (age >= 18).then_some(MaritalStatus::Single);
    sketch(sex, age, relation, marital, true)
}

fn husband_of(wife: i16, dice: &mut Dice) -> i16 {
    (wife + dice.between(-2, 6)).max(20)
}

/// A married couple; the husband is the head three times out of four.
fn couple(wife: i16, dice: &mut Dice, members: &mut Vec<Sketch>) {
    let husband = husband_of(wife, dice);
    let married = Some(MaritalStatus::Married);
    let (his, hers) = if dice.chance(74_000) { (Relation::Head, Relation::Spouse) } else { (Relation::Spouse, Relation::Head) };
    let pair = [sketch(Sex::Male, husband, his, married, true), sketch(Sex::Female, wife, hers, married, false)];
    let [first, second] = if his == Relation::Head { pair } else { [pair[1], pair[0]] };
    members.extend([first, second]);
}

fn couple_with_children(mother: i16, dice: &mut Dice, members: &mut Vec<Sketch>) {
    couple(mother, dice, members);
    children(mother, Relation::Child, dice, members);
}

/// The children of a mother who still live with her: one to four, the first when she was 19 to 34, a few years apart.
fn children(mother: i16, relation: Relation, dice: &mut Dice, members: &mut Vec<Sketch>) {
    let wanted = match dice.below(100) {
        0..19 => 1,
        19..75 => 2,
        75..96 => 3,
        _ => 4,
    };
    let mut her_age = 20 + (dice.between(0, 7) + dice.between(0, 7)) / 2;
    for _ in 0..wanted {
        let age = mother - her_age;
        let at_home = match age {
            ..0 => return,
            0..20 => true,
            20..26 => dice.chance(75_000),
            26..32 => dice.chance(35_000),
            _ => dice.chance(12_000),
        };
        if at_home {
            members.push(person(age, relation, dice));
        }
        her_age += dice.between(2, 6);
        if her_age > 43 {
            return;
        }
    }
}

fn elders(both: bool, his: i16, hers: i16, relations: (Relation, Relation), dice: &mut Dice, members: &mut Vec<Sketch>) {
    let widow = dice.chance(78_000);
    let marital = Some(if both { MaritalStatus::Married } else { MaritalStatus::Widowed });
    if both || !widow {
        members.push(sketch(Sex::Male, his, relations.0, marital, true));
    }
    if both || widow {
        let relation = if both { relations.1 } else { relations.0 };
        members.push(sketch(Sex::Female, hers, relation, marital, false));
    }
}

fn lodgers(dice: &mut Dice, members: &mut Vec<Sketch>) {
    let sex = if dice.chance(50_000) { Sex::Male } else { Sex::Female };
    for place in 0..2 + dice.below(4) {
        let age = dice.between(18, 30);
        let relation = if place == 0 { Relation::Head } else { Relation::NonRelative };
        members.push(sketch(sex, age, relation, Some(MaritalStatus::Single), false));
    }
}
