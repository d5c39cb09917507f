//! The columns of a roll and the names that offices give them.

use kernel::name::fold;

kernel::text_enum! {
    /// What a column holds.
    pub enum Column {
        /// Identity number of twelve digits, or of nine.
        Number = "number",
        /// Old number of nine digits, in a column of its own.
        OldNumber = "old-number",
        /// Full name.
        Name = "name",
        /// Family and middle name, where the given name stands in a column of its own.
        FamilyName = "family-name",
        /// Date of birth, or its year.
        Birth = "birth",
        /// Sex.
        Sex = "sex",
        /// Number of the household.
        Household = "household",
        /// Relation to the head of the household.
        Relation = "relation",
        /// House and street, hamlet, block.
        Address = "address",
        /// Commune, by name or code.
        Commune = "commune",
        /// District, by name or code.
        District = "district",
        /// Province, by name or code.
        Province = "province",
        /// The whole code of the commune.
        Unit = "unit",
        /// Ethnicity.
        Ethnicity = "ethnicity",
        /// Religion.
        Religion = "religion",
        /// Nationality.
        Nationality = "nationality",
        /// Place of origin.
        Origin = "origin",
        /// Place of birth.
        BirthPlace = "birth-place",
        /// Telephone.
        Phone = "phone",
        /// Permanent or temporary.
        Kind = "kind",
        /// First day of the residence.
        From = "from",
        /// Last day of a temporary residence.
        Until = "until",
        /// Names beside the birth name.
        OtherNames = "other-names",
        /// Blood group.
        BloodGroup = "blood-group",
        /// Where the person is now.
        CurrentPlace = "current-place",
    }
}

/// The names of columns, folded, without punctuation, in Vietnamese and English.
///
/// An office that names a column otherwise sends us the name; it becomes a line here.
const SYNONYMS: &[(Column, &[&str])] = &[
    (
        Column::Number,
        &[
            "so dinh danh ca nhan",
            "so dinh danh",
            "ma dinh danh",
            "ma dinh danh ca nhan",
            "so cccd",
            "cccd",
            "so can cuoc cong dan",
            "can cuoc cong dan",
            "so can cuoc",
            "can cuoc",
            "so cccd cmnd",
            "so cmnd cccd",
            "cmnd cccd",
            "cccd cmnd",
            "so giay to",
            "ddcn",
            "so ddcn",
            "so ddcn cccd",
            "so ddcn cmnd",
            "personal number",
            "personal identification number",
            "identity number",
            "national id",
            "id number",
            "pid",
        ],
    ),
    (
        Column::OldNumber,
        &[
            "so cmnd",
            "cmnd",
            "so chung minh nhan dan",
            "chung minh nhan dan",
            "cmnd 9 so",
            "so cmnd cu",
            "old number",
            "old id",
            "old id number",
        ],
    ),
    (
        Column::Name,
        &[
            "ho va ten",
            "ho ten",
            "ho va ten khai sinh",
            "ho ten khai sinh",
            "ho chu dem va ten",
            "ho chu dem va ten khai sinh",
            "ten",
            "ten nhan khau",
            "ten cong dan",
            "full name",
            "name",
            "person name",
            "given name",
            "first name",
        ],
    ),
    (
        Column::FamilyName,
        &[
            "ho",
            "ho dem",
            "ho va dem",
            "ho ten dem",
            "ho va ten dem",
            "ho va chu dem",
            "ho lot",
            "ho chu dem",
            "family name",
            "last name",
            "surname",
        ],
    ),
    (
        Column::Birth,
        &[
            "ngay sinh",
            "ngay thang nam sinh",
            "nam sinh",
            "ngay thang nam",
            "ns",
            "date of birth",
            "birth date",
            "birthdate",
            "dob",
            "year of birth",
            "birth year",
            "born",
        ],
    ),
    (Column::Sex, &["gioi tinh", "phai", "gt", "sex", "gender"]),
    (
        Column::Household,
        &[
            "so ho",
            "ma ho",
            "so ho khau",
            "so ho so",
            "ho so cu tru",
            "so ho so cu tru",
            "ma ho gia dinh",
            "ho so",
            "household",
            "household number",
            "household no",
            "household id",
            "household code",
        ],
    ),
    (
        Column::Relation,
        &[
            "quan he voi chu ho",
            "quan he chu ho",
            "qh voi chu ho",
            "quan he",
            "moi quan he voi chu ho",
            "relation to head",
            "relationship to head",
            "relation to head of household",
            "relationship",
            "relation",
        ],
    ),
    (
        Column::Address,
        &[
            "dia chi",
            "dia chi thuong tru",
            "noi thuong tru",
            "thuong tru",
            "noi dang ky thuong tru",
            "cho o",
            "cho o hien nay",
            "noi o",
            "noi o hien nay",
            "so nha",
            "so nha duong",
            "so nha duong pho",
            "thon to dan pho",
            "to dan pho",
            "thon",
            "address",
            "street",
            "permanent address",
            "residence",
        ],
    ),
    (
        Column::Commune,
        &[
            "xa",
            "phuong",
            "xa phuong",
            "phuong xa",
            "xa phuong thi tran",
            "phuong xa thi tran",
            "ten xa",
            "commune",
            "ward",
            "commune ward",
        ],
    ),
    (Column::District, &["huyen", "quan", "quan huyen", "huyen quan", "quan huyen thi xa", "district"]),
    (Column::Province, &["tinh", "thanh pho", "tinh thanh pho", "tinh thanh", "province", "city", "province city"]),
    (Column::Unit, &["ma don vi", "ma xa", "ma phuong", "ma don vi hanh chinh", "ma dvhc", "unit", "unit code", "commune code"]),
    (Column::Ethnicity, &["dan toc", "ethnicity", "ethnic group"]),
    (Column::Religion, &["ton giao", "religion"]),
    (Column::Nationality, &["quoc tich", "nationality"]),
    (Column::Origin, &["que quan", "nguyen quan", "origin", "place of origin", "home town", "hometown"]),
    (Column::BirthPlace, &["noi sinh", "noi dang ky khai sinh", "place of birth", "birth place", "birthplace"]),
    (Column::Phone, &["so dien thoai", "dien thoai", "sdt", "dt", "phone", "phone number", "telephone", "mobile"]),
    (
        Column::Kind,
        &[
            "loai cu tru",
            "hinh thuc cu tru",
            "thuong tru tam tru",
            "tinh trang cu tru",
            "kind",
            "residence kind",
            "residence type",
        ],
    ),
    (Column::From, &["tu ngay", "ngay dang ky", "ngay dang ky thuong tru", "ngay den", "from", "since", "start date"]),
    (Column::Until, &["den ngay", "thoi han", "thoi han tam tru", "until", "to", "end date"]),
    (Column::OtherNames, &["ten goi khac", "ten khac", "bi danh", "other names", "other name", "alias"]),
    (Column::BloodGroup, &["nhom mau", "blood group", "blood type"]),
    (Column::CurrentPlace, &["noi o hien tai", "current place"]),
];

impl Column {
    /// The column that a header names.
    #[must_use]
    pub fn named(header: &str) -> Option<Self> {
        // Without its marks a household (hộ) looks like a family name (họ).
        if kernel::name::tidy_spaces(header).to_lowercase() == "hộ" {
            return Some(Self::Household);
        }
        let key = header_key(header);
        SYNONYMS.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(column, _)| *column)
    }

    /// The header that an exported roll gives the column.
    pub(crate) const fn header(self) -> &'static str {
        match self {
            Self::Number => "Số định danh cá nhân",
            Self::OldNumber => "Số CMND",
            Self::Name => "Họ và tên",
            Self::FamilyName => "Họ và tên đệm",
            Self::Birth => "Ngày sinh",
            Self::Sex => "Giới tính",
            Self::Household => "Số hộ",
            Self::Relation => "Quan hệ với chủ hộ",
            Self::Address => "Địa chỉ",
            Self::Commune => "Xã, phường",
            Self::District => "Quận, huyện",
            Self::Province => "Tỉnh, thành phố",
            Self::Unit => "Mã đơn vị",
            Self::Ethnicity => "Dân tộc",
            Self::Religion => "Tôn giáo",
            Self::Nationality => "Quốc tịch",
            Self::Origin => "Quê quán",
            Self::BirthPlace => "Nơi sinh",
            Self::Phone => "Số điện thoại",
            Self::Kind => "Loại cư trú",
            Self::From => "Từ ngày",
            Self::Until => "Đến ngày",
            Self::OtherNames => "Tên gọi khác",
            Self::BloodGroup => "Nhóm máu",
            Self::CurrentPlace => "Nơi ở hiện tại",
        }
    }
}

/// A header folded, with everything but letters and digits as a space.
pub(crate) fn header_key(header: &str) -> String {
    let spaced: String = fold(header).chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_both_languages() {
        for (header, column) in [
            ("HỌ VÀ TÊN", Column::Name),
            ("Họ, chữ đệm và tên khai sinh", Column::Name),
            (" Ngày, tháng, năm sinh ", Column::Birth),
            ("Số CCCD/CMND", Column::Number),
            ("Quan hệ với chủ hộ", Column::Relation),
            ("Xã/Phường/Thị trấn", Column::Commune),
            ("Date of birth", Column::Birth),
            ("Household No.", Column::Household),
            ("Họ", Column::FamilyName),
            ("HỘ", Column::Household),
        ] {
            assert_eq!(Column::named(header), Some(column), "{header}");
        }
        assert_eq!(Column::named("STT"), None);
        assert_eq!(Column::named(""), None);
    }

    #[test]
    fn no_name_means_two_columns_and_our_own_headers_read_back() {
        let mut seen = std::collections::BTreeSet::new();
        for (_, names) in SYNONYMS {
            for name in *names {
                assert!(seen.insert(*name), "`{name}` is listed twice");
                assert_eq!(header_key(name), *name, "`{name}` is not folded");
            }
        }
        for column in Column::ALL {
            assert_eq!(Column::named(column.header()), Some(*column), "{column}");
        }
    }
}
