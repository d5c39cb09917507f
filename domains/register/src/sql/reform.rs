//! What a redrawn map asks: the plan, the units of work that carry it out, and what was before.

store::statements! {
    /// A change of the map, by the day it takes effect.
    REFORM_ON = "
        SELECT id, city, effective_on, basis, phase, planned_at, planned_by, started_at, finished_at, next_person, next_given,
               next_family, next_unit
          FROM unit_reform WHERE city = $1 AND effective_on = $2";
    /// The changes of the map, the latest first.
    REFORMS = "
        SELECT id, city, effective_on, basis, phase, planned_at, planned_by, started_at, finished_at, next_person, next_given,
               next_family, next_unit
          FROM unit_reform ORDER BY effective_on DESC, id DESC LIMIT $1";
    /// A change of the map is planned.
    INSERT_REFORM = "
        INSERT INTO unit_reform (id, city, effective_on, basis, phase, planned_at, planned_by, next_person, next_given, next_family,
                                 next_unit)
        VALUES ($1, $2, $3, $4, 'planned', $5, $6, 0, '', '', '')";
    /// A plan that was not begun is made anew.
    DELETE_PLANNED_UNITS = "DELETE FROM unit_reform_unit WHERE reform = $1 AND state = 'waiting'";
    /// The parts of a plan that was not begun.
    DELETE_PLANNED_PARTS = "DELETE FROM unit_reform_part WHERE old IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The rules of a plan that was not begun.
    DELETE_PLANNED_RULES = "DELETE FROM unit_reform_rule WHERE old IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The plan itself.
    DELETE_PLANNED = "DELETE FROM unit_reform WHERE id = $1 AND phase = 'planned'";
    /// Goes on to a phase, only from the one before.
    ENTER_PHASE = "UPDATE unit_reform SET phase = $2 WHERE id = $1 AND phase = $3";
    /// The first unit of work.
    NOTE_START = "UPDATE unit_reform SET started_at = $2 WHERE id = $1 AND started_at IS NULL";
    /// The last one.
    NOTE_FINISH = "UPDATE unit_reform SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL";
    /// How far the sweep over persons has come.
    NOTE_PERSON = "UPDATE unit_reform SET next_person = $2 WHERE id = $1";
    /// How far the sweep over names has come.
    NOTE_NAME = "UPDATE unit_reform SET next_given = $2, next_family = $3, next_unit = $4 WHERE id = $1";

    /// The next commune of a change that is not done with.
    NEXT_UNIT = "
        SELECT old, main, successors, divided, state, change FROM unit_reform_unit
         WHERE reform = $1 AND state <> 'moved' ORDER BY old LIMIT 1";
    /// The communes of a change.
    UNITS_OF_REFORM = "
        SELECT old, main, successors, divided, state, change FROM unit_reform_unit WHERE reform = $1 ORDER BY old LIMIT 20000";
    /// A commune that ends or ended.
    ENDING_UNIT = "SELECT old, main, successors, divided, state, change FROM unit_reform_unit WHERE old = $1";
    /// The communes in a range that ended.
    ENDED_UNITS_IN = "
        SELECT old FROM unit_reform_unit WHERE old >= $1 AND old < $2 AND state <> 'waiting' ORDER BY old LIMIT 20000";
    /// A commune begins to move: the entry of the history under which its rows do.
    BEGIN_UNIT = "UPDATE unit_reform_unit SET state = 'moving', change = $2 WHERE old = $1";
    /// Nothing of a commune is left.
    END_UNIT = "UPDATE unit_reform_unit SET state = 'moved' WHERE old = $1";
    /// The parts of a change.
    PARTS_OF_REFORM = "
        SELECT p.old, p.new, p.dwellings, p.households, p.people, p.renumbered, p.same_address, p.unsure
          FROM unit_reform_unit u JOIN unit_reform_part p ON p.old = u.old
         WHERE u.reform = $1 ORDER BY p.old, p.new LIMIT 60000";
    /// Who took over a commune that ended.
    SUCCESSORS_OF = "SELECT new FROM unit_reform_part WHERE old = $1 ORDER BY new LIMIT 100";
    /// The communes that ended of which units in a range took a part over.
    ENDED_INTO = "
        SELECT DISTINCT p.old FROM unit_reform_part p JOIN unit_reform_unit u ON u.old = p.old
         WHERE p.new >= $1 AND p.new < $2 AND u.state <> 'waiting' ORDER BY p.old LIMIT 20000";
    /// Adds to the figures of a part.
    ADD_TO_PART = "
        UPDATE unit_reform_part
           SET dwellings = dwellings + $3, households = households + $4, people = people + $5, renumbered = renumbered + $6,
               same_address = same_address + $7, unsure = unsure + $8
         WHERE old = $1 AND new = $2";
    /// The rules of a divided commune, in their order.
    RULES_OF = "SELECT address_key, new FROM unit_reform_rule WHERE old = $1 ORDER BY position LIMIT 10000";
    /// Whether a change is being carried out.
    UNDER_WAY = "SELECT id FROM unit_reform WHERE phase IN ('homes', 'people', 'names') ORDER BY id LIMIT 1";

    /// Behind how many dwellings of a commune a unit of work ends, in the order of addresses.
    ADDRESS_AFTER = "SELECT address_key FROM dwelling WHERE unit = $1 ORDER BY address_key, id LIMIT 1 OFFSET $2";
    /// The addresses of a commune, as many as one unit of work takes, and all of the last one.
    ADDRESSES_UP_TO = "
        SELECT DISTINCT address_key FROM dwelling WHERE unit = $1 AND address_key <= $2 ORDER BY address_key LIMIT 100000";
    /// Dwellings of a range of addresses whose address is taken in the commune they come to, by another commune's dwelling.
    /// The empty text behind the address keeps SQLite from using the range for the other commune too, and reading all of it each time.
    COUNT_SAME_ADDRESS = "
        SELECT COUNT(*) FROM dwelling d
         WHERE d.unit = $1 AND d.address_key >= $2 AND d.address_key <= $3
           AND EXISTS (SELECT 1 FROM dwelling o
                        WHERE o.unit = $4 AND o.address_key = d.address_key || ''
                          AND NOT EXISTS (SELECT 1 FROM dwelling_former_unit f WHERE f.dwelling = o.id AND f.change = $5))";
    /// The numbers of households that the commune they come to has already, from another commune, are kept as they were.
    KEEP_NUMBERS = "
        INSERT INTO household_former_number (household, change, number)
        SELECT h.id, $5, h.number FROM dwelling d CROSS JOIN household h
         WHERE d.unit = $1 AND d.address_key >= $2 AND d.address_key <= $3 AND h.dwelling = d.id
           AND h.number IS NOT NULL AND h.dissolved_on IS NULL
           AND EXISTS (SELECT 1 FROM household o
                        WHERE o.unit = $4 AND o.number = h.number AND o.dissolved_on IS NULL
                          AND NOT EXISTS (SELECT 1 FROM dwelling_former_unit f WHERE f.dwelling = o.dwelling AND f.change = $5))";
    /// The members of households in a range of addresses for whom the commune answers move on.
    MOVE_MEMBERS = "
        UPDATE person SET unit = $4
         WHERE unit = $1 AND id IN (
               SELECT r.person FROM dwelling d CROSS JOIN household h CROSS JOIN residence r
                WHERE d.unit = $1 AND d.address_key >= $2 AND d.address_key <= $3
                  AND h.dwelling = d.id AND r.household = h.id AND r.dwelling = d.id AND r.ended_on IS NULL
                  AND (r.kind = 'permanent' OR NOT EXISTS (
                      SELECT 1 FROM residence p WHERE p.person = r.person AND p.kind = 'permanent' AND p.ended_on IS NULL)))";
    /// The same for those who live there without a household.
    MOVE_SINGLES = "
        UPDATE person SET unit = $4
         WHERE unit = $1 AND id IN (
               SELECT r.person FROM dwelling d CROSS JOIN residence r
                WHERE d.unit = $1 AND d.address_key >= $2 AND d.address_key <= $3
                  AND r.dwelling = d.id AND r.household IS NULL AND r.ended_on IS NULL
                  AND (r.kind = 'permanent' OR NOT EXISTS (
                      SELECT 1 FROM residence p WHERE p.person = r.person AND p.kind = 'permanent' AND p.ended_on IS NULL)))";
    /// The households in a range of addresses move on; those whose number was taken get it behind that of the old commune.
    MOVE_HOUSEHOLDS = "
        UPDATE household
           SET unit = $4,
               number = CASE WHEN EXISTS (SELECT 1 FROM household_former_number n WHERE n.household = household.id AND n.change = $5)
                             THEN $6 || number ELSE number END
         WHERE dwelling IN (SELECT id FROM dwelling WHERE unit = $1 AND address_key >= $2 AND address_key <= $3)";
    /// The dwellings in a range of addresses keep the commune that ends.
    KEEP_UNITS = "
        INSERT INTO dwelling_former_unit (dwelling, change, unit)
        SELECT id, $4, unit FROM dwelling WHERE unit = $1 AND address_key >= $2 AND address_key <= $3 ORDER BY id";
    /// The dwellings in a range of addresses move on. The last statement of a range: the others find it by this.
    MOVE_DWELLINGS = "UPDATE dwelling SET unit = $4 WHERE unit = $1 AND address_key >= $2 AND address_key <= $3";
    /// Households of a commune that ended whose dwelling lies elsewhere: a defect, which must not stay behind.
    MOVE_STRAY_HOUSEHOLDS = "UPDATE household SET unit = $2 WHERE unit = $1";

    /// Lodging houses go with their dwelling.
    MOVE_LODGINGS = "
        UPDATE lodging SET unit = (SELECT d.unit FROM dwelling d WHERE d.id = lodging.dwelling)
         WHERE unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// So do the stays that were not over on the day; those of before stay with the commune that they were notified to.
    MOVE_STAYS = "
        UPDATE stay SET unit = (SELECT d.unit FROM dwelling d WHERE d.id = stay.dwelling)
         WHERE leaves_on >= $2 AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// Absences that go on are the commune's that the person belongs to now.
    MOVE_ABSENCES = "
        UPDATE absence
           SET unit = (
                   SELECT COALESCE((SELECT part.new FROM unit_reform_part part JOIN person p ON p.unit = part.new
                                     WHERE part.old = u.old AND p.id = absence.person), u.main)
                     FROM unit_reform_unit u WHERE u.old = absence.unit)
         WHERE ended_by IS NULL AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// What waits for a second officer waits in the commune that the person belongs to now, else in the main one.
    MOVE_REQUESTS = "
        UPDATE register_request
           SET unit = (
                   SELECT COALESCE((SELECT part.new FROM unit_reform_part part JOIN person p ON p.unit = part.new
                                     WHERE part.old = u.old AND p.id = register_request.person), u.main)
                     FROM unit_reform_unit u WHERE u.old = register_request.unit)
         WHERE state = 'open' AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// A notice that is not settled says in its life that its commune ended.
    STEP_NOTICES = "
        INSERT INTO change_notice_step (notice, number, what, at, by_whom, office, said)
        SELECT n.id, (SELECT COALESCE(MAX(s.number), 0) + 1 FROM change_notice_step s WHERE s.notice = n.id), 'moved', $2, $3,
               n.to_unit, NULL
          FROM change_notice n
         WHERE n.state IN ('open', 'returned') AND n.to_unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// It is to be answered where the person belongs now, else in the main commune.
    MOVE_NOTICES_TO = "
        UPDATE change_notice
           SET to_unit = (
                   SELECT COALESCE((SELECT part.new FROM unit_reform_part part JOIN person p ON p.unit = part.new
                                     WHERE part.old = u.old AND p.id = change_notice.person), u.main)
                     FROM unit_reform_unit u WHERE u.old = change_notice.to_unit)
         WHERE state IN ('open', 'returned') AND to_unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// Who made it is told in the commune where its officers are now.
    MOVE_NOTICES_FROM = "
        UPDATE change_notice SET from_unit = (SELECT u.main FROM unit_reform_unit u WHERE u.old = change_notice.from_unit)
         WHERE state IN ('open', 'returned') AND from_unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The communes of a change, and who takes them over in the main.
    MAINS = "SELECT old, main FROM unit_reform_unit WHERE reform = $1 ORDER BY old LIMIT 20000";
    /// The runs through the numbers that are not at their end.
    OPEN_RUNS = "SELECT id, unit FROM number_run WHERE finished_at IS NULL ORDER BY id LIMIT $1";
    /// A run begins anew in a unit. Numbers that it issued stay issued; what else it counted is counted again.
    RESTART_RUN = "
        UPDATE number_run
           SET unit = $2, next_unit = $3, next_person = 0, found = 0,
               looked_at = CASE WHEN kind = 'issue' THEN done ELSE 0 END, done = CASE WHEN kind = 'issue' THEN done ELSE 0 END
         WHERE id = $1 AND finished_at IS NULL";
    /// A run ends with what it did.
    END_RUN = "UPDATE number_run SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL";
    /// What a change would move beside dwellings and people, or moved.
    COUNT_LODGINGS = "SELECT COUNT(*) FROM lodging WHERE unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The same for stays that are not over.
    COUNT_STAYS = "SELECT COUNT(*) FROM stay WHERE leaves_on >= $2 AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The same for absences that go on.
    COUNT_ABSENCES = "SELECT COUNT(*) FROM absence WHERE ended_by IS NULL AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The same for requests that wait.
    COUNT_REQUESTS = "SELECT COUNT(*) FROM register_request WHERE state = 'open' AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// The same for notices that are not settled.
    COUNT_NOTICES = "
        SELECT COUNT(*) FROM change_notice
         WHERE state IN ('open', 'returned') AND to_unit IN (SELECT old FROM unit_reform_unit WHERE reform = $1)";
    /// Adds to what a change has moved.
    ADD_OPEN = "
        UPDATE unit_reform
           SET lodgings = lodgings + $2, stays = stays + $3, absences = absences + $4, requests = requests + $5,
               notices = notices + $6, runs = runs + $7
         WHERE id = $1";
    /// What a change has moved.
    OPEN_OF_REFORM = "SELECT lodgings, stays, absences, requests, notices, runs FROM unit_reform WHERE id = $1";

    /// Behind how many persons a unit of work ends.
    PERSON_AFTER = "SELECT id FROM person WHERE id > $1 ORDER BY id LIMIT 1 OFFSET $2";
    /// How many of a range of persons a commune that ended still answers for.
    LEFT_BEHIND = "
        SELECT p.unit, u.main, u.change, COUNT(*) FROM person p CROSS JOIN unit_reform_unit u
         WHERE p.id > $1 AND p.id <= $2 AND u.old = p.unit AND u.reform = $3 AND u.state = 'moved'
         GROUP BY p.unit, u.main, u.change ORDER BY p.unit LIMIT 20000";
    /// Their commune is kept.
    KEEP_PERSON_UNITS = "
        INSERT INTO person_former_unit (person, change, unit) SELECT id, $4, unit FROM person WHERE id > $1 AND id <= $2 AND unit = $3";
    /// They move on.
    MOVE_PERSONS = "UPDATE person SET unit = $4 WHERE id > $1 AND id <= $2 AND unit = $3";

    /// Behind how many rows of the search by name a unit of work ends.
    NAME_AFTER = "
        SELECT given, family, unit FROM person_name
         WHERE (given, family, unit) > ($1, $2, $3) ORDER BY given, family, unit LIMIT 1 OFFSET $4";
    /// The names of a range are found under the commune that took over.
    ADD_NAMES = "
        INSERT INTO person_name (given, family, unit, middle, birth_year, person)
        SELECT n.given, n.family, u.main, n.middle, n.birth_year, n.person
          FROM person_name n CROSS JOIN unit_reform_unit u
         WHERE (n.given, n.family, n.unit) > ($1, $2, $3) AND (n.given, n.family, n.unit) <= ($4, $5, $6)
           AND u.old = n.unit AND u.reform = $7 AND u.state = 'moved' AND u.divided = FALSE
        ON CONFLICT (given, family, unit, middle, birth_year, person) DO NOTHING";
    /// Those of divided communes under the communes of their dwellings.
    ADD_NAMES_BY_DWELLING = "
        INSERT INTO person_name (given, family, unit, middle, birth_year, person)
        SELECT DISTINCT n.given, n.family, d.unit, n.middle, n.birth_year, n.person
          FROM person_name n CROSS JOIN unit_reform_unit u CROSS JOIN residence r CROSS JOIN dwelling_former_unit f CROSS JOIN dwelling d
         WHERE (n.given, n.family, n.unit) > ($1, $2, $3) AND (n.given, n.family, n.unit) <= ($4, $5, $6)
           AND u.old = n.unit AND u.reform = $7 AND u.state = 'moved' AND u.divided = TRUE
           AND r.person = n.person AND r.ended_on IS NULL AND f.dwelling = r.dwelling AND f.unit = n.unit AND d.id = r.dwelling
        ON CONFLICT (given, family, unit, middle, birth_year, person) DO NOTHING";
    /// And under the commune that answers for who had no dwelling.
    ADD_NAMES_BY_PERSON = "
        INSERT INTO person_name (given, family, unit, middle, birth_year, person)
        SELECT n.given, n.family, p.unit, n.middle, n.birth_year, n.person
          FROM person_name n CROSS JOIN unit_reform_unit u CROSS JOIN person_former_unit f CROSS JOIN person p
         WHERE (n.given, n.family, n.unit) > ($1, $2, $3) AND (n.given, n.family, n.unit) <= ($4, $5, $6)
           AND u.old = n.unit AND u.reform = $7 AND u.state = 'moved' AND u.divided = TRUE
           AND f.person = n.person AND f.unit = n.unit AND p.id = n.person
        ON CONFLICT (given, family, unit, middle, birth_year, person) DO NOTHING";
    /// The names of a range leave the search of the communes that ended.
    DELETE_NAMES = "
        DELETE FROM person_name
         WHERE (given, family, unit) > ($1, $2, $3) AND (given, family, unit) <= ($4, $5, $6)
           AND unit IN (SELECT old FROM unit_reform_unit WHERE reform = $7 AND state = 'moved')";
    /// The rows of a name that a sweep has not reached yet, of a person whose dwellings moved already.
    DELETE_FORMER_NAMES = "
        DELETE FROM person_name
         WHERE given = $1 AND family = $2 AND middle = $3 AND birth_year = $4 AND person = $5
           AND unit IN (SELECT f.unit FROM residence r CROSS JOIN dwelling_former_unit f
                         WHERE r.person = $5 AND r.ended_on IS NULL AND f.dwelling = r.dwelling
                        UNION SELECT f.unit FROM residence r CROSS JOIN dwelling_former_unit f
                         WHERE r.person = $5 AND r.ended_on IS NOT NULL AND f.dwelling = r.dwelling
                        UNION SELECT o.unit FROM person_former_unit o WHERE o.person = $5)";

    /// How many dwellings each unit has.
    COUNT_DWELLINGS = "SELECT unit, COUNT(*) FROM dwelling GROUP BY unit ORDER BY unit LIMIT 100000";
    /// How many households each unit has, those that are dissolved among them.
    COUNT_HOUSEHOLDS = "SELECT unit, COUNT(*) FROM household GROUP BY unit ORDER BY unit LIMIT 100000";
    /// How many of a range of persons each unit answers for.
    COUNT_PEOPLE = "SELECT unit, COUNT(*) FROM person WHERE id > $1 AND id <= $2 GROUP BY unit ORDER BY unit LIMIT 100000";
    /// The numbers of a unit's households with the addresses they live at.
    NUMBERS_OF_UNIT = "
        SELECT h.number, d.address_key FROM household h JOIN dwelling d ON d.id = h.dwelling
         WHERE h.unit = $1 AND h.number IS NOT NULL AND h.dissolved_on IS NULL ORDER BY h.unit, h.number, h.id";
    /// The addresses of a unit, a line for each household of a dwelling and one for a dwelling without.
    ADDRESSES_OF_UNIT = "SELECT address_key FROM dwelling WHERE unit = $1 ORDER BY address_key, id";
    /// How many households live at each address of a unit.
    HOUSEHOLDS_BY_ADDRESS = "
        SELECT d.address_key, COUNT(*) FROM dwelling d CROSS JOIN household h
         WHERE d.unit = $1 AND h.dwelling = d.id GROUP BY d.address_key ORDER BY d.address_key";
    /// How many persons for whom a unit answers live at each of its addresses.
    PEOPLE_BY_ADDRESS = "
        SELECT d.address_key, r.person FROM dwelling d CROSS JOIN household h CROSS JOIN residence r CROSS JOIN person p
         WHERE d.unit = $1 AND h.dwelling = d.id AND r.household = h.id AND r.dwelling = d.id AND r.ended_on IS NULL
           AND p.id = r.person AND p.unit = $1
        UNION
        SELECT d.address_key, r.person FROM dwelling d CROSS JOIN residence r CROSS JOIN person p
         WHERE d.unit = $1 AND r.dwelling = d.id AND r.household IS NULL AND r.ended_on IS NULL
           AND p.id = r.person AND p.unit = $1";

    /// The commune a dwelling lay in as the register read at a change: the one that the next reform after it ended.
    DWELLING_UNIT_AT = "SELECT unit FROM dwelling_former_unit WHERE dwelling = $1 AND change > $2 ORDER BY change LIMIT 1";
    /// The same for the commune that answered for a person without residence.
    PERSON_UNIT_AT = "SELECT unit FROM person_former_unit WHERE person = $1 AND change > $2 ORDER BY change LIMIT 1";
    /// The same for the number of a household.
    HOUSEHOLD_NUMBER_AT = "SELECT number FROM household_former_number WHERE household = $1 AND change > $2 ORDER BY change LIMIT 1";
    /// The communes a dwelling lay in, the latest first, with the day on which each ended.
    FORMER_UNITS_OF_DWELLING = "
        SELECT f.unit, r.effective_on FROM dwelling_former_unit f
          JOIN unit_reform_unit u ON u.old = f.unit
          JOIN unit_reform r ON r.id = u.reform
         WHERE f.dwelling = $1 ORDER BY f.change DESC LIMIT 10";
    /// The numbers a household had.
    FORMER_NUMBERS = "SELECT number FROM household_former_number WHERE household = $1 ORDER BY change DESC LIMIT 10";
    /// The dwelling at an address that came from a commune that ended.
    DWELLING_FROM = "
        SELECT d.id FROM dwelling d CROSS JOIN dwelling_former_unit f
         WHERE d.unit = $1 AND d.address_key = $2 AND f.dwelling = d.id AND f.unit = $3 ORDER BY d.id LIMIT 1";
    /// The dwellings at an address, two at the most: whether the address says which.
    DWELLINGS_AT = "SELECT id FROM dwelling WHERE unit = $1 AND address_key = $2 ORDER BY id LIMIT 2";
    /// Which of a page of persons lived in a commune that ended, in a range of units. Unused places repeat an id.
    LIVED_IN = "
        SELECT r.person FROM residence r JOIN dwelling_former_unit f ON f.dwelling = r.dwelling
         WHERE r.ended_on IS NULL AND f.unit >= $1 AND f.unit < $2
           AND r.person IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
        UNION
        SELECT o.person FROM person_former_unit o
         WHERE o.unit >= $1 AND o.unit < $2
           AND o.person IN ($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
         LIMIT 20";
    /// Households of communes with several successors, which no rule spoke of, from a place in the order on: to be looked at.
    UNSURE_HOUSEHOLDS = "
        SELECT f.unit, d.unit, h.id, h.number, d.address
          FROM unit_reform_unit u CROSS JOIN dwelling_former_unit f CROSS JOIN dwelling d CROSS JOIN household h
         WHERE u.reform = $1 AND u.successors > 1 AND u.divided = FALSE AND f.unit = u.old AND f.change = u.change
           AND d.id = f.dwelling AND h.dwelling = d.id AND h.dissolved_on IS NULL
         ORDER BY f.unit, f.dwelling, h.id LIMIT $2 OFFSET $3";
    /// Addresses that several dwellings of a commune have since a reform, with the communes they came from.
    SAME_ADDRESSES = "
        SELECT f.unit, d.unit, d.id, d.address
          FROM unit_reform_unit u CROSS JOIN dwelling_former_unit f CROSS JOIN dwelling d
         WHERE u.reform = $1 AND f.unit = u.old AND f.change = u.change AND d.id = f.dwelling
           AND EXISTS (SELECT 1 FROM dwelling o WHERE o.unit = d.unit AND o.address_key = d.address_key AND o.id <> d.id)
         ORDER BY d.unit, d.address_key, d.id LIMIT $2 OFFSET $3";
    /// How many temporary residents have their permanent residence in the same commune, which a merger can bring about.
    BOTH_IN_ONE_COMMUNE = "
        SELECT COUNT(*) FROM residence t CROSS JOIN residence p CROSS JOIN dwelling a CROSS JOIN dwelling b
         WHERE t.expires_on IS NOT NULL AND t.ended_on IS NULL AND t.kind = 'temporary'
           AND p.person = t.person AND p.kind = 'permanent' AND p.ended_on IS NULL
           AND a.id = t.dwelling AND b.id = p.dwelling AND a.unit = b.unit";
}

store::bulk! {
    UNIT_ROWS: "unit_reform_unit" ("old", "reform", "main", "successors", "divided", "state")
    PART_ROWS: "unit_reform_part" ("old", "new", "dwellings", "households", "people", "renumbered", "same_address", "unsure")
    RULE_ROWS: "unit_reform_rule" ("old", "position", "address_key", "new")
}
