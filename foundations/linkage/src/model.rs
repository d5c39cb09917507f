//! A model: what a record has, how two records are compared, and which are compared at all. It is data.
//!
//! Two are ready, [`Model::general`] and [`Model::vietnamese`]; both are JSON files in `models/` to copy from.

use crate::Error;
use serde::{Deserialize, Serialize};

/// How records are stored, compared and found.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// What the model is called.
    pub name: String,
    /// The columns of a record.
    pub columns: Vec<Column>,
    /// A column that holds a whole name, when the parts have no columns of their own.
    #[serde(default)]
    pub whole_name: Option<WholeName>,
    /// The fields that are compared, each with its levels of agreement.
    pub comparisons: Vec<Comparison>,
    /// Which pairs are compared: those that agree in the key of at least one pass.
    pub passes: Vec<Pass>,
    /// Fields whose exact agreement is not independent: how common they are together is counted instead.
    #[serde(default)]
    pub together: Vec<Together>,
    /// Circles of people who share more than chance gives, each inside the one before: households, twins in them.
    #[serde(default)]
    pub circles: Vec<Circle>,
    /// From which probability on a pair is reported, joined, and joined without anybody looking.
    pub thresholds: Thresholds,
    /// Levels on which a pair is never certain: somebody looks, whatever the other fields say.
    #[serde(default)]
    pub never_certain: Vec<NeverCertain>,
}

/// A column of the stored records.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What conditions and passes call it.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// How lists head this column, folded: lower case without diacritics, words parted by one space.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Words that are left out of an address, folded.
    #[serde(default)]
    pub drop: Vec<String>,
    /// For [`Kind::Joined`]: the columns that make it up.
    #[serde(default)]
    pub of: Vec<String>,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words, compared with and without diacritics.
    Text,
    /// House number and street, compared without diacritics, punctuation and the words to drop.
    Address,
    /// A code, compared letter for letter but for capitals; its beginning can mean something wider.
    Code,
    /// A date, whole or in part.
    Date,
    /// A number of up to sixteen digits.
    Digits,
    /// A telephone number.
    Phone,
    /// Several columns as one value, for counting how common they are together.
    Joined,
}

/// A column that holds family, middle and given name in one.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WholeName {
    /// How lists head it, folded.
    pub headers: Vec<String>,
    /// The column of the first word.
    pub family: String,
    /// The column of the words between.
    pub middle: String,
    /// The column of the last word.
    pub given: String,
}

/// A field that is compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// What explanations call it.
    pub name: String,
    /// Columns that both records must have; without them the field says nothing.
    pub needs: Vec<String>,
    /// Columns that say more: the field says nothing when both records have them.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Levels of agreement, the first whose conditions hold counts. Below them is "different".
    pub levels: Vec<Level>,
    /// How often records of one person are "different", before the data says more.
    pub different_m: f64,
    /// Whether that is known and not to be learned: relatives must not teach that one person has two names.
    #[serde(default)]
    pub different_is_known: bool,
}

/// A level of agreement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// What explanations call it.
    pub name: String,
    /// What must hold; all of it.
    pub when: Vec<Condition>,
    /// How often records of one person are on this level, before the data says more.
    pub m: f64,
    /// A column whose value both records share on this level: agreement in a rare value says more.
    #[serde(default)]
    pub frequency: Option<String>,
}

/// A test on a column.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The column.
    pub column: String,
    /// The test.
    pub test: Test,
    /// For [`Test::Crossed`]: the other column.
    #[serde(default)]
    pub with: Option<String>,
}

/// What two values of a column can be asked. A missing value fails every test that does not ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// The same, diacritics included.
    Same,
    /// The same but for diacritics.
    SameFolded,
    /// The same but for diacritics, which one of the two has lost altogether.
    LostMarks,
    /// The same, or the same but for lost diacritics. Who writes one word without them writes all without them, so
    /// only one field should count their loss.
    SameOrLostMarks,
    /// At most so many edits apart, without diacritics.
    Edits(u8),
    /// At least so alike by Jaro and Winkler, in percent.
    Alike(u8),
    /// The words of one are all among those of the other.
    WordsWithin,
    /// The words are the same with single letters for some.
    Abbreviated,
    /// The letters are the same when spaces are left out.
    SameLetters,
    /// One begins with the other.
    Begins,
    /// Neither has a value.
    BothMissing,
    /// One has no value.
    OneMissing,
    /// The first so many letters are the same.
    Start(u8),
    /// House numbers are the same.
    SameHouse,
    /// The addresses are spellings of one.
    AddressAlike,
    /// Day and month have changed places.
    Swapped,
    /// A slip in a date or a number: one digit, two neighbours exchanged, a part off by one or ten.
    Slip,
    /// The same year, and one of the two says no more than the year.
    YearOnly,
    /// The same year.
    SameYear,
    /// Both numbers have so many digits.
    Digits(u8),
    /// Numbers of different length, such as an old and a new card's.
    OtherLength,
    /// The value of one stands in another column of the other, alone or as one of the words there.
    Crossed,
}

/// Pairs that agree in the key are compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pass {
    /// What reports call it.
    pub name: String,
    /// What must agree.
    pub key: Vec<Part>,
    /// What more must agree where more records share the key than are compared with each other.
    #[serde(default)]
    pub then: Vec<Part>,
}

/// A part of a key.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The columns; several only for [`Take::Words`].
    pub of: Vec<String>,
    /// What is taken of them.
    pub take: Take,
}

/// What a key takes of a value. A record without the value is not found by the pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// All of it, without diacritics.
    Whole,
    /// The first so many letters.
    Start(u8),
    /// The words in any order; of several columns together.
    Words,
    /// First letter and the consonants behind it, at most four, doubled ones once: what survives a slip in a vowel.
    Sound,
    /// The date with day and month in any order.
    AnyOrder,
    /// The year.
    Year,
    /// The last digit of the year, which survives a slip in its decade.
    YearEnd,
    /// The decade, which survives a slip in the last digit of the year.
    Decade,
    /// Month and day.
    MonthDay,
    /// The house number.
    House,
}

/// Fields that agree together more often than each by itself lets expect.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    /// What explanations call it.
    pub name: String,
    /// The fields; each must be on a level that counts a value's frequency.
    pub comparisons: Vec<String>,
    /// The joined column in which the values are counted.
    pub column: String,
}

/// People who live together share more than chance gives: family name, telephone, and twins a birthday.
///
/// Where a pair is on one of the levels, and in all circles before, the fields that show no circle are weighed against
/// what different people of the circle have in common, which is learned, and not against what any two people have.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circle {
    /// What reports call it.
    pub name: String,
    /// The field that shows it.
    pub comparison: String,
    /// On which levels.
    pub levels: Vec<String>,
    /// For the first circle: the column whose equal values make one.
    #[serde(default)]
    pub column: Option<String>,
}

/// Levels of a field that always call for a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverCertain {
    /// The field.
    pub comparison: String,
    /// Its levels, `different` among them.
    pub levels: Vec<String>,
}

/// Probabilities, 0 to 1.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// From here on a pair is reported, for people to look at.
    pub review: f64,
    /// From here on records are put into one cluster.
    pub cluster: f64,
    /// From here on nobody needs to look.
    pub certain: f64,
}

impl Model {
    /// People with first and last name, dates, an address and a number, in Latin letters.
    #[must_use]
    pub fn general() -> Self {
        Self::from_json(include_str!("../models/general.json")).expect("the model in the program is tested")
    }

    /// People of Viet Nam.
    #[must_use]
    pub fn vietnamese() -> Self {
        Self::from_json(include_str!("../models/vn.json")).expect("the model in the program is tested")
    }

    /// A model from its JSON.
    ///
    /// # Errors
    /// Text that is no model, and a model that names what it does not have.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let model: Self = serde_json::from_str(text)?;
        crate::plan::Plan::of(&model)?;
        Ok(model)
    }

    /// The columns that are filled from a record; the others are made from them.
    pub fn filled_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(|column| column.kind != Kind::Joined)
    }
}
