-- Communes that ended and who took them over: their papers, whose seals name the commune, are fetched there.
-- distribute: reference
CREATE TABLE paper_unit_ended (
    unit {text} PRIMARY KEY,
    successor {text} NOT NULL
) {strict};
