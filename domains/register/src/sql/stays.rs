//! Absences, houses that take guests, stays, and the lists that are due.

store::statements! {
    /// The other households at a household's dwelling.
    NEIGHBOURS = "
        SELECT o.id FROM household h JOIN household o ON o.dwelling = h.dwelling
         WHERE h.id = $1 AND o.id <> h.id AND o.dissolved_on IS NULL
         ORDER BY o.id LIMIT $2";
    /// The absence of somebody who is away.
    CURRENT_ABSENCE = "
        SELECT id, person, unit, circumstance, starts_on, until_on, place, reason, returned_on
          FROM absence WHERE person = $1 AND ended_by IS NULL";
    /// The absences that somebody came back from, the latest first.
    PAST_ABSENCES = "
        SELECT id, person, unit, circumstance, starts_on, until_on, place, reason, returned_on
          FROM absence WHERE person = $1 AND ended_by IS NOT NULL
         ORDER BY id DESC LIMIT $2";
    /// A declared absence.
    INSERT_ABSENCE = "
        INSERT INTO absence (id, person, unit, circumstance, starts_on, until_on, place, reason, entered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// Ends an absence.
    END_ABSENCE = "UPDATE absence SET returned_on = $2, ended_by = $3 WHERE id = $1 AND ended_by IS NULL";

    /// An absence that was declared by mistake never was.
    TAKE_BACK_ABSENCE = "UPDATE absence SET returned_on = starts_on, ended_by = $2 WHERE entered = $1 AND ended_by IS NULL";
    /// An absence that was ended by mistake goes on in a row of its own.
    GO_ON_WITH_ABSENCE = "
        INSERT INTO absence (id, person, unit, circumstance, starts_on, until_on, place, reason, entered)
        SELECT $2, person, unit, circumstance, starts_on, until_on, place, reason, $3 FROM absence WHERE ended_by = $1";
    /// A house that takes guests.
    LODGING = "
        SELECT l.id, l.unit, l.dwelling, d.address, l.kind, l.name, l.owner, l.manager, l.phone, l.rooms, l.state, l.version
          FROM lodging l JOIN dwelling d ON d.id = l.dwelling
         WHERE l.id = $1";
    /// The houses that take guests in a range of units.
    LODGINGS = "
        SELECT l.id, l.unit, l.dwelling, d.address, l.kind, l.name, l.owner, l.manager, l.phone, l.rooms, l.state, l.version
          FROM lodging l JOIN dwelling d ON d.id = l.dwelling
         WHERE l.unit >= $1 AND l.unit < $2
         ORDER BY l.unit, l.name_key, l.id LIMIT $3";
    /// The houses that somebody owns or runs.
    LODGINGS_OF = "
        SELECT l.id, l.unit, l.dwelling, d.address, l.kind, l.name, l.owner, l.manager, l.phone, l.rooms, l.state, l.version
          FROM lodging l JOIN dwelling d ON d.id = l.dwelling
         WHERE l.owner = $1
        UNION
        SELECT l.id, l.unit, l.dwelling, d.address, l.kind, l.name, l.owner, l.manager, l.phone, l.rooms, l.state, l.version
          FROM lodging l JOIN dwelling d ON d.id = l.dwelling
         WHERE l.manager = $1
         ORDER BY 1 LIMIT $2";
    /// A house that begins to take guests.
    INSERT_LODGING = "
        INSERT INTO lodging (id, unit, dwelling, kind, name, name_key, owner, manager, phone, rooms, state, entered, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)";
    /// Replaces the facts of a house, unless somebody changed them since `version`.
    UPDATE_LODGING = "
        UPDATE lodging
           SET kind = $2, name = $3, name_key = $4, owner = $5, manager = $6, phone = $7, rooms = $8, state = $9,
               version = version + 1
         WHERE id = $1 AND version = $10";

    /// The stays of one commune that touch some nights, the latest arrivals first. A stay is shorter than the days between.
    STAYS_OF_COMMUNE = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.unit = $1 AND s.leaves_on > $2 AND s.leaves_on <= $3 AND s.first_night <= $2 AND s.state <> 'mistaken'
         ORDER BY s.arrives_at DESC, s.id DESC LIMIT $4";
    /// The same in a range of units.
    STAYS_OF_UNITS = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.leaves_on > $3 AND s.leaves_on <= $4 AND s.unit >= $1 AND s.unit < $2 AND s.first_night <= $3
           AND s.state <> 'mistaken'
         ORDER BY s.arrives_at DESC, s.id DESC LIMIT $5";
    /// The stays in a house that touch some nights.
    STAYS_OF_LODGING = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.lodging = $1 AND s.leaves_on > $2 AND s.leaves_on <= $3 AND s.first_night <= $4 AND s.state <> 'mistaken'
         ORDER BY s.arrives_at DESC, s.id DESC LIMIT $5";
    /// The stays with a household that touch some nights.
    STAYS_OF_HOUSEHOLD = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.household = $1 AND s.leaves_on > $2 AND s.leaves_on <= $3 AND s.first_night <= $4 AND s.state <> 'mistaken'
         ORDER BY s.arrives_at DESC, s.id DESC LIMIT $5";
    /// Where a person of the register was a guest, the latest first.
    STAYS_OF_PERSON = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.guest = $1 AND s.state <> 'mistaken'
         ORDER BY s.id DESC LIMIT $2";
    /// One stay.
    STAY = "
        SELECT s.id, s.unit, s.lodging, l.name, s.household, d.address, s.guest, s.name, s.number, s.passport, s.birth, s.sex,
               s.nationality, s.room, s.reason, s.arrives_at, s.first_night, s.planned_on, s.leaves_on, s.left_at, s.state,
               s.notified_at, s.notified_by, s.late
          FROM stay s JOIN dwelling d ON d.id = s.dwelling LEFT JOIN lodging l ON l.id = s.lodging
         WHERE s.id = $1";
    /// Ends a stay, unless it has ended.
    END_STAY = "
        UPDATE stay SET state = $2, left_at = $3, leaves_on = $4, ended_by = $5 WHERE id = $1 AND ended_by IS NULL";
    /// The stays of a person that are not over on a day.
    OPEN_STAYS_OF = "
        SELECT id, first_night, leaves_on FROM stay
         WHERE guest = $1 AND ended_by IS NULL AND leaves_on > $2
         ORDER BY id LIMIT $3";
    /// Stays that a change ended by mistake go on as they were planned.
    GO_ON_WITH_STAYS = "
        UPDATE stay SET state = 'here', leaves_on = planned_on, ended_by = NULL WHERE guest = $1 AND ended_by = $2";
    /// What a notification of stays gave that was sent under a key before the store kept them.
    NOTICE = "SELECT outcome FROM stay_notice WHERE sender = $1 AND notice_key = $2";

    /// Temporary residences whose term ends within some days, the next first.
    DUE_EXPIRING = "
        SELECT r.person, r.expires_on
          FROM residence r JOIN dwelling d ON d.id = r.dwelling
         WHERE r.ended_on IS NULL AND r.expires_on IS NOT NULL AND r.expires_on >= $3 AND r.expires_on <= $4
           AND d.unit >= $1 AND d.unit < $2
         ORDER BY r.expires_on, r.id LIMIT $5 OFFSET $6";
    /// Absences whose last day has passed while nobody said that the person is back, the oldest first.
    DUE_OVER = "
        SELECT person, until_on FROM absence
         WHERE ended_by IS NULL AND until_on IS NOT NULL AND until_on < $3 AND unit >= $1 AND unit < $2
         ORDER BY until_on, id LIMIT $4 OFFSET $5";
    /// Absences since a day or longer, the oldest first.
    DUE_LONG = "
        SELECT person, starts_on FROM absence
         WHERE ended_by IS NULL AND starts_on <= $3 AND unit >= $1 AND unit < $2
         ORDER BY starts_on, id LIMIT $4 OFFSET $5";
    /// Children whose birth was registered since a moment, born before a day, who live nowhere for good.
    DUE_NEWBORN = "
        SELECT p.id, p.birth
          FROM register_change c JOIN person p ON p.id = c.person
         WHERE c.kind = 'birth' AND c.person IS NOT NULL AND c.changed_at >= $4
           AND p.unit >= $1 AND p.unit < $2 AND p.state = 'living' AND p.birth <= $3
           AND NOT EXISTS (SELECT 1 FROM residence r WHERE r.person = p.id AND r.kind = 'permanent' AND r.ended_on IS NULL)
         ORDER BY c.changed_at, c.id LIMIT $5 OFFSET $6";
}

store::bulk! {
    /// New stays.
    STAYS: "stay" (
        "id", "unit", "lodging", "household", "dwelling", "guest", "name", "number", "passport", "birth", "sex", "nationality",
        "room", "reason", "arrives_at", "first_night", "planned_on", "leaves_on", "left_at", "state", "notified_at", "notified_by",
        "late", "entered", "ended_by"
    )
}
