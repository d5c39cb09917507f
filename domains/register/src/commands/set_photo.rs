//! Taking in a photograph, and showing it.

use crate::model::{ChangeId, ChangeKind, Fields, Ground};
use crate::record::{Entry, record_as};
use crate::sql::provenance as sql;
use crate::{Error, load, permit};
use access::Actor;
use kernel::PersonId;
use serde_json::{Map, Value, json};
use store::{ReadTx, Tx, params};

kernel::define_id!(
    /// A photograph of a person.
    PhotoId,
    "pho"
);

/// The largest photograph, in bytes.
pub const PHOTO_BYTES_MAX: usize = 500_000;
/// The shortest side of a photograph, in pixels.
pub const PHOTO_SIDE_MIN: u32 = 100;
/// The longest side of a photograph, in pixels. A small file can unfold to a picture that fills the memory of a phone.
pub const PHOTO_SIDE_MAX: u32 = 3_000;

kernel::text_enum! {
    /// The forms of pictures that are taken.
    pub enum PhotoMedia {
        /// JPEG.
        Jpeg = "image/jpeg",
        /// PNG.
        Png = "image/png",
    }
}

/// The command.
#[derive(Clone)]
pub struct SetPhoto {
    /// Of whom.
    pub person: PersonId,
    /// The file. What it is, is read from its content, never from its name.
    pub content: Vec<u8>,
    /// On which ground.
    pub ground: Ground,
}

impl std::fmt::Debug for SetPhoto {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SetPhoto({}, {} bytes)", self.person, self.content.len())
    }
}

/// A photograph.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// What kind of file.
    pub media: PhotoMedia,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// SHA-256 of the file.
    pub digest: String,
    /// The file.
    pub content: Vec<u8>,
    /// The change with which it was taken in.
    pub entered: ChangeId,
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Photo({}, {} bytes)", self.media, self.content.len())
    }
}

/// What a file shows of itself: its form and its sides.
fn measure(content: &[u8]) -> Result<(PhotoMedia, u32, u32), Error> {
    if content.len() > PHOTO_BYTES_MAX {
        return Err(Error::PhotoTooLarge { bytes_max: PHOTO_BYTES_MAX });
    }
    let media = match imagesize::image_type(content) {
        Ok(imagesize::ImageType::Jpeg) => PhotoMedia::Jpeg,
        Ok(imagesize::ImageType::Png) => PhotoMedia::Png,
        _ => return Err(Error::PhotoUnreadable),
    };
    let size = imagesize::blob_size(content).map_err(|_| Error::PhotoUnreadable)?;
    let side = |side: usize| u32::try_from(side).ok().filter(|side| (PHOTO_SIDE_MIN..=PHOTO_SIDE_MAX).contains(side));
    match (side(size.width), side(size.height)) {
        (Some(width), Some(height)) => Ok((media, width, height)),
        _ => Err(Error::PhotoSides { side_min: PHOTO_SIDE_MIN, side_max: PHOTO_SIDE_MAX }),
    }
}

/// Takes in a photograph of a person; the one before is kept as a past one.
///
/// # Errors
/// [`Error::PersonNotFound`] and [`Error::Denied`]; [`Error::PhotoTooLarge`], [`Error::PhotoUnreadable`],
/// [`Error::PhotoSides`]; [`Error::NothingChanges`] for the photograph that is there already.
pub fn set_photo(tx: &mut Tx<'_>, actor: &Actor, command: &SetPhoto) -> Result<ChangeId, Error> {
    let person = load::person(tx, command.person)?.ok_or(Error::PersonNotFound)?;
    let units = permit::units_of(&person);
    if !permit::hidden_is_absent(permit::authorize_in_any(actor, permit::EDIT, "person", &units, &[]))? {
        return Err(Error::PersonNotFound);
    }
    let (media, width, height) = measure(&command.content)?;
    let digest = digest_of(&command.content);
    let before = tx.optional::<(PhotoId, String)>(&sql::PHOTO_DIGEST, params![person.id])?;
    if before.as_ref().is_some_and(|(_, known)| *known == digest) {
        return Err(Error::NothingChanges);
    }
    let change: ChangeId = actor.new_id();
    if let Some((photo, _)) = &before {
        tx.execute(&sql::END_PHOTO, params![photo, change])?;
    }
    let id: PhotoId = actor.new_id();
    tx.execute(&sql::INSERT_PHOTO, params![id, person.id, media, width, height, digest, command.content, change])?;
    let facts = |digest: Value| Map::from_iter([("photo".to_owned(), digest)]);
    let entry = Entry {
        kind: ChangeKind::Photographed,
        person: Some(person.id),
        household: None,
        unit: &person.unit,
        unit_before: None,
        before: facts(json!(before.map(|(_, digest)| digest))),
        after: facts(json!(digest)),
    };
    record_as(tx, actor, change, &command.ground, &entry)?;
    Ok(change)
}

fn digest_of(content: &[u8]) -> String {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, content);
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

store::row! {
    struct PhotoRow {
        media: PhotoMedia,
        width: u32,
        height: u32,
        digest: String,
        content: Vec<u8>,
        entered: ChangeId,
    }
}

/// A person's photograph; `None` when there is none that the actor may see.
///
/// # Errors
/// Those of [`person()`](crate::person()).
pub fn photo(tx: &mut Tx<'_>, actor: &Actor, id: PersonId) -> Result<Option<Photo>, Error> {
    let Some(person) = load::person(tx, id)? else { return Ok(None) };
    if !permit::may_view(actor, &person)? {
        return Ok(None);
    }
    let Some(row) = tx.optional::<PhotoRow>(&sql::PHOTO, params![id])? else { return Ok(None) };
    permit::saw(tx, actor, id, Fields::PHOTO, None)?;
    let PhotoRow { media, width, height, digest, content, entered } = row;
    Ok(Some(Photo { media, width, height, digest, content, entered }))
}

/// Whether the register has a photograph of a person whose record the caller was shown. It shows nothing itself.
///
/// # Errors
/// Failures of the store.
pub fn has_photo(tx: &mut ReadTx<'_>, id: PersonId) -> Result<bool, Error> {
    Ok(tx.optional::<(PhotoId, String)>(&sql::PHOTO_DIGEST, params![id])?.is_some())
}

/// Undoes what a change did to a person's photographs; notes it in the entry's facts.
pub(crate) fn undo(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (person, undone): (PersonId, Option<ChangeId>),
    change: ChangeId,
    (was, became): (&mut Map<String, Value>, &mut Map<String, Value>),
) -> Result<(), Error> {
    let Some(undone) = undone else { return Ok(()) };
    let Some((brought, ended)) = tx.optional::<(PhotoId, Option<ChangeId>)>(&sql::PHOTO_ENTERED, params![person, undone])? else {
        return Ok(());
    };
    if let Some(later) = ended {
        return Err(Error::LaterChanges(vec![later]));
    }
    let digest = |tx: &mut ReadTx<'_>| -> Result<Value, Error> {
        Ok(json!(tx.optional::<(PhotoId, String)>(&sql::PHOTO_DIGEST, params![person])?.map(|(_, digest)| digest)))
    };
    was.insert("photo".to_owned(), digest(tx)?);
    tx.execute(&sql::END_PHOTO, params![brought, change])?;
    if let Some((replaced,)) = tx.optional::<(PhotoId,)>(&sql::PHOTO_REPLACED, params![person, undone])? {
        let again: PhotoId = actor.new_id();
        tx.execute(&sql::REPEAT_PHOTO, params![replaced, again, change])?;
    }
    became.insert("photo".to_owned(), digest(tx)?);
    Ok(())
}
