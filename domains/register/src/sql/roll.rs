//! What imports and exports of rolls ask.

store::statements! {
    /// The import of a file, by its digest.
    RUN_BY_DIGEST = "
        SELECT id, entered, finished_at, next_byte, next_line, accepted, rejected, noticed, households
          FROM roll_run WHERE digest = $1";
    /// A new import.
    INSERT_RUN = "
        INSERT INTO roll_run (id, digest, entered, started_at, next_byte, next_line, next_record, accepted, rejected, noticed,
                              households)
        VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, 0)";
    /// Moves an import on, in the unit of work that takes the lines; only from where this program found it.
    ADVANCE_RUN = "
        UPDATE roll_run
           SET next_byte = $2, next_line = $3, accepted = accepted + $4, rejected = rejected + $5, noticed = noticed + $6,
               households = households + $7
         WHERE id = $1 AND next_byte = $8 AND finished_at IS NULL";
    /// An import is over.
    FINISH_RUN = "UPDATE roll_run SET finished_at = $2, noticed = noticed + $3 WHERE id = $1 AND finished_at IS NULL";
    /// What was remarked about the lines of an import.
    REMARKS = "
        SELECT severity, line, field, header, value, code FROM roll_remark
         WHERE run = $1 AND severity = $2 ORDER BY line, id";
    /// Households of an import that wait for a head.
    HEADLESS_OF_RUN = "
        SELECT id, number, unit FROM household
         WHERE head IS NULL AND dissolved_on IS NULL AND entered = $1 AND unit >= $2 AND unit < $3
         ORDER BY unit, id LIMIT $4";
    /// With which entry of the history a number came in; 0 for a cancelled number.
    NUMBER_ENTERED = "
        SELECT entered FROM person WHERE number = $1
        UNION ALL
        SELECT CAST(0 AS BIGINT) FROM person_former_number WHERE number = $1
        LIMIT 1";
    /// With which entry of the history a person came in.
    PERSON_ENTERED_BY = "SELECT entered FROM person WHERE id = $1";
    /// The folded address of a dwelling.
    DWELLING_KEY = "SELECT address_key FROM dwelling WHERE id = $1";
    /// Names and birth dates of the members of a household, to find who is in the roll twice.
    MEMBER_NAMES = "
        SELECT p.name, p.birth FROM residence r JOIN person p ON p.id = r.person
         WHERE r.household = $1 AND r.ended_on IS NULL ORDER BY r.household, r.person LIMIT 500";
    /// The persons of a household as lines of an exported roll.
    ROLL_LINES_OF_HOUSEHOLD = "
        SELECT p.id, p.number, p.old_number, p.name, p.birth, p.sex, p.ethnicity, p.religion, p.nationality, p.origin, p.phone,
               r.relation, r.kind, d.unit, d.address, h.number, r.starts_on, r.expires_on,
               p.other_names, p.current_place
          FROM residence r
          JOIN person p ON p.id = r.person
          JOIN dwelling d ON d.id = r.dwelling
          JOIN household h ON h.id = r.household
         WHERE r.household = $1 AND r.ended_on IS NULL
         ORDER BY r.household, r.person LIMIT 500";
    /// A person who lives at an address without a household, as a line of an exported roll.
    ROLL_LINE_OF_RESIDENCE = "
        SELECT p.id, p.number, p.old_number, p.name, p.birth, p.sex, p.ethnicity, p.religion, p.nationality, p.origin, p.phone,
               r.relation, r.kind, d.unit, d.address, CAST(NULL AS TEXT), r.starts_on, r.expires_on,
               p.other_names, p.current_place
          FROM residence r
          JOIN person p ON p.id = r.person
          JOIN dwelling d ON d.id = r.dwelling
         WHERE r.id = $1";
    /// The households of a range of units, in the order of a roll.
    HOUSEHOLDS_IN = "
        SELECT id FROM household WHERE unit >= $1 AND unit < $2 AND dissolved_on IS NULL ORDER BY unit, number, id";
    /// The residences without a household in a range of units.
    ALONE_IN = "
        SELECT r.id FROM dwelling d JOIN residence r ON r.dwelling = d.id AND r.ended_on IS NULL AND r.household IS NULL
         WHERE d.unit >= $1 AND d.unit < $2 ORDER BY d.unit, d.address_key, r.id";
}

store::bulk! {
    REMARK_ROWS: "roll_remark" ("run", "severity", "line", "field", "header", "value", "code")
}
