//! Encrypted connections to PostgreSQL, as its own clients understand `sslmode`.
//!
//! | `sslmode`               | encrypted | who answers is proven by                                    |
//! |-------------------------|-----------|-------------------------------------------------------------|
//! | `disable`, none, `prefer` | no      | nothing                                                     |
//! | `require`               | yes       | nothing, unless `sslrootcert` is given: then as `verify-ca` |
//! | `verify-ca`             | yes       | a certificate of the given or the system's authorities      |
//! | `verify-full`           | yes       | such a certificate in the name that is connected to         |
//!
//! `sslrootcert` is a file of certificates in PEM; without one, and with `sslrootcert=system`, the system's count.

use crate::Error;
use postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect, TlsStream};
use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs, verify_tls12_signature, verify_tls13_signature};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore, SignatureScheme,
};
use tokio_rustls::{TlsConnector, client};

/// Where Linux distributions keep the certificates of the authorities they trust.
const SYSTEM_BUNDLES: [&str; 4] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem", "/etc/ssl/ca-bundle.pem"];

/// How the server must prove who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    Nothing,
    Authority,
    Name,
}

/// An address of a database without what the driver does not understand, and how to encrypt.
pub(crate) struct Encrypted {
    /// The address for the driver.
    pub(crate) url: String,
    /// How connections are encrypted; `None` for connections in the clear.
    pub(crate) tls: Option<Tls>,
}

/// Reads `sslmode` and `sslrootcert` out of an address.
pub(crate) fn read(url: &str) -> Result<Encrypted, Error> {
    let (base, query) = url.split_once('?').unwrap_or((url, ""));
    let (mut mode, mut roots, mut kept) = (None, None, Vec::new());
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value),
            Some(("sslrootcert", value)) => roots = Some(decoded(value)),
            _ => kept.push(pair.to_owned()),
        }
    }
    let authorities = roots.as_deref().filter(|file| *file != "system");
    let proof = match mode {
        None | Some("disable" | "prefer") => None,
        Some("require") => Some(if authorities.is_some() { Proof::Authority } else { Proof::Nothing }),
        Some("verify-ca") => Some(Proof::Authority),
        Some("verify-full") => Some(Proof::Name),
        Some(other) => {
            return Err(Error::Encryption(format!(
                "sslmode `{other}` is not known: write disable, require, verify-ca or verify-full"
            )));
        }
    };
    kept.push(format!("sslmode={}", if proof.is_some() { "require" } else { "disable" }));
    let tls = proof.map(|proof| Tls::new(proof, authorities)).transpose()?;
    Ok(Encrypted { url: format!("{base}?{}", kept.join("&")), tls })
}

/// The percent signs of an address taken back.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex =
            after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok()).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match hex.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Makes encrypted connections.
#[derive(Clone)]
pub(crate) struct Tls {
    config: Arc<ClientConfig>,
}

impl Tls {
    fn new(proof: Proof, authorities: Option<&str>) -> Result<Self, Error> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let failed = |error: &dyn std::fmt::Display| Error::Encryption(error.to_string());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| failed(&error))?;
        let verifier: Arc<dyn ServerCertVerifier> = if proof == Proof::Nothing {
            Arc::new(Anybody { provider })
        } else {
            let roots = Arc::new(root_certificates(authorities)?);
            let inner = WebPkiServerVerifier::builder_with_provider(roots, provider).build().map_err(|error| failed(&error))?;
            if proof == Proof::Name { inner } else { Arc::new(AnyName { inner }) }
        };
        let config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
        Ok(Self { config: Arc::new(config) })
    }
}

/// The authorities of a file, or the system's.
fn root_certificates(file: Option<&str>) -> Result<RootCertStore, Error> {
    let file = match file {
        Some(file) => file,
        None => SYSTEM_BUNDLES.into_iter().find(|file| Path::new(file).exists()).ok_or_else(|| {
            Error::Encryption("the system has no list of certificate authorities; name a file as sslrootcert".to_owned())
        })?,
    };
    let unreadable =
        |error: &dyn std::fmt::Display| Error::Encryption(format!("{file} holds no certificates that can be read: {error}"));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|error| unreadable(&error))? {
        // One unusual certificate in the system's list must not keep the others from being used.
        roots.add_parsable_certificates([certificate.map_err(|error| unreadable(&error))?]);
    }
    if roots.is_empty() { Err(unreadable(&"none was found")) } else { Ok(roots) }
}

impl<S> MakeTlsConnect<S> for Tls
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Stream<S>;
    type TlsConnect = Connect;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> Result<Connect, io::Error> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        Ok(Connect { connector: TlsConnector::from(Arc::clone(&self.config)), name })
    }
}

/// One handshake.
pub(crate) struct Connect {
    connector: TlsConnector,
    name: ServerName<'static>,
}

impl<S> TlsConnect<S> for Connect
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Stream<S>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Stream<S>, io::Error>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        Box::pin(async move { self.connector.connect(self.name, stream).await.map(|stream| Stream(Box::new(stream))) })
    }
}

/// An encrypted connection.
pub(crate) struct Stream<S>(Box<client::TlsStream<S>>);

impl<S: AsyncRead + AsyncWrite + Unpin> TlsStream for Stream<S> {
    /// Passwords are not bound to the channel: SCRAM without it, as with a server that offers no binding.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Stream<S> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, into)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Stream<S> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

/// Takes any certificate, as `sslmode=require` says: what is sent is hidden from those who only listen.
#[derive(Debug)]
struct Anybody {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Takes any name on a certificate of a known authority, as `sslmode=verify-ca` says.
#[derive(Debug)]
struct AnyName {
    inner: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for AnyName {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        // The chain is checked before the name, so this failure says that the chain holds.
        match self.inner.verify_server_cert(certificate, between, name, ocsp, now) {
            Err(TlsError::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.inner.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        self.inner.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn driver(url: &str) -> String {
        read(url).unwrap_or_else(|error| panic!("{error}")).url
    }

    #[test]
    fn the_driver_gets_what_it_understands() {
        assert_eq!(driver("postgres://a@b/c"), "postgres://a@b/c?sslmode=disable");
        assert_eq!(
            driver("postgres://a@b/c?sslmode=prefer&connect_timeout=3"),
            "postgres://a@b/c?connect_timeout=3&sslmode=disable"
        );
        assert_eq!(driver("postgres://a@b/c?sslmode=require"), "postgres://a@b/c?sslmode=require");
        assert!(read("postgres://a@b/c?sslmode=require").is_ok_and(|read| read.tls.is_some()));
    }

    #[test]
    fn what_cannot_be_kept_is_refused() {
        for wrong in ["sslmode=allow", "sslmode=", "sslmode=verify-full&sslrootcert=/does/not/exist"] {
            assert!(matches!(read(&format!("postgres://a@b/c?{wrong}")), Err(Error::Encryption(_))), "{wrong}");
        }
        assert_eq!(decoded("%2Fetc%2Fca%20x.pem%"), "/etc/ca x.pem%");
    }
}
