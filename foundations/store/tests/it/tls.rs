//! Encrypted connections to PostgreSQL. The tests' server has a certificate in the name of localhost.

use store::testing::{TestDatabase, certificate_authority};
use store::{Config, Error, Store, params};

store::statements! {
    /// Whether this connection is encrypted.
    ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
}

/// Opens a database under another host name and with options; says whether the connection is encrypted.
fn opened(host: &str, options: &str) -> Result<bool, Error> {
    let database = TestDatabase::postgres();
    let Config::Postgres(url) = &database.config else { panic!("made as PostgreSQL") };
    let store = Store::open(&Config::postgres(format!("{}?{options}", url.replace("127.0.0.1", host))))?;
    let encrypted = store.read_blocking(|tx| tx.one::<(bool,)>(&ENCRYPTED, params![]));
    store.close();
    encrypted.map(|row| row.0)
}

fn ours() -> String {
    format!("sslrootcert={}", certificate_authority().display())
}

#[test]
fn connections_are_in_the_clear_unless_asked() {
    assert!(!opened("127.0.0.1", "").expect("opens"));
    assert!(!opened("127.0.0.1", "sslmode=disable").expect("opens"));
}

#[test]
fn require_encrypts_whoever_answers() {
    assert!(opened("127.0.0.1", "sslmode=require").expect("opens"));
}

#[test]
fn the_authority_must_be_known() {
    assert!(opened("127.0.0.1", &format!("sslmode=verify-ca&{}", ours())).expect("opens"));
    assert!(opened("127.0.0.1", &format!("sslmode=require&{}", ours())).expect("opens"));
    for options in ["sslmode=verify-ca", "sslmode=verify-full"] {
        let refused = opened("localhost", options).expect_err("the system does not know the authority").to_string();
        assert!(refused.contains("UnknownIssuer"), "{options}: {refused}");
    }
}

#[test]
fn the_name_must_be_the_one_that_was_connected_to() {
    let full = format!("sslmode=verify-full&{}", ours());
    assert!(opened("localhost", &full).expect("opens"));
    let refused = opened("127.0.0.1", &full).expect_err("the certificate names localhost only").to_string();
    assert!(refused.contains("not valid for name"), "{refused}");
}
