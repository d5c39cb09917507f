//! Every statement of this domain, by what it answers.

store::statements! {
    /// A message for a person.
    INSERT_MESSAGE = "
        INSERT INTO inbox_message (person, id, message, args, dossier, sent_at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// A page of a person's messages, newest first.
    INBOX = "
        SELECT id, message, args, dossier, sent_at, read_at FROM inbox_message
         WHERE person = $1 AND id < $2
         ORDER BY id DESC LIMIT $3";
    /// How many messages a person has not read, counted up to a limit.
    UNREAD = "
        SELECT COUNT(*) FROM (SELECT 1 FROM inbox_message WHERE person = $1 AND read_at IS NULL LIMIT $2) AS waiting";
    /// A person has read a message.
    MARK_READ = "UPDATE inbox_message SET read_at = $3 WHERE person = $1 AND id = $2 AND read_at IS NULL";
    /// A person has read everything up to a message.
    MARK_ALL_READ = "UPDATE inbox_message SET read_at = $3 WHERE person = $1 AND id <= $2 AND read_at IS NULL";
}
