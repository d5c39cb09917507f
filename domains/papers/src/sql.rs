//! Every statement of papers.

store::statements! {
    /// A paper is asked for. Touches no row when the code is taken.
    INSERT = "INSERT INTO paper (id, code, kind, state, unit, agency, dossier, person, holder, requested_at, print_order)
              VALUES ($1, $2, $3, 'pending', $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING";
    /// One paper by its id.
    BY_ID = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                    sha256, size, seal_key, signature, failures, failure
               FROM paper WHERE id = $1";
    /// One paper by its verification code, for the public page.
    BY_CODE = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                      sha256, size, seal_key, signature, failures, failure
                 FROM paper WHERE code = $1";
    /// The paper whose PDF has this digest, for the public page. A digest names one paper: the code is printed on it.
    BY_DIGEST = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                        sha256, size, seal_key, signature, failures, failure
                   FROM paper WHERE sha256 = $1 ORDER BY id LIMIT 1";
    /// The papers of a dossier, oldest first.
    OF_DOSSIER = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                         sha256, size, seal_key, signature, failures, failure
                    FROM paper WHERE dossier = $1 ORDER BY id LIMIT $2";
    /// The papers of a person, newest first, before one that was seen.
    OF_PERSON = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                        sha256, size, seal_key, signature, failures, failure
                   FROM paper WHERE person = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    /// The papers in a state, oldest first, after one that was seen: what an operator must look at.
    IN_STATE = "SELECT id, code, kind, state, unit, agency, dossier, person, holder, number, requested_at, issued_at, revoked_at,
                       sha256, size, seal_key, signature, failures, failure
                  FROM paper WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3";
    /// What a paper is to be printed from.
    PRINT_ORDER = "SELECT print_order FROM paper WHERE id = $1 AND print_order IS NOT NULL";
    /// The next number of an office's papers of a kind in a year.
    NEXT_NUMBER = "INSERT INTO paper_book (unit, kind, year, last) VALUES ($1, $2, $3, 1)
                   ON CONFLICT (unit, kind, year) DO UPDATE SET last = paper_book.last + 1 RETURNING last";
    /// A paper gets its number, which it keeps however often it is printed.
    SET_NUMBER = "UPDATE paper SET number = $2 WHERE id = $1 AND number IS NULL";
    /// The bytes of a paper that is not revoked meanwhile. Printing twice gives the same bytes, so the first stay.
    INSERT_FILE = "INSERT INTO paper_file (paper, pdf) VALUES ($1, $2) ON CONFLICT (paper) DO NOTHING";
    /// A paper is issued: sealed, and the data it was printed from is dropped.
    ISSUE = "UPDATE paper SET state = 'issued', issued_at = $2, sha256 = $3, size = $4, seal_key = $5, signature = $6,
                    failure = NULL, print_order = NULL
              WHERE id = $1 AND state IN ('pending', 'failed')";
    /// A paper could not be printed.
    FAIL = "UPDATE paper SET state = 'failed', failures = failures + 1, failure = $2 WHERE id = $1 AND state IN ('pending', 'failed')";
    /// A paper is no longer valid.
    REVOKE = "UPDATE paper SET state = 'revoked', revoked_at = $2, revoked_because = $3 WHERE id = $1 AND state = 'issued'";
    /// The bytes of a paper.
    FILE = "SELECT pdf FROM paper_file WHERE paper = $1";
    /// Notes the public key of a seal when it is first used.
    NOTE_SEAL = "INSERT INTO paper_seal (key_id, unit, public_key, since) VALUES ($1, $2, $3, $4) ON CONFLICT (key_id) DO NOTHING";
    /// A commune ended, and who took it over.
    NOTE_UNIT_ENDED = "INSERT INTO paper_unit_ended (unit, successor) VALUES ($1, $2) ON CONFLICT (unit) DO NOTHING";
    /// Who took over a commune that ended.
    SUCCESSOR_OF = "SELECT successor FROM paper_unit_ended WHERE unit = $1";
    /// The public key of a seal.
    SEAL_KEY = "SELECT public_key FROM paper_seal WHERE key_id = $1";
}
