-- Communes that ended, whose open dossiers have all moved: who counts by unit is told once.
-- distribute: reference
CREATE TABLE dossier_unit_ended (
    unit {text} PRIMARY KEY,
    successor {text} NOT NULL,
    ended_at {int} NOT NULL
) {strict};

-- Drafts at the counter of an office, for when it is no more.
CREATE INDEX dossier_draft_office ON dossier_draft (office, id) WHERE office IS NOT NULL;
