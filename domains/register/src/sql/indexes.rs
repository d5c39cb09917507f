//! The indexes that a load of a whole register leaves out and makes at its end, exactly as the migrations make them.

store::statements! {
    /// Whether anybody is in the register.
    ANYBODY = "SELECT id FROM person ORDER BY id LIMIT 1";
    /// Whether names wait.
    NAMES_WAIT = "SELECT person FROM person_name_waiting LIMIT 1";
    /// Moves the names that wait to where they are searched.
    TAKE_NAMES = "
        INSERT INTO person_name (given, family, unit, middle, birth_year, person)
        SELECT given, family, unit, middle, birth_year, person FROM person_name_waiting
         ORDER BY given, family, unit, middle, birth_year, person";
    /// None waits any more.
    EMPTY_NAMES = "DELETE FROM person_name_waiting";
    /// Numbers, without.
    DROP_NUMBER = "DROP INDEX IF EXISTS person_number";
    /// Numbers.
    MAKE_NUMBER = "CREATE UNIQUE INDEX IF NOT EXISTS person_number ON person (number) WHERE number IS NOT NULL";
    /// Old numbers, without.
    DROP_OLD_NUMBER = "DROP INDEX IF EXISTS person_old_number";
    /// Old numbers.
    MAKE_OLD_NUMBER = "CREATE INDEX IF NOT EXISTS person_old_number ON person (old_number, id) WHERE old_number IS NOT NULL";
    /// Telephones, without.
    DROP_PHONE = "DROP INDEX IF EXISTS person_phone";
    /// Telephones.
    MAKE_PHONE = "CREATE INDEX IF NOT EXISTS person_phone ON person (phone, id) WHERE phone IS NOT NULL";
    /// Addresses in a commune, without.
    DROP_ADDRESS = "DROP INDEX IF EXISTS dwelling_address";
    /// Addresses in a commune.
    MAKE_ADDRESS = "CREATE INDEX IF NOT EXISTS dwelling_address ON dwelling (unit, address_key)";
    /// Addresses anywhere, without.
    DROP_STREET = "DROP INDEX IF EXISTS dwelling_street";
    /// Addresses anywhere.
    MAKE_STREET = "CREATE INDEX IF NOT EXISTS dwelling_street ON dwelling (address_key, unit, id)";
    /// Households of a commune, without.
    DROP_HOUSEHOLD_UNIT = "DROP INDEX IF EXISTS household_unit";
    /// Households of a commune.
    MAKE_HOUSEHOLD_UNIT = "CREATE INDEX IF NOT EXISTS household_unit ON household (unit, number, id)";
    /// Numbers of households, without.
    DROP_HOUSEHOLD_NUMBER = "DROP INDEX IF EXISTS household_number";
    /// Numbers of households.
    MAKE_HOUSEHOLD_NUMBER = "
        CREATE INDEX IF NOT EXISTS household_number ON household (number, unit, id) WHERE number IS NOT NULL";
}
