-- What a commune took over, for the closed dossiers that stayed behind.
CREATE INDEX dossier_unit_ended_successor ON dossier_unit_ended (successor, unit);
