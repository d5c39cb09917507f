//! Composition: the pack, the store and everything made from them, put together once.

use crate::cli::Place;
use crate::edge::{SystemClock, SystemRandom};
use crate::keys::Keys;
use access::{Context, Policies};
use anyhow::Context as _;
use country::Pack;
use gate::{Platform, Settings};
use kernel::{Clock, Ids, Randomness};
use std::path::PathBuf;
use std::sync::Arc;
use store::{Config, Schema, Store};

/// The program, put together.
pub(crate) struct House {
    /// What the surfaces need.
    pub(crate) platform: Arc<Platform>,
    /// The secrets.
    pub(crate) keys: Keys,
    /// The folder of the embedded database, the keys and kept mail.
    pub(crate) data: PathBuf,
}

/// The tables of every subject, in the order in which they are made.
#[must_use]
pub fn schemas() -> Vec<Schema> {
    vec![
        audit::schema(),
        places::schema(),
        register::schema(),
        accounts::schema(),
        dossiers::schema(),
        papers::schema(),
        notify::schema(),
        steering::schema(),
        quality::schema(),
    ]
}

/// Where the data of a place is.
pub(crate) fn store_config(place: &Place) -> Config {
    match &place.database_url {
        Some(url) => Config::postgres(url),
        None => Config::sqlite(&place.data),
    }
}

/// Reads the country pack.
///
/// # Errors
/// Everything that is wrong with it, a line each.
pub(crate) fn pack(place: &Place) -> anyhow::Result<Pack> {
    let loaded = match &place.pack {
        Some(folder) => Pack::load(folder),
        None => Pack::embedded(),
    };
    loaded.map_err(|problems| anyhow::anyhow!("the country pack cannot be used:\n{}", country::report(&problems)))
}

/// Puts the program together over the system's clock, with every index of the register.
///
/// # Errors
/// What cannot be read, opened or understood, with what to do.
pub(crate) fn compose(place: &Place, settings: Settings) -> anyhow::Result<House> {
    compose_to_read(place, settings)?.mended()
}

/// Puts the program together for a command that only reads: it works beside a long write, and leaves indexes that a load
/// has yet to make to the load.
///
/// # Errors
/// What cannot be read, opened or understood, with what to do.
pub(crate) fn compose_to_read(place: &Place, settings: Settings) -> anyhow::Result<House> {
    compose_with(place, settings, Arc::new(SystemClock))
}

/// Puts the program together over a clock: opens the store, brings its tables and units up to date, loads the services.
///
/// Each is compared first and written only where something differs, so that a start waits for no writer.
///
/// # Errors
/// What cannot be read, opened or understood, with what to do.
pub(crate) fn compose_with(place: &Place, settings: Settings, clock: Arc<dyn Clock>) -> anyhow::Result<House> {
    let pack = Arc::new(pack(place)?);
    let store = Store::open(&store_config(place)).context("the database cannot be opened")?;
    let random: Arc<dyn Randomness> = Arc::new(SystemRandom);
    let keys = Keys::load_or_create(&place.data, random.as_ref())?;
    let applied = store.migrate(&schemas(), clock.now()).context("the tables cannot be brought up to date")?;
    if !applied.is_empty() {
        tracing::info!(count = applied.len(), "Tables brought up to date");
    }
    let edge = Edge { clock, random, node: place.node, papers_key: keys.papers, accounts_key: keys.accounts };
    let platform = assemble(store, pack, settings, edge)?;
    Ok(House { platform: Arc::new(platform), keys, data: place.data.clone() })
}

impl House {
    /// Makes the indexes that a load or a change of units left out when it broke off.
    ///
    /// # Errors
    /// Failures of the store, such as a number that two persons have.
    pub(crate) fn mended(self) -> anyhow::Result<Self> {
        register::bulk::indexes::make(&self.platform.store).context("the indexes of the register cannot be made")?;
        Ok(self)
    }
}

/// What a program gets from outside: tests pass their own.
pub struct Edge {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The dice.
    pub random: Arc<dyn Randomness>,
    /// The number of this node among those that share a database.
    pub node: u8,
    /// Seed of the key that seals papers.
    pub papers_key: [u8; 32],
    /// Key that seals the secrets of authenticators.
    pub accounts_key: [u8; 32],
}

/// Puts the program together over a database that has every table: writes the units, loads the services and the rules.
///
/// # Errors
/// What cannot be read or understood, with what to do.
pub fn assemble(store: Store, pack: Arc<Pack>, settings: Settings, edge: Edge) -> anyhow::Result<Platform> {
    let ids = Arc::new(Ids::new(Arc::clone(&edge.clock), edge.node));
    let policies = Policies::load(&texts(pack.policies())).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the policies cannot be used:\n{}", lines.join("\n"))
    })?;
    let context = Context::new(edge.clock, ids, edge.random, policies);
    let words = i18n::Catalogue::from_pack(&pack)
        .map_err(|problems| anyhow::anyhow!("the messages cannot be used:\n{}", country::report(&problems)))?;
    let places = Arc::new(settle_units(&store, &pack)?);
    let cleansing = quality::Rules::from_pack(&pack, Arc::clone(&places))
        .map_err(|problems| anyhow::anyhow!("the rules of cleansing cannot be used:\n{}", country::report(&problems)))?;
    let services = services(&store, &pack, &places, &context)?;
    let press = papers::Press::new(texts(pack.papers()));
    let seals = papers::Seals::from_master(edge.papers_key);
    let papers = papers::Works::new(press, seals, &settings.public_url, settings.demo, context.clone());
    let accounts = accounts::Accounts::new(&settings.public_url, &edge.accounts_key)
        .context("passkeys cannot be used at the public address")?;
    Ok(Platform {
        store,
        words: Arc::new(words),
        places,
        services,
        accounts: Arc::new(accounts),
        cleansing: Arc::new(cleansing),
        papers: Arc::new(papers),
        context,
        settings,
        brakes: gate::Brakes::default(),
        pack,
    })
}

fn texts(files: &[country::TextFile]) -> Vec<(String, String)> {
    files.iter().map(|file| (file.name.clone(), file.text.clone())).collect()
}

/// Writes the pack's units into their table and reads them with the corrections that administrators made.
fn settle_units(store: &Store, pack: &Arc<Pack>) -> anyhow::Result<places::Places> {
    if !store.read_blocking(|tx| places::in_step(tx, pack)).context("the units cannot be read")? {
        let for_sync = Arc::clone(pack);
        store.write_blocking(move |tx| places::sync(tx, &for_sync)).context("the units cannot be written")?;
    }
    store.read_blocking(|tx| places::load(tx, pack)).context("the units cannot be read")
}

/// The services of the pack, and the versions that were published here.
fn services(
    store: &Store,
    pack: &Arc<Pack>,
    places: &Arc<places::Places>,
    context: &Context,
) -> anyhow::Result<Arc<dossiers::Catalogue>> {
    let catalogue = dossiers::Catalogue::from_pack(pack)
        .map_err(|problems| anyhow::anyhow!("the services cannot be used:\n{}", country::report(&problems)))?;
    let catalogue = Arc::new(catalogue.with_places(Arc::clone(places)));
    if store.read_blocking(|tx| catalogue.is_installed(tx)).context("the services cannot be read")? {
        store.read_blocking(|tx| catalogue.refresh(tx)).context("the services cannot be read")?;
        return Ok(catalogue);
    }
    let (shared, actor) = (Arc::clone(&catalogue), context.actor(access::Subject::System { name: "start" }).build());
    let installed = store.write_blocking(move |tx| shared.install(tx, &actor)).context("the services cannot be written")?;
    for (service, version) in &installed.drafts {
        tracing::info!(%service, version, "The text of a service changed; its draft waits to be published");
    }
    Ok(catalogue)
}
