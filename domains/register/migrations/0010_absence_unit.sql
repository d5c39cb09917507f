-- Who is away from a commune: when its map changes, their absences move on with their homes.
CREATE INDEX absence_unit ON absence (unit, id) WHERE ended_by IS NULL;
