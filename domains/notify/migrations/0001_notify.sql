-- Messages to a person. The words are not here: `message` names them, `args` fills them in the reader's language.
-- distribute: by person
CREATE TABLE inbox_message (
    person {id} NOT NULL,
    id {id} NOT NULL,
    message {text} NOT NULL,
    args {text} NOT NULL,
    dossier {id},
    sent_at {int} NOT NULL,
    read_at {int},
    -- A person's messages side by side and in order: the one index there is.
    PRIMARY KEY (person, id)
) {strict};
