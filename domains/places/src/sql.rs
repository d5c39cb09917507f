//! The statements of the subject.

store::statements! {
    /// Every unit in the table, in order. A country has a few thousand with communes of one city, some 15,000 with all.
    EVERY_UNIT = "SELECT code, valid_from, valid_to, name, short, folded, kind, level, parent, corrected FROM unit ORDER BY code, valid_from LIMIT 50000";
    /// One unit of the table, by code and first day.
    UNIT = "SELECT code, valid_from, valid_to, name, short, folded, kind, level, parent, corrected FROM unit WHERE code = $1 AND valid_from = $2 LIMIT 1";
    /// The units directly under one, for the administrator's list.
    UNITS_UNDER = "SELECT code, valid_from, valid_to, name, short, folded, kind, level, parent, corrected FROM unit WHERE parent = $1 ORDER BY code, valid_from LIMIT $2";
    /// Brings one unit to what the pack says.
    UPDATE_UNIT = "UPDATE unit SET valid_to = $3, name = $4, short = $5, folded = $6, kind = $7, level = $8, parent = $9 WHERE code = $1 AND valid_from = $2";
    /// Gives a unit the name that an administrator wrote.
    CORRECT_NAME = "UPDATE unit SET name = $3, short = $4, folded = $5, corrected = $6 WHERE code = $1 AND valid_from = $2";
}

store::bulk! {
    /// New units.
    NEW_UNITS: "unit" ("code", "valid_from", "valid_to", "name", "short", "folded", "kind", "level", "parent", "corrected")
}
