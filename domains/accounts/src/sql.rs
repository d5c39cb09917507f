//! Every statement of the domain.

store::bulk! {
    /// Accounts in bulk.
    ADD_ACCOUNTS: "account" ("id", "person", "level", "state", "unit", "opened_at", "activated_at")
    /// Their first transition.
    ADD_TRANSITIONS: "account_transition" ("account", "number", "at", "to_state", "by_whom")
    /// Their logins.
    ADD_LOGINS: "login" ("holder", "kind", "name", "display", "locale", "password")
}

store::statements! {
    /// An account by id.
    ACCOUNT = "SELECT id, person, level, state, unit, phone, email, lock_ground, lock_until, opened_at, activated_at
                FROM account WHERE id = $1";
    /// The account of a person.
    ACCOUNT_OF_PERSON = "SELECT id, person, level, state, unit, phone, email, lock_ground, lock_until, opened_at, activated_at
                FROM account WHERE person = $1";
    /// Adds an account.
    ADD_ACCOUNT = "INSERT INTO account (id, person, level, state, unit, phone, email, opened_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (person) DO NOTHING";
    /// Moves an account on.
    SET_STATE = "UPDATE account SET state = $2, lock_ground = $3, lock_until = $4, activated_at = $5 WHERE id = $1";
    /// Raises an account at the counter, where contact and unit are noted anew.
    RAISE = "UPDATE account SET level = $2, unit = $3, phone = $4, email = $5 WHERE id = $1";
    /// Notes a step in an account's life.
    ADD_TRANSITION = "INSERT INTO account_transition (account, number, at, from_state, to_state, ground, by_whom)
                       VALUES ($1, (SELECT COALESCE(MAX(number), 0) + 1 FROM account_transition WHERE account = $1), $2, $3, $4, $5, $6)";
    /// The life of an account, newest step first.
    TRANSITIONS = "SELECT at, from_state, to_state, ground, by_whom FROM account_transition
                    WHERE account = $1 ORDER BY number DESC LIMIT $2";

    /// How somebody signs in, by name.
    LOGIN_BY_NAME = "SELECT holder, kind, name, display, locale, password, activation, activation_until, totp, totp_step
                      FROM login WHERE kind = $1 AND name = $2";
    /// How a holder signs in.
    LOGIN = "SELECT holder, kind, name, display, locale, password, activation, activation_until, totp, totp_step
              FROM login WHERE holder = $1";
    /// Adds a login.
    ADD_LOGIN = "INSERT INTO login (holder, kind, name, display, locale, activation, activation_until)
                  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (kind, name) DO NOTHING";
    /// Gives a holder another name to sign in with.
    RENAME_LOGIN = "UPDATE login SET name = $2 WHERE holder = $1 AND name <> $2";
    /// Sets the password; an activation code is used up by it.
    SET_PASSWORD = "UPDATE login SET password = $2, activation = NULL, activation_until = NULL WHERE holder = $1";
    /// Gives a new activation code and takes the old ways in away.
    RESET_LOGIN = "UPDATE login SET password = NULL, totp = NULL, totp_step = 0, activation = $2, activation_until = $3 WHERE holder = $1";
    /// Sets or takes away the authenticator's secret.
    SET_TOTP = "UPDATE login SET totp = $2, totp_step = $3 WHERE holder = $1";
    /// Notes the last step whose code was used; nothing happens when a later one was.
    USE_TOTP_STEP = "UPDATE login SET totp_step = $2 WHERE holder = $1 AND totp_step < $2";
    /// Sets the language.
    SET_LOCALE = "UPDATE login SET locale = $2 WHERE holder = $1";
    /// The same in the open sessions.
    SET_SESSION_LOCALE = "UPDATE session SET locale = $2 WHERE holder = $1";

    /// Adds an official.
    ADD_STAFF = "INSERT INTO staff (id, active, appointed_at) VALUES ($1, TRUE, $2)";
    /// Whether an official is active.
    STAFF_ACTIVE = "SELECT active FROM staff WHERE id = $1";
    /// Ends or resumes an official's appointment.
    SET_STAFF_ACTIVE = "UPDATE staff SET active = $2 WHERE id = $1";
    /// What an official is appointed to.
    GRANTS = "SELECT role, unit FROM staff_grant WHERE staff = $1 ORDER BY unit, role LIMIT $2";
    /// Takes an official's roles away.
    CLEAR_GRANTS = "DELETE FROM staff_grant WHERE staff = $1";
    /// Gives an official a role.
    ADD_GRANT = "INSERT INTO staff_grant (staff, role, unit) VALUES ($1, $2, $3) ON CONFLICT (staff, role, unit) DO NOTHING";
    /// Every role in a range of units.
    GRANTS_IN = "SELECT staff, role, unit FROM staff_grant WHERE unit >= $1 AND unit < $2 ORDER BY unit, staff, role LIMIT $3";
    /// Ends every role in a unit that is no more.
    END_GRANTS = "DELETE FROM staff_grant WHERE unit = $1";
    /// The units that answer for accounts, from an account on.
    ACCOUNT_UNITS = "SELECT id, unit FROM account WHERE id > $1 ORDER BY id LIMIT $2";
    /// Another unit answers for a range of accounts.
    MOVE_ACCOUNTS = "UPDATE account SET unit = $4 WHERE id > $1 AND id <= $2 AND unit = $3";
    /// The officials of a range of units, by id.
    STAFF_IN = "SELECT staff.id, login.name, login.display, staff.active, staff.appointed_at,
                       CASE WHEN login.password IS NULL THEN 0 ELSE 1 END, CASE WHEN login.totp IS NULL THEN 0 ELSE 1 END
                 FROM staff JOIN login ON login.holder = staff.id
                 WHERE staff.id > $3 AND staff.id IN (SELECT staff FROM staff_grant WHERE unit >= $1 AND unit < $2)
                 ORDER BY staff.id LIMIT $4";
    /// One official.
    STAFF = "SELECT staff.id, login.name, login.display, staff.active, staff.appointed_at,
                    CASE WHEN login.password IS NULL THEN 0 ELSE 1 END, CASE WHEN login.totp IS NULL THEN 0 ELSE 1 END
              FROM staff JOIN login ON login.holder = staff.id WHERE staff.id = $1";
    /// The name a holder is shown by.
    DISPLAY = "SELECT display FROM login WHERE holder = $1";

    /// A holder's passkeys, oldest first.
    PASSKEYS = "SELECT id, label, added_at, used_at FROM passkey WHERE holder = $1 ORDER BY id LIMIT $2";
    /// The credential ids of a holder, so that the same key is not enrolled twice.
    CREDENTIALS = "SELECT credential FROM passkey WHERE holder = $1 ORDER BY id LIMIT $2";
    /// A passkey by what the browser calls it.
    PASSKEY_BY_CREDENTIAL = "SELECT id, holder, public_key FROM passkey WHERE credential = $1";
    /// Adds a passkey.
    ADD_PASSKEY = "INSERT INTO passkey (id, holder, credential, public_key, label, added_at) VALUES ($1, $2, $3, $4, $5, $6)
                    ON CONFLICT (credential) DO NOTHING";
    /// Notes that a passkey was used, and its counter.
    USE_PASSKEY = "UPDATE passkey SET public_key = $2, used_at = $3 WHERE id = $1";
    /// Removes a holder's passkey.
    REMOVE_PASSKEY = "DELETE FROM passkey WHERE id = $1 AND holder = $2";
    /// Removes all passkeys of a holder.
    REMOVE_PASSKEYS = "DELETE FROM passkey WHERE holder = $1";

    /// Begins a step that waits for an answer.
    ADD_CEREMONY = "INSERT INTO ceremony (secret_hash, kind, holder, state, ends_at) VALUES ($1, $2, $3, $4, $5)";
    /// A step that waits.
    CEREMONY = "SELECT holder, state, ends_at FROM ceremony WHERE secret_hash = $1 AND kind = $2";
    /// Ends a step.
    END_CEREMONY = "DELETE FROM ceremony WHERE secret_hash = $1";
    /// Ends every step of a holder.
    END_CEREMONIES = "DELETE FROM ceremony WHERE holder = $1";

    /// The session behind a token: the look-up of every request.
    RESOLVE = "SELECT id, holder, kind, person, grants, assurance, level, locale, display, seen_at, stepped_up_at, ends_at
                FROM session WHERE token_hash = $1";
    /// Opens a session.
    ADD_SESSION = "INSERT INTO session (token_hash, id, holder, kind, person, grants, assurance, level, locale, display, agent, address,
                                        opened_at, seen_at, stepped_up_at, ends_at)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $13, $14)";
    /// Notes that a session is in use.
    TOUCH = "UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at < $2";
    /// Gives a session a new token after identity was proven again.
    ROTATE = "UPDATE session SET token_hash = $3, assurance = $4, stepped_up_at = $5 WHERE id = $1 AND holder = $2";
    /// A holder's sessions, newest first.
    SESSIONS = "SELECT id, assurance, agent, address, opened_at, seen_at, ends_at FROM session
                 WHERE holder = $1 AND ends_at > $2 ORDER BY id DESC LIMIT $3";
    /// Ends one session of a holder.
    END_SESSION = "DELETE FROM session WHERE id = $1 AND holder = $2";
    /// Ends all sessions of a holder but one.
    END_SESSIONS = "DELETE FROM session WHERE holder = $1 AND id <> $2 RETURNING id";
    /// Ends the oldest sessions of a holder beyond a number.
    END_OLDEST_SESSIONS = "DELETE FROM session WHERE holder = $1
                            AND id NOT IN (SELECT id FROM session WHERE holder = $1 ORDER BY id DESC LIMIT $2)";
    /// Writes new roles into an official's sessions.
    REFRESH_SESSIONS = "UPDATE session SET grants = $2 WHERE holder = $1";

    /// A system is let in.
    ADD_CLIENT = "INSERT INTO client (id, name, agency, unit, purposes, secret_hash, a_minute, a_day, made_at, made_by)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    /// One system.
    CLIENT = "SELECT id, name, agency, unit, purposes, a_minute, a_day, made_at, rotated_at, former_until, revoked_at
               FROM client WHERE id = $1";
    /// The system behind a key.
    CLIENT_BY_SECRET = "SELECT id, name, agency, unit, purposes, a_minute, a_day, made_at, rotated_at, former_until, revoked_at
               FROM client WHERE secret_hash = $1";
    /// The system behind a key that was replaced.
    CLIENT_BY_FORMER_SECRET = "SELECT id, name, agency, unit, purposes, a_minute, a_day, made_at, rotated_at, former_until, revoked_at
               FROM client WHERE former_hash = $1 ORDER BY id DESC LIMIT 1";
    /// The systems of a range of units, newest first.
    CLIENTS_IN = "SELECT id, name, agency, unit, purposes, a_minute, a_day, made_at, rotated_at, former_until, revoked_at
               FROM client WHERE unit >= $1 AND unit < $2 ORDER BY id DESC LIMIT $3";
    /// Another key; the present one becomes the former.
    ROTATE_CLIENT = "UPDATE client SET former_hash = secret_hash, secret_hash = $2, former_until = $3, rotated_at = $4
                      WHERE id = $1 AND revoked_at IS NULL";
    /// Shuts a system out.
    REVOKE_CLIENT = "UPDATE client SET revoked_at = $2, former_hash = NULL, former_until = NULL WHERE id = $1 AND revoked_at IS NULL";
    /// Whose system it is.
    AGENCY = "SELECT agency FROM client WHERE id = $1";
    /// What a system used up.
    CLIENT_USE = "SELECT minute, in_minute, day, in_day, total FROM client_use WHERE client = $1";
    /// Writes that down.
    SET_CLIENT_USE = "INSERT INTO client_use (client, minute, in_minute, day, in_day, total) VALUES ($1, $2, $3, $4, $5, $6)
                       ON CONFLICT (client) DO UPDATE SET minute = $2, in_minute = $3, day = $4, in_day = $5, total = $6";

    /// How often somebody failed of late.
    ATTEMPT = "SELECT failures, ends_at FROM attempt WHERE subject = $1";
    /// Writes that down.
    SET_ATTEMPT = "INSERT INTO attempt (subject, failures, ends_at) VALUES ($1, $2, $3)
                    ON CONFLICT (subject) DO UPDATE SET failures = $2, ends_at = $3";
    /// Forgets it.
    CLEAR_ATTEMPT = "DELETE FROM attempt WHERE subject = $1";

    /// Removes sessions that are over.
    SWEEP_SESSIONS = "DELETE FROM session WHERE ends_at <= $1";
    /// Removes steps nobody answered.
    SWEEP_CEREMONIES = "DELETE FROM ceremony WHERE ends_at <= $1";
    /// Forgets failures that are long past.
    SWEEP_ATTEMPTS = "DELETE FROM attempt WHERE ends_at <= $1";
}
