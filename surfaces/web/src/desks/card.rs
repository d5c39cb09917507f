//! A card that somebody shows: the scan of its code, or the number and the date of birth that stand on it.

use kernel::{CardText, PartialDate, PersonalNumber};
use register::CardShown;
use serde::Deserialize;

use crate::{
    components::{DateInput, DateParts, Problem, TextInput, TextKind},
    words::Words,
};

/// What the officer scanned or typed; part of the form it stands in.
#[derive(Default, Clone, Deserialize)]
pub(crate) struct CardTyped {
    #[serde(default)]
    card: String,
    #[serde(default)]
    number: String,
    #[serde(default, rename = "birth-day")]
    day: String,
    #[serde(default, rename = "birth-month")]
    month: String,
    #[serde(default, rename = "birth-year")]
    year: String,
}

/// The boxes for it.
pub(crate) struct CardInputs {
    /// For the scanner.
    pub(crate) card: TextInput,
    /// For who has none.
    pub(crate) number: TextInput,
    /// Beside the number.
    pub(crate) birth: DateInput,
}

impl CardTyped {
    /// The boxes, with what was typed and what is wrong with it.
    pub(crate) fn inputs(&self, words: &Words, problems: &[Problem]) -> CardInputs {
        let error = |field: &str| Problem::at(problems, field);
        CardInputs {
            card: TextInput::new(words, "card", words.say("web-counter-card"))
                .hint(words.say("web-counter-card-hint"))
                .value(self.card.clone())
                .one_of_several()
                .error(error("card"))
                .key('s'),
            number: TextInput::new(words, "number", words.say("web-personal-number"))
                .kind(TextKind::Digits)
                .width(12)
                .length_max(20)
                .value(self.number.clone())
                .one_of_several()
                .error(error("number")),
            birth: DateInput::new(words, "birth", words.say("web-birth-date")).value(self.birth()).error(error("birth")),
        }
    }

    /// The two facts that find a record, from the scan or from the boxes, or what is wrong with them.
    pub(crate) fn read(&self, words: &Words) -> Result<CardShown, Vec<Problem>> {
        let problem = |field: &str, id: &str| Problem::new(field, words.say(id));
        if !self.card.trim().is_empty() {
            return CardText::parse(&self.card)
                .map(|card| CardShown { number: card.number, birth: card.birth })
                .ok_or_else(|| vec![problem("card", "web-counter-card-wrong")]);
        }
        let number = PersonalNumber::parse_typed(&self.number).map_err(|wrong| problem("number", wrong.message_id()));
        let birth = self.birth().to_iso().parse::<PartialDate>().map_err(|wrong| problem("birth", wrong.message_id()));
        match (number, birth) {
            (Ok(number), Ok(birth)) => Ok(CardShown { number, birth }),
            (number, birth) => Err([number.err(), birth.err()].into_iter().flatten().collect()),
        }
    }

    fn birth(&self) -> DateParts {
        DateParts { day: self.day.clone(), month: self.month.clone(), year: self.year.clone() }
    }
}
