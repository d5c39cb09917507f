//! Numbers on the open dashboard and on that of those who steer.

use askama::Template;
use steering::Light;

use crate::components::{Disclosure, Markup, StatTile, Tone};

/// A row of tiles.
#[derive(Template)]
#[template(source = "<div class=\"stats\">{% for tile in tiles %}{{ tile }}{% endfor %}</div>", ext = "html")]
pub(crate) struct Tiles {
    tiles: Vec<StatTile>,
}

pub(crate) fn tiles(tiles: Vec<StatTile>) -> Tiles {
    Tiles { tiles }
}

/// A part of a page in a frame of its own.
#[derive(Template)]
#[template(source = "<section class=\"card\">{{ inside }}</section>", ext = "html")]
pub(crate) struct Card {
    inside: Markup,
}

pub(crate) fn card(inside: Markup) -> Card {
    Card { inside }
}

/// A picture of numbers under its title, with the numbers to unfold.
#[derive(Template)]
#[template(
    source = "<section class=\"card figure\"><h2>{{ title }}</h2><p class=\"soft\">{{ says }}</p>{{ picture }}{{ numbers }}</section>",
    ext = "html"
)]
pub(crate) struct Figure {
    pub(crate) title: String,
    pub(crate) says: String,
    pub(crate) picture: Markup,
    pub(crate) numbers: Disclosure,
}

/// The colour of a traffic light.
pub(crate) fn light_tone(light: Light) -> Tone {
    match light {
        Light::Green => Tone::Success,
        Light::Amber => Tone::Warning,
        Light::Red => Tone::Danger,
        Light::None => Tone::Neutral,
    }
}
