//! What the exchange with other systems asks.

store::statements! {
    /// How often somebody missed of late.
    MISSES = "SELECT misses, ends_at FROM missed_look_up WHERE subject = $1";
    /// Writes that down.
    SET_MISSES = "
        INSERT INTO missed_look_up (subject, misses, ends_at) VALUES ($1, $2, $3)
        ON CONFLICT (subject) DO UPDATE SET misses = $2, ends_at = $3";
}
