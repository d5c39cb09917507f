//! A list of guests as a spreadsheet exports it.

use super::{GUESTS_MAX, GuestField, GuestLine};
use crate::Error;
use crate::roll::cut::{Records, sniff};

/// The largest file of guests, in bytes.
pub const GUEST_FILE_BYTES_MAX: usize = 1 << 20;
/// The line that names the columns is among so many first ones.
const HEADER_LINES_MAX: usize = 10;

/// The names of columns, folded, in Vietnamese and English.
const SYNONYMS: &[(GuestField, &[&str])] = &[
    (GuestField::Name, &["ho va ten", "ho ten", "ten", "ten khach", "ho ten khach", "full name", "name", "guest", "guest name"]),
    (
        GuestField::Number,
        &[
            "so dinh danh ca nhan",
            "so dinh danh",
            "so cccd",
            "cccd",
            "so can cuoc",
            "can cuoc",
            "so giay to",
            "giay to",
            "so cccd ho chieu",
            "cccd ho chieu",
            "identity number",
            "id number",
            "personal number",
            "number",
            "id",
        ],
    ),
    (GuestField::Passport, &["ho chieu", "so ho chieu", "passport", "passport number", "passport no"]),
    (GuestField::Birth, &["ngay sinh", "nam sinh", "ngay thang nam sinh", "date of birth", "birth date", "birth", "dob"]),
    (GuestField::Sex, &["gioi tinh", "phai", "sex", "gender"]),
    (GuestField::Nationality, &["quoc tich", "nationality"]),
    (GuestField::Room, &["phong", "so phong", "phong so", "room", "room number", "room no"]),
    (GuestField::Reason, &["ly do", "ly do luu tru", "muc dich", "reason", "purpose"]),
    (
        GuestField::Arrives,
        &["den luc", "ngay den", "gio den", "ngay gio den", "thoi gian den", "check in", "checkin", "arrives", "arrival", "from"],
    ),
    (
        GuestField::Leaves,
        &[
            "di luc",
            "ngay di",
            "ngay ve",
            "so dem",
            "thoi gian di",
            "check out",
            "checkout",
            "leaves",
            "departure",
            "nights",
            "until",
        ],
    ),
];

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestFile {
    /// The guests with their lines.
    pub guests: Vec<GuestLine>,
    /// Columns that nobody knows, as the file names them.
    pub unknown: Vec<String>,
}

/// Reads a file of guests: UTF-8, comma, semicolon or tab, columns in any order, blank lines between.
///
/// # Errors
/// [`Error::BadGuestFile`] when no line names a column for the name and one for the birth date, or when it is no text;
/// [`Error::TooManyGuests`].
pub fn read_guests(bytes: &[u8]) -> Result<GuestFile, Error> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.len() > GUEST_FILE_BYTES_MAX {
        return Err(Error::BadGuestFile);
    }
    let mut records = Records::new(bytes, sniff(&bytes[..bytes.len().min(16 * 1024)]), 0, 1);
    let (columns, unknown) = header(&mut records)?;
    let mut guests = Vec::new();
    while let Some(record) = records.next().map_err(|_| Error::BadGuestFile)? {
        if guests.len() == GUESTS_MAX {
            return Err(Error::TooManyGuests(GUESTS_MAX));
        }
        let mut guest = GuestLine { line: u32::try_from(record.line).unwrap_or(u32::MAX), ..GuestLine::default() };
        match record.fields {
            Ok(fields) => fill(&mut guest, &columns, fields),
            Err(_) => guest.torn = true,
        }
        guests.push(guest);
    }
    Ok(GuestFile { guests, unknown })
}

fn header(records: &mut Records<&[u8]>) -> Result<(Vec<Option<GuestField>>, Vec<String>), Error> {
    for _ in 0..HEADER_LINES_MAX {
        let Some(record) = records.next().map_err(|_| Error::BadGuestFile)? else { break };
        let Ok(fields) = record.fields else { return Err(Error::BadGuestFile) };
        let columns: Vec<Option<GuestField>> = fields.iter().map(|field| named(field)).collect();
        if [GuestField::Name, GuestField::Birth].iter().all(|needed| columns.contains(&Some(*needed))) {
            let strange = fields.iter().zip(&columns).filter(|(field, column)| column.is_none() && !field.trim().is_empty());
            return Ok((columns.clone(), strange.map(|(field, _)| kernel::name::tidy_spaces(field)).collect()));
        }
    }
    Err(Error::BadGuestFile)
}

fn named(header: &str) -> Option<GuestField> {
    let key = crate::roll::header_key(header);
    SYNONYMS.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(field, _)| *field)
}

fn fill(guest: &mut GuestLine, columns: &[Option<GuestField>], fields: Vec<String>) {
    for (column, value) in columns.iter().zip(fields) {
        let place = match column {
            Some(GuestField::Name) => &mut guest.name,
            Some(GuestField::Number) => &mut guest.number,
            Some(GuestField::Passport) => &mut guest.passport,
            Some(GuestField::Birth) => &mut guest.birth,
            Some(GuestField::Sex) => &mut guest.sex,
            Some(GuestField::Nationality) => &mut guest.nationality,
            Some(GuestField::Room) => &mut guest.room,
            Some(GuestField::Reason) => &mut guest.reason,
            Some(GuestField::Arrives) => &mut guest.arrives,
            Some(GuestField::Leaves) => &mut guest.leaves,
            Some(GuestField::Line) | None => continue,
        };
        // Of two columns of one kind, the first that says something counts.
        if place.trim().is_empty() {
            *place = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_of_guests_is_read() {
        let text = "\u{feff}DANH SÁCH KHÁCH;;;;\r\nSTT;Họ và tên;Số CCCD;Ngày sinh;Phòng\r\n1;Lê Văn Khách;001090012345;01/02/1990;101\r\n\r\n2;\"Trần; Thị Ví\";;2015;\r\n";
        let file = read_guests(text.as_bytes()).expect("a file");
        assert_eq!(file.unknown, ["STT"]);
        let lines: Vec<(u32, &str, &str, &str)> = file
            .guests
            .iter()
            .map(|guest| (guest.line, guest.name.as_str(), guest.number.as_str(), guest.room.as_str()))
            .collect();
        assert_eq!(lines, [(3, "Lê Văn Khách", "001090012345", "101"), (5, "Trần; Thị Ví", "", "")]);
    }

    #[test]
    fn a_file_without_columns_is_refused_and_a_torn_line_is_kept() {
        assert!(matches!(read_guests(b"1,2,3\n4,5,6\n"), Err(Error::BadGuestFile)));
        assert!(matches!(read_guests(b""), Err(Error::BadGuestFile)));
        let file = read_guests(b"name,birth\nA B,1990\n\"open,1991\n").expect("a file");
        assert_eq!(file.guests.iter().map(|guest| guest.torn).collect::<Vec<_>>(), [false, true]);
        let many = format!("name,birth\n{}", "A B,1990\n".repeat(GUESTS_MAX + 1));
        assert!(matches!(read_guests(many.as_bytes()), Err(Error::TooManyGuests(GUESTS_MAX))));
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut seen = std::collections::BTreeSet::new();
        for name in SYNONYMS.iter().flat_map(|(_, names)| *names) {
            assert!(seen.insert(*name), "`{name}` is listed twice");
        }
    }
}
