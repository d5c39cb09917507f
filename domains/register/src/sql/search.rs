//! Finding people by other things than their names and numbers.

store::statements! {
    /// The persons who can be reached under a telephone number: families share one, so several.
    PERSONS_BY_PHONE = "SELECT id FROM person WHERE phone = $1 ORDER BY id LIMIT 50";
    /// Dwellings in a range of units whose address begins with a text.
    DWELLINGS_BY_BEGINNING = "
        SELECT id FROM dwelling
         WHERE address_key >= $1 AND address_key < $2 AND unit >= $3 AND unit < $4
         ORDER BY address_key, unit, id LIMIT $5";
    /// Dwellings in a range of units whose address has a text somewhere. It reads the whole range of the index.
    DWELLINGS_CONTAINING = "
        SELECT id FROM dwelling
         WHERE unit >= $1 AND unit < $2 AND address_key LIKE $3
         ORDER BY unit, address_key LIMIT $4";
    /// Who lives in the households of a dwelling.
    RESIDENTS_IN_HOUSEHOLDS = "
        SELECT r.person FROM household h JOIN residence r ON r.household = h.id AND r.ended_on IS NULL
         WHERE h.dwelling = $1
         ORDER BY h.id, r.person LIMIT 50";
    /// Who lives in a dwelling without belonging to a household.
    RESIDENTS_ALONE = "
        SELECT person FROM residence
         WHERE dwelling = $1 AND ended_on IS NULL AND household IS NULL
         ORDER BY person LIMIT 50";
    /// The households that have a number, in a range of units.
    HOUSEHOLDS_NUMBERED = "
        SELECT id FROM household
         WHERE number = $1 AND unit >= $2 AND unit < $3 AND dissolved_on IS NULL
         ORDER BY unit, id LIMIT 20";
    /// Whose addresses are looked at, to filter candidates: every residence in force.
    ADDRESS_KEYS = "
        SELECT r.person, d.address_key
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.ended_on IS NULL
           AND r.person IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
         ORDER BY r.person, r.kind, r.id LIMIT 40";
}
