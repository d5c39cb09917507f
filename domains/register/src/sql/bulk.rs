//! The tables that a load fills, column by column.

store::bulk! {
    DWELLINGS: "dwelling" ("id", "unit", "address", "address_key")
    HOUSEHOLDS: "household" ("id", "number", "unit", "dwelling", "head", "formed_on", "entered")
    PEOPLE: "person" (
        "id", "number", "old_number", "name", "sex", "birth", "birth_place", "birth_registered_at", "origin", "ethnicity", "religion",
        "nationality", "marital", "phone", "email", "state", "died_on", "unit", "entered", "version", "other_names", "blood_group",
        "current_place"
    )
    RESIDENCES: "residence" (
        "id", "person", "kind", "dwelling", "household", "relation", "starts_on", "expires_on", "ended_on", "end_reason", "entered",
        "ended_by"
    )
    CHANGES: "register_change" (
        "id", "person", "household", "kind", "changed_at", "changed_by", "office", "basis", "dossier", "evidence", "facts_before",
        "facts_after"
    )
    NAMES_WAITING: "person_name_waiting" ("given", "family", "unit", "middle", "birth_year", "person")
    TIES: "person_relation" ("id", "person", "kind", "other", "since", "entered")
    NAMES: "person_name" ("given", "family", "unit", "middle", "birth_year", "person")
}
