//! Every statement of this domain, by what it answers.

store::statements! {
    /// Every version of every service.
    SERVICE_VERSIONS = "
        SELECT service, version, state, valid_from, digest, definition FROM service_version
         ORDER BY service, version LIMIT $1";
    /// A new version.
    INSERT_SERVICE_VERSION = "
        INSERT INTO service_version (service, version, state, valid_from, digest, definition)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (service, version) DO NOTHING";
    /// What an office does with a version from now on.
    UPDATE_SERVICE_VERSION = "UPDATE service_version SET state = $3, valid_from = $4 WHERE service = $1 AND version = $2";

    /// A new draft.
    INSERT_DRAFT = "
        INSERT INTO dossier_draft (id, applicant, staff, office, service, version, answers, saved_at, card_seen)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// What was filled in since.
    UPDATE_DRAFT = "UPDATE dossier_draft SET version = $2, answers = $3, saved_at = $4 WHERE id = $1";
    /// One draft.
    DRAFT_BY_ID = "
        SELECT id, applicant, staff, office, service, version, answers, saved_at, card_seen
          FROM dossier_draft WHERE id = $1 AND dossier IS NULL";
    /// A person's drafts, the latest first.
    DRAFTS_OF = "
        SELECT id, applicant, staff, office, service, version, answers, saved_at, card_seen
          FROM dossier_draft WHERE applicant = $1 AND dossier IS NULL ORDER BY id DESC LIMIT $2";
    /// A draft that was sent: the answers go, and what became of it stays for whoever sends it again.
    DRAFT_SENT = "UPDATE dossier_draft SET dossier = $2, answers = '{}', saved_at = $3 WHERE id = $1";
    /// What became of a draft that was sent.
    SENT_AS = "SELECT applicant, office, dossier FROM dossier_draft WHERE id = $1 AND dossier IS NOT NULL";
    /// A draft that was thrown away.
    DELETE_DRAFT = "DELETE FROM dossier_draft WHERE id = $1";
    /// The drafts of somebody who died. What became of those that were sent stays.
    DELETE_DRAFTS_OF = "DELETE FROM dossier_draft WHERE applicant = $1 AND dossier IS NULL";
    /// Drafts that nobody came back to.
    DELETE_OLD_DRAFTS = "
        DELETE FROM dossier_draft
         WHERE id IN (SELECT id FROM dossier_draft WHERE saved_at < $1 ORDER BY saved_at, id LIMIT $2)";

    /// The next number of an agency's day.
    NEXT_NUMBER = "
        INSERT INTO dossier_number (agency, day, stripe, given) VALUES ($1, $2, $3, 1)
        ON CONFLICT (agency, day, stripe) DO UPDATE SET given = dossier_number.given + 1
        RETURNING given";
    /// A new dossier, unless the same person sent it before under the same key.
    INSERT_DOSSIER = "
        INSERT INTO dossier (id, code, secret, service, version, unit, desk, state, step, channel, applicant, applicant_name,
                             applicant_fold, filing_key, filed_at, filed_by, due_at, supplemented, consent, consenter, acts,
                             answers)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $12, $13, $14, $15, $16, FALSE, $17, $18, 1, $19)
        ON CONFLICT (applicant, filing_key) DO NOTHING";
    /// What a person sent under a key.
    FILED_UNDER = "SELECT id FROM dossier WHERE applicant = $1 AND filing_key = $2";
    /// One dossier.
    DOSSIER_BY_ID = "
        SELECT id, code, secret, service, version, unit, desk, state, step, outcome, channel, applicant, applicant_name, filed_at,
               filed_by, due_at, received_at, paused_at, answer_by, decided_at, pauses, supplemented, consent, consenter,
               handed_on_by, acts, answers
          FROM dossier WHERE id = $1";
    /// Where a dossier stands after an act, unless somebody acted in between.
    UPDATE_DOSSIER = "
        UPDATE dossier
           SET desk = $3, state = $4, step = $5, outcome = $6, due_at = $7, received_at = $8, paused_at = $9, answer_by = $10,
               decided_at = $11, pauses = $12, supplemented = $13, consent = $14, handed_on_by = $15, acts = acts + 1
         WHERE id = $1 AND acts = $2";
    /// How many dossiers of a commune that lie at a desk are open.
    COUNT_OPEN_OF_UNIT = "
        SELECT COUNT(*) FROM dossier
         WHERE desk = $1 AND state IN ('new', 'received', 'processing', 'supplement', 'payment', 'processed') AND unit = $2";
    /// Those dossiers.
    OPEN_OF_UNIT = "
        SELECT id FROM dossier
         WHERE desk = $1 AND state IN ('new', 'received', 'processing', 'supplement', 'payment', 'processed') AND unit = $2
         ORDER BY id LIMIT $3";
    /// Another commune has a dossier, unless somebody acted in between.
    MOVE_DOSSIER = "UPDATE dossier SET unit = $3, desk = $4, acts = acts + 1 WHERE id = $1 AND acts = $2";
    /// Drafts at the counter of an office that is no more.
    MOVE_DRAFTS = "UPDATE dossier_draft SET office = $2 WHERE office = $1";
    /// Notes that nothing open is left in a commune.
    NOTE_UNIT_ENDED = "
        INSERT INTO dossier_unit_ended (unit, successor, ended_at) VALUES ($1, $2, $3) ON CONFLICT (unit) DO NOTHING";
    /// Who took over a commune that ended.
    SUCCESSOR_OF = "SELECT successor FROM dossier_unit_ended WHERE unit = $1";
    /// The communes that a commune took over.
    ENDED_INTO = "SELECT unit FROM dossier_unit_ended WHERE successor = $1 ORDER BY unit LIMIT 1000";
    /// The answers after a supplement.
    UPDATE_ANSWERS = "UPDATE dossier SET answers = $2 WHERE id = $1";
    /// What happened.
    INSERT_EVENT = "
        INSERT INTO dossier_event (dossier, number, at, act, state, step, staff, person, office, note, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    /// Everything that happened to a dossier, in order.
    EVENTS_OF = "
        SELECT number, at, act, state, step, staff, person, office, note, detail FROM dossier_event
         WHERE dossier = $1 ORDER BY number LIMIT $2";

    /// The public face of a dossier, by its code.
    TRACKED = "
        SELECT code, secret, service, version, unit, state, outcome, filed_at, due_at, received_at, answer_by, decided_at
          FROM dossier WHERE code = $1";
    /// A person's dossiers before a place in the list, the latest first.
    DOSSIERS_OF = "
        SELECT id, code, service, version, unit, state, outcome, filed_at, due_at, answer_by
          FROM dossier WHERE applicant = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    /// The dossiers that wait for a person's agreement.
    CONSENTS_OF = "
        SELECT id
          FROM dossier
         WHERE consenter = $1 AND consent = 'pending' AND state IN ('new', 'received', 'processing', 'supplement', 'payment')
         ORDER BY consenter, id LIMIT $2";

    /// One state of an office's queue after a place in it, the most urgent first.
    QUEUE = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM dossier
         WHERE desk = $1 AND state = $2 AND (due_at, id) > ($3, $4) AND due_at < $5
         ORDER BY due_at, id LIMIT $6";
    /// The same with one service.
    QUEUE_OF_SERVICE = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM dossier
         WHERE desk = $1 AND state = $2 AND (due_at, id) > ($3, $4) AND due_at < $5 AND service = $7
         ORDER BY due_at, id LIMIT $6";
    /// The same with a part of the applicant's name, searched among a bounded number of rows.
    QUEUE_OF_NAME = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM (SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at,
                       consent, applicant_fold
                  FROM dossier
                 WHERE desk = $1 AND state = $2 AND (due_at, id) > ($3, $4) AND due_at < $5
                 ORDER BY due_at, id LIMIT $7) AS waiting
         WHERE applicant_fold LIKE $8 ESCAPE '!'
         ORDER BY due_at, id LIMIT $6";
    /// A stretch of a desk's closed dossiers of a state, the latest first.
    CLOSED = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM dossier
         WHERE desk = $1 AND state = $2 AND (due_at, id) < ($3, $4) AND due_at < $5
         ORDER BY due_at DESC, id DESC LIMIT $6";
    /// The same with one service.
    CLOSED_OF_SERVICE = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM dossier
         WHERE desk = $1 AND state = $2 AND (due_at, id) < ($3, $4) AND due_at < $5 AND service = $7
         ORDER BY due_at DESC, id DESC LIMIT $6";
    /// The same with a part of the applicant's name, searched among a bounded number of rows.
    CLOSED_OF_NAME = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM (SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at,
                       consent, applicant_fold
                  FROM dossier
                 WHERE desk = $1 AND state = $2 AND (due_at, id) < ($3, $4) AND due_at < $5
                 ORDER BY due_at DESC, id DESC LIMIT $7) AS closed
         WHERE applicant_fold LIKE $8 ESCAPE '!'
         ORDER BY due_at DESC, id DESC LIMIT $6";
    /// The line of the dossier with a code.
    QUEUE_BY_CODE = "
        SELECT id, code, service, version, unit, desk, state, step, channel, applicant, applicant_name, filed_at, due_at, consent
          FROM dossier WHERE code = $1";
    /// How many dossiers an office has in a state, counted up to a limit.
    QUEUE_COUNT = "
        SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE desk = $1 AND state = $2 LIMIT $3) AS waiting";
    /// How many of them are late.
    QUEUE_LATE = "
        SELECT COUNT(*) FROM (SELECT 1 FROM dossier WHERE desk = $1 AND state = $2 AND due_at < $4 LIMIT $3) AS waiting";

    /// A paper that was made for a dossier.
    INSERT_PAPER = "INSERT INTO dossier_paper (dossier, kind, paper) VALUES ($1, $2, $3)";
    /// Whether a paper of a kind was made already.
    PAPER_OF_KIND = "SELECT paper FROM dossier_paper WHERE dossier = $1 AND kind = $2";
    /// The papers of a dossier.
    PAPERS_OF = "SELECT kind, paper FROM dossier_paper WHERE dossier = $1 ORDER BY kind LIMIT 10";

    /// Dossiers whose applicant supplied nothing in time.
    UNANSWERED = "SELECT id FROM dossier WHERE answer_by IS NOT NULL AND answer_by < $1 ORDER BY answer_by, id LIMIT $2";
}
