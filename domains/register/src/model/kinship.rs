//! Relations to the head of a household, and what becomes of them when the head changes.

kernel::text_enum! {
    /// What a member is to the head of the household: the codes of the pack's list (form CT01).
    pub enum Relation {
        /// The head.
        Head = "head",
        /// Husband or wife.
        Spouse = "spouse",
        /// Child, by birth or adoption.
        Child = "child",
        /// Father or mother.
        Parent = "parent",
        /// Brother or sister.
        Sibling = "sibling",
        /// Grandchild.
        Grandchild = "grandchild",
        /// Grandfather or grandmother.
        Grandparent = "grandparent",
        /// Son- or daughter-in-law.
        ChildInLaw = "child-in-law",
        /// Father- or mother-in-law.
        ParentInLaw = "parent-in-law",
        /// Brother- or sister-in-law.
        SiblingInLaw = "sibling-in-law",
        /// Nephew or niece.
        NieceNephew = "niece-nephew",
        /// Guardian.
        Guardian = "guardian",
        /// Ward of a guardian.
        Ward = "ward",
        /// Another relative.
        OtherRelative = "other-relative",
        /// Somebody who is not related, such as a lodger.
        NonRelative = "non-relative",
    }
}

/// What a member is to the new head, from what both were to the old head.
///
/// `member` and `new_head` are relations to the old head; the old head is `Relation::Head`.
/// Where kinship cannot be told for certain the answer is [`Relation::OtherRelative`], which an officer can correct.
pub(crate) const fn relation_to_new_head(member: Relation, new_head: Relation) -> Relation {
    use Relation::{
        Child, ChildInLaw, Grandchild, Grandparent, Guardian, Head, NieceNephew, NonRelative, OtherRelative, Parent, ParentInLaw,
        Sibling, SiblingInLaw, Spouse, Ward,
    };
    match (new_head, member) {
        // The old head, seen from the new one: the relation turned round.
        (Spouse, Head) => Spouse,
        (Child, Head) => Parent,
        (Parent, Head) => Child,
        (Sibling, Head) => Sibling,
        (Grandchild, Head) => Grandparent,
        (Grandparent, Head) => Grandchild,
        (ChildInLaw, Head) => ParentInLaw,
        (ParentInLaw, Head) => ChildInLaw,
        (SiblingInLaw, Head) => SiblingInLaw,
        (Guardian, Head) => Ward,
        (Ward, Head) => Guardian,
        // The husband or wife of the old head takes over.
        (Spouse, Child | Grandchild | ChildInLaw) => member,
        (Spouse, Parent) => ParentInLaw,
        (Spouse, ParentInLaw) => Parent,
        (Spouse, Sibling) => SiblingInLaw,
        // A child takes over.
        (Child, Spouse) => Parent,
        (Child, Child) => Sibling,
        (Child, Parent | ParentInLaw) => Grandparent,
        // A parent takes over.
        (Parent, Parent) => Spouse,
        (Parent, Child) => Grandchild,
        (Parent, Spouse) => ChildInLaw,
        (Parent, Sibling) => Child,
        (Parent, NieceNephew) => Grandchild,
        // A brother or sister takes over.
        (Sibling, Sibling | Parent | Grandparent) => member,
        (Sibling, Child) => NieceNephew,
        (Sibling, Spouse) => SiblingInLaw,
        // Who is no relation of the old head is none of the new one, as far as the register knows.
        (NonRelative, _) | (_, NonRelative) => NonRelative,
        _ => OtherRelative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_widow_who_takes_over_keeps_her_children() {
        assert_eq!(relation_to_new_head(Relation::Child, Relation::Spouse), Relation::Child);
        assert_eq!(relation_to_new_head(Relation::Parent, Relation::Spouse), Relation::ParentInLaw);
    }

    #[test]
    fn a_son_who_takes_over_has_parents_and_siblings() {
        assert_eq!(relation_to_new_head(Relation::Head, Relation::Child), Relation::Parent);
        assert_eq!(relation_to_new_head(Relation::Spouse, Relation::Child), Relation::Parent);
        assert_eq!(relation_to_new_head(Relation::Child, Relation::Child), Relation::Sibling);
        // Whose child a grandchild is, cannot be told.
        assert_eq!(relation_to_new_head(Relation::Grandchild, Relation::Child), Relation::OtherRelative);
    }

    #[test]
    fn nobody_becomes_a_second_head() {
        for new_head in Relation::ALL {
            for member in Relation::ALL {
                assert_ne!(relation_to_new_head(*member, *new_head), Relation::Head, "{member} under {new_head}");
            }
        }
    }

    #[test]
    fn turning_round_twice_gives_the_same() {
        let one_way = [Relation::Head, Relation::NieceNephew, Relation::OtherRelative];
        for relation in Relation::ALL.iter().filter(|relation| !one_way.contains(relation)) {
            let turned = relation_to_new_head(Relation::Head, *relation);
            assert_eq!(relation_to_new_head(Relation::Head, turned), *relation);
        }
    }
}
