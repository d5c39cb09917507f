//! What lists that were taken out ask.

store::statements! {
    /// Removes the parts of a list.
    CLEAR_PARTS = "DELETE FROM list_export_part WHERE request = $1";
    /// One more part.
    INSERT_PART = "INSERT INTO list_export_part (request, number, bytes) VALUES ($1, $2, $3)";
    /// One part.
    PART = "SELECT bytes FROM list_export_part WHERE request = $1 AND number = $2";
    /// A list is ready.
    INSERT_EXPORT = "
        INSERT INTO list_export (request, format, people, households, bytes, finished_at, until)
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (request) DO NOTHING";
    /// A list.
    EXPORT = "SELECT request, format, people, households, bytes, finished_at, until FROM list_export WHERE request = $1";
    /// Lists whose days are over.
    OVER = "SELECT request FROM list_export WHERE until < $1 ORDER BY until, request LIMIT $2";
    /// Removes a list.
    DELETE_EXPORT = "DELETE FROM list_export WHERE request = $1";
    /// The requests for lists that an officer made, newest first.
    REQUESTS_OF_ASKER = "
        SELECT id, payload, unit, person, household, reason, asked_by, asked_at, state, decided_by, decided_at, remark, change
          FROM register_request WHERE asked_by = $1 AND kind = $2 ORDER BY id DESC LIMIT $3";
}
