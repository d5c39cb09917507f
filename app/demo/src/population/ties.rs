//! Who in a household is whose child or spouse.

use super::family::Sketch;
use register::{MaritalStatus, Relation, RelationKind};

/// A tie between two members of a household, each by the place among the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// The child, or one of a couple.
    pub person: usize,
    /// What the other is to them.
    pub kind: RelationKind,
    /// The parent, or the other of the couple.
    pub other: usize,
}

/// What a couple is to the head of the household, and what its children are.
const GENERATIONS: [([Relation; 2], Relation); 3] = [
    ([Relation::Parent, Relation::Parent], Relation::Head),
    ([Relation::Head, Relation::Spouse], Relation::Child),
    ([Relation::Child, Relation::ChildInLaw], Relation::Grandchild),
];

/// The ties that the relations to the head imply: between a couple, and from children to those of their parents who live
/// with them. Children with homes of their own, brothers and sisters, and lodgers imply none.
pub(crate) fn ties(members: &[Sketch]) -> Vec<Tie> {
    let mut ties = Vec::new();
    for (couple, offspring) in GENERATIONS {
        let mut parents =
            (0..members.len()).filter(|place| couple.contains(&members[*place].relation) && has_married(&members[*place]));
        let pair = [parents.next(), parents.next()];
        if let [Some(person), Some(other)] = pair {
            ties.push(Tie { person, kind: RelationKind::Spouse, other });
        }
        for person in (0..members.len()).filter(|place| members[*place].relation == offspring) {
            for other in pair.into_iter().flatten() {
                ties.push(Tie { person, kind: RelationKind::birth_parent(members[other].sex), other });
            }
        }
    }
    ties
}

/// Whether somebody is or was married. Grown-up children who are not yet have no children in the household.
fn has_married(member: &Sketch) -> bool {
    matches!(member.marital, Some(MaritalStatus::Married | MaritalStatus::Widowed | MaritalStatus::Divorced))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Sex;

    fn member(relation: Relation, sex: Sex, marital: MaritalStatus) -> Sketch {
        Sketch { sex, age: 40, relation, marital: Some(marital), of_the_line: true }
    }

    const fn tie(person: usize, kind: RelationKind, other: usize) -> Tie {
        Tie { person, kind, other }
    }

    #[test]
    fn three_generations_hang_together() {
        use MaritalStatus::{Married, Single, Widowed};
        let members = [
            member(Relation::Head, Sex::Female, Widowed),
            member(Relation::Child, Sex::Male, Married),
            member(Relation::ChildInLaw, Sex::Female, Married),
            member(Relation::Grandchild, Sex::Female, Single),
        ];
        let expected = [
            tie(1, RelationKind::Mother, 0),
            tie(1, RelationKind::Spouse, 2),
            tie(3, RelationKind::Father, 1),
            tie(3, RelationKind::Mother, 2),
        ];
        assert_eq!(ties(&members), expected);
    }

    #[test]
    fn the_head_is_the_child_of_parents_who_live_there() {
        use MaritalStatus::{Married, Single};
        let members = [
            member(Relation::Head, Sex::Male, Married),
            member(Relation::Spouse, Sex::Female, Married),
            member(Relation::Parent, Sex::Male, Married),
            member(Relation::Parent, Sex::Female, Married),
            member(Relation::Child, Sex::Male, Single),
        ];
        let expected = [
            tie(2, RelationKind::Spouse, 3),
            tie(0, RelationKind::Father, 2),
            tie(0, RelationKind::Mother, 3),
            tie(0, RelationKind::Spouse, 1),
            tie(4, RelationKind::Father, 0),
            tie(4, RelationKind::Mother, 1),
        ];
        assert_eq!(ties(&members), expected);
    }

    #[test]
    fn brothers_sisters_and_lodgers_are_not_tied() {
        let single = |relation| member(relation, Sex::Male, MaritalStatus::Single);
        for relation in [Relation::Sibling, Relation::NonRelative, Relation::Grandchild] {
            assert_eq!(ties(&[single(Relation::Head), single(relation)]), []);
        }
    }
}
