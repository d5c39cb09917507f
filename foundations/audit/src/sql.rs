//! Every statement of the log.

store::bulk! {
    /// Adds entries in bulk.
    ADD_MANY: "audit_entry" (
        "at", "person", "actor_kind", "actor", "office", "role", "purpose", "act", "entity", "entity_id", "dossier", "session", "detail"
    )
}

store::statements! {
    /// Adds an entry.
    ADD = "INSERT INTO audit_entry
            (at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    /// One entry.
    ENTRY = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM audit_entry WHERE seq = $1";
    /// Entries with numbers from one to another, for verification.
    ENTRIES_BETWEEN = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM audit_entry WHERE seq BETWEEN $1 AND $2 ORDER BY seq LIMIT $3";
    /// What others did with a person's data, newest first.
    OF_PERSON = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM audit_entry WHERE person = $1 AND seq < $2 AND actor_kind <> 'owner' ORDER BY seq DESC LIMIT $3";
    /// What anybody did with a person's data, newest first.
    OF_PERSON_WITH_OWN = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM audit_entry WHERE person = $1 AND seq < $2 ORDER BY seq DESC LIMIT $3";
    /// The auditor's search among one person's entries.
    SEARCH_PERSON = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM audit_entry
              WHERE person = $1 AND seq < $2
                AND (CAST($3 AS TEXT) IS NULL OR actor_kind = $3) AND (CAST($4 AS BIGINT) IS NULL OR actor = $4)
                AND (CAST($5 AS TEXT) IS NULL OR act = $5) AND at >= $6 AND at < $7
              ORDER BY seq DESC LIMIT $8";
    /// The auditor's search among the newest entries before a number. Only a window of them is looked at, so that a rare
    /// match costs no more than a frequent one.
    SEARCH_WINDOW = "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
              FROM (SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail
                      FROM audit_entry WHERE seq < $1 ORDER BY seq DESC LIMIT $2) AS recent
              WHERE (CAST($3 AS TEXT) IS NULL OR actor_kind = $3) AND (CAST($4 AS BIGINT) IS NULL OR actor = $4)
                AND (CAST($5 AS TEXT) IS NULL OR act = $5) AND at >= $6 AND at < $7
              ORDER BY seq DESC LIMIT $8";
    /// Where such a window ends, and its newest time.
    WINDOW_END = "SELECT MIN(seq), MAX(at) FROM (SELECT seq, at FROM audit_entry WHERE seq < $1 ORDER BY seq DESC LIMIT $2) AS recent";
    /// An entry number behind everything that was sealed by a time.
    SEQ_BY_TIME = "SELECT high_seq FROM audit_head WHERE at > $1 ORDER BY at, size LIMIT 1";

    /// The newest signed head.
    LATEST_HEAD = "SELECT size, root, at, high_seq, key_id, signature FROM audit_head ORDER BY size DESC LIMIT 1";
    /// The signed head over so many entries.
    HEAD_OF_SIZE = "SELECT size, root, at, high_seq, key_id, signature FROM audit_head WHERE size = $1";
    /// The first signed head over at least so many entries.
    HEAD_FROM_SIZE = "SELECT size, root, at, high_seq, key_id, signature FROM audit_head WHERE size >= $1 ORDER BY size LIMIT 1";
    /// Signed heads before one of a size, newest first.
    HEADS = "SELECT size, root, at, high_seq, key_id, signature FROM audit_head WHERE size < $1 ORDER BY size DESC LIMIT $2";
    /// Adds a signed head.
    ADD_HEAD = "INSERT INTO audit_head (size, root, at, high_seq, key_id, signature) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (size) DO NOTHING";

    /// The hashes of a tile.
    TILE_HASHES = "SELECT hashes FROM audit_tile WHERE level = $1 AND tile = $2";
    /// The hashes of a row of leaves and which entries they are.
    LEAVES = "SELECT hashes, seqs FROM audit_tile WHERE level = 0 AND tile = $1";
    /// Writes a tile, or writes it anew with more hashes.
    PUT_TILE = "INSERT INTO audit_tile (level, tile, low_seq, high_seq, hashes, seqs) VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (level, tile) DO UPDATE SET low_seq = $3, high_seq = $4, hashes = $5, seqs = $6";
    /// The rows of leaves that may hold an entry, nearest first. Entries are sealed nearly in the order of their numbers.
    TILES_WITH_SEQ = "SELECT tile, seqs FROM audit_tile
                       WHERE level = 0 AND high_seq >= $1 AND high_seq <= $2 AND low_seq <= $1 ORDER BY high_seq, tile LIMIT $3";

    /// How far the sealing has come.
    CURSOR = "SELECT xact, seq FROM audit_cursor WHERE one = 1";
    /// Moves it on.
    ADVANCE = "UPDATE audit_cursor SET xact = $1, seq = $2 WHERE one = 1";
    /// The next entries to seal: those that can no longer gain an earlier neighbour. SQLite has one writer, so there every
    /// committed entry is final; PostgreSQL compares the transaction's number with the oldest one still running.
    UNSEALED = {
        sqlite: "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail, 0
                  FROM audit_entry WHERE seq > $2 AND $1 >= 0 ORDER BY seq LIMIT $3",
        postgres: "SELECT seq, at, person, actor_kind, actor, office, role, purpose, act, entity, entity_id, dossier, session, detail, xact
                    FROM audit_entry
                    WHERE xact >= $1 AND (xact, seq) > ($1, $2) AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                    ORDER BY xact, seq LIMIT $3"
    };
    /// How many entries wait to be sealed, counted up to 100,000.
    COUNT_UNSEALED = {
        sqlite: "SELECT COUNT(*) FROM (SELECT 1 FROM audit_entry WHERE seq > $2 AND $1 >= 0 LIMIT 100000) AS waiting",
        postgres: "SELECT COUNT(*) FROM (SELECT 1 FROM audit_entry WHERE xact >= $1 AND (xact, seq) > ($1, $2) LIMIT 100000) AS waiting"
    };
    /// How many rows stand where the sealing has been.
    COUNT_SEALED_ROWS = {
        sqlite: "SELECT COUNT(*) FROM audit_entry WHERE seq <= $2 AND $1 >= 0",
        postgres: "SELECT COUNT(*) FROM audit_entry WHERE (xact, seq) <= ($1, $2)"
    };
    /// Whether the rows come from another PostgreSQL cluster (a restored dump): its transaction numbers mean nothing here.
    MOVED = {
        sqlite: "SELECT FALSE FROM audit_cursor WHERE one = 1",
        postgres: "SELECT xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint FROM audit_cursor WHERE one = 1"
    };
    /// After a move: what was sealed comes before every transaction of this cluster. What this cluster has written since
    /// has low transaction numbers too, but higher entry numbers than anything sealed.
    REBASE_SEALED = {
        sqlite: "UPDATE audit_cursor SET xact = xact",
        postgres: "UPDATE audit_entry SET xact = 0
                    WHERE (xact, seq) <= (SELECT xact, seq FROM audit_cursor WHERE one = 1)
                      AND seq <= COALESCE((SELECT high_seq FROM audit_head ORDER BY size DESC LIMIT 1), 0)"
    };
    /// After a move: what was not sealed counts as written now.
    REBASE_REST = {
        sqlite: "UPDATE audit_cursor SET xact = xact",
        postgres: "UPDATE audit_entry SET xact = pg_current_xact_id()::text::bigint WHERE xact <> 0"
    };
}
