//! The words that fill the columns of rolls.

use crate::model::{BloodGroup, Relation, ResidenceKind};
use kernel::Sex;
use kernel::name::fold;

/// Nam or Nữ, in the ways rolls write it.
pub(crate) fn sex(word: &str) -> Option<Sex> {
    match fold(word).as_str() {
        "nam" | "male" | "m" | "trai" | "nam gioi" => Some(Sex::Male),
        "nu" | "female" | "f" | "gai" | "nu gioi" => Some(Sex::Female),
        _ => None,
    }
}

/// Thường trú or tạm trú.
pub(crate) fn kind(word: &str) -> Option<ResidenceKind> {
    match fold(word).as_str() {
        "thuong tru" | "tt" | "permanent" | "kt1" => Some(ResidenceKind::Permanent),
        "tam tru" | "temporary" | "kt2" | "kt3" | "kt4" => Some(ResidenceKind::Temporary),
        _ => None,
    }
}

/// A blood group: `AB+`, `o rh-`, `A (Rh+)`.
pub(crate) fn blood_group(word: &str) -> Option<BloodGroup> {
    let letters = word.to_uppercase().replace("RH", "").replace(['−', '–'], "-");
    let kept: String = letters.chars().filter(|letter| !letter.is_whitespace() && !"()".contains(*letter)).collect();
    kept.parse().ok()
}

/// The words for relations to the head, folded, beside the codes of the pack.
///
/// Words that mean two things once their marks are gone are left out: `bản thân` (oneself) and `bạn thân` (a friend),
/// `bà` (grandmother) and the southern `ba` (father).
const RELATIONS: &[(Relation, &[&str])] = &[
    (Relation::Head, &["chu ho", "head of household", "householder"]),
    (Relation::Spouse, &["vo", "chong", "vo/chong", "vo chong", "wife", "husband"]),
    (
        Relation::Child,
        &["con", "con trai", "con gai", "con ruot", "con de", "con nuoi", "con trai ruot", "con gai ruot", "son", "daughter"],
    ),
    (
        Relation::Parent,
        &["bo", "me", "cha", "bo me", "bo/me", "cha/me", "bo de", "me de", "bo ruot", "me ruot", "cha ruot", "father", "mother"],
    ),
    (
        Relation::Sibling,
        &[
            "anh",
            "chi",
            "em",
            "anh ruot",
            "chi ruot",
            "em ruot",
            "anh trai",
            "chi gai",
            "em trai",
            "em gai",
            "anh chi em ruot",
            "brother",
            "sister",
        ],
    ),
    (
        Relation::Grandchild,
        &["chau", "chau noi", "chau ngoai", "chau ruot", "chau trai", "chau gai", "grandson", "granddaughter"],
    ),
    (
        Relation::Grandparent,
        &["ong", "ong noi", "ba noi", "ong ngoai", "ba ngoai", "ong/ba", "ong ba", "grandfather", "grandmother"],
    ),
    (Relation::ChildInLaw, &["con dau", "con re", "con dau/con re", "son-in-law", "daughter-in-law"]),
    (
        Relation::ParentInLaw,
        &["bo vo", "me vo", "bo chong", "me chong", "cha vo", "cha chong", "bo/me vo (chong)", "father-in-law", "mother-in-law"],
    ),
    (
        Relation::SiblingInLaw,
        &[
            "anh re",
            "chi dau",
            "anh/chi/em dau/re",
            "em re",
            "em dau",
            "anh vo",
            "chi vo",
            "em vo",
            "anh chong",
            "chi chong",
            "em chong",
            "brother-in-law",
            "sister-in-law",
        ],
    ),
    (Relation::NieceNephew, &["chau ho", "chau (con anh/chi/em)", "niece", "nephew"]),
    (Relation::Guardian, &["nguoi giam ho"]),
    (Relation::Ward, &["nguoi duoc giam ho"]),
    (
        Relation::OtherRelative,
        &[
            "ho hang",
            "ho hang khac",
            "co",
            "di",
            "chu",
            "bac",
            "cau",
            "mo",
            "thim",
            "duong",
            "nguoi than",
            "uncle",
            "aunt",
            "cousin",
            "relative",
        ],
    ),
    (
        Relation::NonRelative,
        &[
            "nguoi o cung",
            "o nho",
            "o cung nha",
            "khac",
            "nguoi giup viec",
            "nguoi thue nha",
            "o thue",
            "khong",
            "khong quan he",
            "lodger",
            "tenant",
            "other",
        ],
    ),
];

/// What a word says of the relation to the head.
pub(crate) fn relation(word: &str) -> Option<Relation> {
    let folded = fold(word);
    let known = RELATIONS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(relation, _)| *relation);
    known.or_else(|| folded.replace(' ', "-").parse().ok())
}

/// The word that an exported roll has for a sex.
pub(crate) const fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    }
}

/// The word that an exported roll has for a kind of residence.
pub(crate) const fn kind_word(kind: ResidenceKind) -> &'static str {
    match kind {
        ResidenceKind::Permanent => "Thường trú",
        ResidenceKind::Temporary => "Tạm trú",
    }
}

/// The word that an exported roll has for a relation.
pub(crate) const fn relation_word(relation: Relation) -> &'static str {
    match relation {
        Relation::Head => "Chủ hộ",
        Relation::Spouse => "Vợ/chồng",
        Relation::Child => "Con",
        Relation::Parent => "Bố/mẹ",
        Relation::Sibling => "Anh chị em ruột",
        Relation::Grandchild => "Cháu ruột",
        Relation::Grandparent => "Ông/bà",
        Relation::ChildInLaw => "Con dâu/con rể",
        Relation::ParentInLaw => "Bố/mẹ vợ (chồng)",
        Relation::SiblingInLaw => "Anh/chị/em dâu/rể",
        Relation::NieceNephew => "Cháu họ",
        Relation::Guardian => "Người giám hộ",
        Relation::Ward => "Người được giám hộ",
        Relation::OtherRelative => "Họ hàng khác",
        Relation::NonRelative => "Người ở cùng",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_both_languages() {
        assert_eq!(
            (sex("Nữ"), sex(" NAM "), sex("female"), sex("?")),
            (Some(Sex::Female), Some(Sex::Male), Some(Sex::Female), None)
        );
        assert_eq!((kind("Tạm trú"), kind("permanent")), (Some(ResidenceKind::Temporary), Some(ResidenceKind::Permanent)));
        assert_eq!(
            (relation("Chủ hộ"), relation("CON GÁI"), relation("Vợ")),
            (Some(Relation::Head), Some(Relation::Child), Some(Relation::Spouse))
        );
        assert_eq!(
            (blood_group("ab (Rh+)"), blood_group("O−"), blood_group("C"), blood_group("A")),
            (Some(BloodGroup::AbPositive), Some(BloodGroup::ONegative), None, Some(BloodGroup::A))
        );
        assert_eq!(relation("bạn"), None);
        for known in Relation::ALL {
            assert_eq!(relation(known.as_str()), Some(*known), "the codes of the pack are words too");
            assert_eq!(relation(relation_word(*known)), Some(*known), "what is exported reads back");
        }
        for known in Sex::ALL {
            assert_eq!(sex(sex_word(*known)), Some(*known));
        }
        for known in ResidenceKind::ALL {
            assert_eq!(kind(kind_word(*known)), Some(*known));
        }
    }

    #[test]
    fn no_word_means_two_relations() {
        let mut seen = std::collections::BTreeSet::new();
        for (_, words) in RELATIONS {
            for word in *words {
                assert!(seen.insert(*word), "`{word}` is listed twice");
                assert_eq!(fold(word), *word, "`{word}` is not folded");
            }
        }
    }
}
