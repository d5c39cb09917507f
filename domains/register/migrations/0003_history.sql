-- The register as it read at any moment, and every change undone by another.
--
-- Ids of changes rise with time. A row was in force at a moment when it was entered by then and not yet ended:
-- `entered <= bound AND (ended_by IS NULL OR ended_by > bound)`, where `bound` is the greatest id of that moment.

ALTER TABLE residence ADD COLUMN ended_by {id};

-- Which change ended the residences of before this column:
-- 1. the person's first change after the residence began that ended one of its kind: a residence of that kind elsewhere,
--    the end of one of that kind, or the permanent residence that began on the day on which a temporary one ended;
-- 2. where there is none, the change that entered it: it came in as a past one, so it was never seen in force.
UPDATE residence SET ended_by = COALESCE(
    (SELECT MIN(c.id) FROM register_change c
      WHERE c.person = residence.person AND c.id > residence.entered
        AND (c.kind = residence.kind
             OR (c.kind = 'ended' AND c.facts_before LIKE '%"kind":"' || residence.kind || '"%')
             OR (c.kind = 'permanent' AND residence.kind = 'temporary'
                 AND c.facts_after LIKE '%"from":"' || residence.ended_on || '"%'))),
    entered)
 WHERE ended_on IS NOT NULL;

-- Who left a dwelling or a household, by when: with the rows in force this is who lived there at a moment.
CREATE INDEX residence_left_dwelling ON residence (dwelling, ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX residence_left_household ON residence (household, ended_by) WHERE ended_by IS NOT NULL AND household IS NOT NULL;

-- Three more of the facts of Law 26/2023 Art 9: clauses 2, 12 and 18.
ALTER TABLE person ADD COLUMN other_names {text};
ALTER TABLE person ADD COLUMN blood_group {text};
ALTER TABLE person ADD COLUMN current_place {text};

-- The entries that one act wrote share the id of the first, so that they are undone together. Empty: an act of its own.
ALTER TABLE register_change ADD COLUMN act {id};
CREATE INDEX register_change_act ON register_change (act, id) WHERE act <> id;

-- Photographs, replaced ones too. In a table of their own, so that no list or look-up ever reads them along.
-- distribute: by person
CREATE TABLE person_photo (
    id {id} PRIMARY KEY,
    person {id} NOT NULL,
    media {text} NOT NULL,
    width {int} NOT NULL,
    height {int} NOT NULL,
    digest {text} NOT NULL,
    content {bytes} NOT NULL,
    entered {int} NOT NULL,
    ended_by {int}
) {strict};
CREATE UNIQUE INDEX person_photo_current ON person_photo (person) WHERE ended_by IS NULL;
CREATE INDEX person_photo_past ON person_photo (person, id) WHERE ended_by IS NOT NULL;
