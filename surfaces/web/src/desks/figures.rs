//! Numbers on the open dashboard and on that of those who steer.

use askama::Template;
use steering::Light;

use crate::components::{StatTile, Tone};

/// A row of tiles.
#[derive(Template)]
#[template(source = "<div class=\"stats\">{% for tile in tiles %}{{ tile }}{% endfor %}</div>", ext = "html")]
pub(crate) struct Tiles {
    tiles: Vec<StatTile>,
}

pub(crate) fn tiles(tiles: Vec<StatTile>) -> Tiles {
    Tiles { tiles }
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
