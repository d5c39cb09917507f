-- Who looked at or changed what. Rows are only ever added.
-- distribute: reference
CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    person INTEGER,
    actor_kind TEXT NOT NULL,
    actor INTEGER,
    office TEXT,
    role TEXT,
    purpose TEXT NOT NULL,
    act TEXT NOT NULL,
    entity TEXT,
    entity_id INTEGER,
    dossier INTEGER,
    session INTEGER,
    detail TEXT NOT NULL
) STRICT;
-- "Who looked at my data", newest first.
CREATE INDEX audit_entry_person ON audit_entry (person, seq) WHERE person IS NOT NULL;

CREATE TRIGGER audit_entry_is_not_changed BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER audit_entry_is_not_removed BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- The hashes of the tree, 256 to a row: level 0 holds leaves, level n the roots of full rows of level n-1.
-- Level 0 also says which entry each leaf is, as 8-byte numbers.
-- distribute: reference
CREATE TABLE audit_tile (
    level INTEGER NOT NULL,
    tile INTEGER NOT NULL,
    low_seq INTEGER NOT NULL,
    high_seq INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    seqs BLOB NOT NULL,
    PRIMARY KEY (level, tile)
) STRICT;
CREATE INDEX audit_tile_seq ON audit_tile (level, high_seq);

-- Every signed head of the tree.
-- distribute: reference
CREATE TABLE audit_head (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    at INTEGER NOT NULL,
    high_seq INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    signature BLOB NOT NULL
) STRICT;
CREATE INDEX audit_head_at ON audit_head (at);
CREATE TRIGGER audit_head_is_not_changed BEFORE UPDATE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER audit_head_is_not_removed BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- How far the sealing has come.
-- distribute: reference
CREATE TABLE audit_cursor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    xact INTEGER NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
INSERT INTO audit_cursor (one, xact, seq) VALUES (1, 0, 0);
