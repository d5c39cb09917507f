//! Where mail goes: to an SMTP server, or into a folder for demonstrations and tests.

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, Message, SmtpTransport, Transport as _};
use std::path::PathBuf;
use std::time::Duration;

/// A server that does not answer is given up after this long, and the job comes back.
const SMTP_TIMEOUT_SECONDS: u64 = 30;

/// A mail, ready to be sent.
pub struct Mail {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// A name that is the same for each attempt at this mail.
    pub reference: String,
}

/// Why a mail was not sent. The texts hold no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailFailure {
    /// It may work later.
    #[error("{0}")]
    Later(String),
    /// It will never work: the address does not exist, the server refuses for good.
    #[error("{0}")]
    Never(String),
}

/// Takes mail.
pub trait MailSink: Send + Sync {
    /// Sends one mail.
    ///
    /// # Errors
    /// [`MailFailure`], which says whether to try again.
    fn send(&self, mail: &Mail) -> Result<(), MailFailure>;
}

/// The SMTP server and the sender.
#[derive(Clone)]
pub struct SmtpConfig {
    /// The server's name.
    pub host: String,
    /// Its port: 587 for STARTTLS, 465 for TLS from the start.
    pub port: u16,
    /// Whether the connection is encrypted from the start; otherwise STARTTLS is required.
    pub tls_from_start: bool,
    /// A server on the same machine may be spoken to without encryption.
    pub plain: bool,
    /// Name and password, where the server asks for them.
    pub credentials: Option<(String, String)>,
    /// The sender, such as `OneDoor <no-reply@example.vn>`.
    pub from: String,
}

/// Sends through an SMTP server.
pub struct SmtpSink {
    transport: SmtpTransport,
    from: Mailbox,
}

impl SmtpSink {
    /// A sink for a server. Nothing is sent yet.
    ///
    /// # Errors
    /// A sender that is no address, or a server name that cannot be.
    pub fn new(config: SmtpConfig) -> Result<Self, String> {
        let from = config.from.parse::<Mailbox>().map_err(|error| format!("the sender is no mail address: {error}"))?;
        let builder = match (config.plain, config.tls_from_start) {
            (true, _) => Ok(SmtpTransport::builder_dangerous(&config.host)),
            (false, true) => SmtpTransport::relay(&config.host),
            (false, false) => SmtpTransport::starttls_relay(&config.host),
        };
        let builder = builder.map_err(|error| format!("the mail server cannot be used: {error}"))?;
        let mut builder = builder.port(config.port).timeout(Some(Duration::from_secs(SMTP_TIMEOUT_SECONDS)));
        if let Some((name, password)) = config.credentials {
            builder = builder.credentials(Credentials::new(name, password));
        }
        Ok(Self { transport: builder.build(), from })
    }
}

impl MailSink for SmtpSink {
    fn send(&self, mail: &Mail) -> Result<(), MailFailure> {
        let message = format(mail, &self.from)?;
        match self.transport.send(&message) {
            Ok(_) => Ok(()),
            // The server's own words may quote the address, so only its verdict is kept.
            Err(error) if error.is_permanent() => Err(MailFailure::Never(verdict("refuses for good", &error))),
            Err(error) => Err(MailFailure::Later(verdict("does not accept now", &error))),
        }
    }
}

fn verdict(what: &str, error: &lettre::transport::smtp::Error) -> String {
    error.status().map_or_else(|| format!("the mail server {what}"), |code| format!("the mail server {what} (code {code})"))
}

/// Writes each mail as a file that mail programs open.
pub struct FileSink {
    folder: PathBuf,
    from: Mailbox,
}

impl FileSink {
    /// A sink that writes into `folder`, which is made when the first mail comes.
    ///
    /// # Errors
    /// A sender that is no address.
    pub fn new(folder: impl Into<PathBuf>, from: &str) -> Result<Self, String> {
        let from = from.parse::<Mailbox>().map_err(|error| format!("the sender is no mail address: {error}"))?;
        Ok(Self { folder: folder.into(), from })
    }
}

impl MailSink for FileSink {
    fn send(&self, mail: &Mail) -> Result<(), MailFailure> {
        let message = format(mail, &self.from)?;
        let path = self.folder.join(format!("{}.eml", mail.reference));
        let written = std::fs::create_dir_all(&self.folder).and_then(|()| std::fs::write(path, message.formatted()));
        written.map_err(|error| MailFailure::Later(format!("the folder for mail cannot be written: {error}")))
    }
}

fn format(mail: &Mail, from: &Mailbox) -> Result<Message, MailFailure> {
    let to: Address = mail.to.parse().map_err(|_| MailFailure::Never("the receiver is no mail address".to_owned()))?;
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .header(ContentType::TEXT_PLAIN)
        .body(mail.text.clone())
        .map_err(|_| MailFailure::Never("the mail cannot be formatted".to_owned()))
}
