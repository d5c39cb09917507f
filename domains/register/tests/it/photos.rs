//! Photographs: bounded, known by their content, seen only with an entry of their own.

use crate::world::{HANG_BAI, PHUC_XA, World, ground, on_both};
use kernel::PersonId;
use kernel::Sex::Female;
use register::{ChangeId, Error, PHOTO_BYTES_MAX, Photo, PhotoMedia, ReverseChange, SetPhoto};

/// The head of a PNG picture of that size; what follows is not looked at.
pub(crate) fn png(width: u32, height: u32, filling: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    bytes.extend([filling; 64]);
    bytes
}

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16];
    bytes.extend(b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    bytes.extend([0xFF, 0xC0, 0, 17, 8]);
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xFF, 0xD9]);
    bytes
}

fn set(world: &World, person: PersonId, content: Vec<u8>) -> Result<ChangeId, Error> {
    let actor = world.officer(PHUC_XA);
    let command = SetPhoto { person, content, ground: ground() };
    world.act(move |tx| register::set_photo(tx, &actor, &command))
}

fn see(world: &World, actor: access::Actor, person: PersonId) -> Option<Photo> {
    world.act(move |tx| register::photo(tx, &actor, person)).expect("permitted")
}

#[test]
fn only_pictures_of_a_fair_size_are_taken() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        assert!(matches!(set(&world, person, b"<svg onload=alert(1)>".to_vec()), Err(Error::PhotoUnreadable)));
        assert!(matches!(set(&world, person, b"GIF89a\x90\x01\x90\x01".to_vec()), Err(Error::PhotoUnreadable)));
        assert!(matches!(set(&world, person, b"\x89PNG\r\n\x1a\n".to_vec()), Err(Error::PhotoUnreadable)));
        assert!(matches!(set(&world, person, png(40, 400, 0)), Err(Error::PhotoSides { .. })));
        assert!(
            matches!(set(&world, person, png(60_000, 60_000, 0)), Err(Error::PhotoSides { .. })),
            "a small file that unfolds"
        );
        let mut heavy = png(400, 600, 0);
        heavy.resize(PHOTO_BYTES_MAX + 1, 0);
        assert!(matches!(set(&world, person, heavy), Err(Error::PhotoTooLarge { .. })));
        assert_eq!(see(&world, world.city(), person), None);

        set(&world, person, jpeg(300, 400)).expect("a photograph");
        let photo = see(&world, world.city(), person).expect("there");
        assert_eq!((photo.media, photo.width, photo.height), (PhotoMedia::Jpeg, 300, 400));
        assert!(matches!(set(&world, person, jpeg(300, 400)), Err(Error::NothingChanges)));
    });
}

#[test]
fn a_photograph_is_replaced_not_lost_and_its_sight_is_noted() {
    on_both(|world| {
        let person = world.born("Nguyễn Thị Ví Dụ", Female, "1999");
        set(&world, person, png(400, 600, 1)).expect("a photograph");
        let second = set(&world, person, png(400, 600, 2)).expect("another");
        let shown = see(&world, world.base.citizen(person), person).expect("one's own");
        assert_eq!(shown.content, png(400, 600, 2));
        see(&world, world.city(), person).expect("there");
        let entries = world.store.read_blocking::<_, store::Error>(|tx| audit::of_person(tx, person, None, 1)).expect("the log");
        assert!(entries[0].fields().any(|field| field == "photo"));
        assert_eq!(see(&world, world.officer(HANG_BAI), person), None);

        let actor = world.city();
        let command = ReverseChange { change: second, ground: ground() };
        world.act(move |tx| register::reverse_change(tx, &actor, &command)).expect("undone");
        assert_eq!(see(&world, world.city(), person).expect("the first again").content, png(400, 600, 1));
    });
}
