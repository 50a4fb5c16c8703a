//! TLS to the database, as libpq's `sslmode` and `sslrootcert` ask for it.
//!
//! `prefer` and `require` encrypt without asking who the server is: hosted databases sign their
//! certificates themselves. `verify-ca` and `verify-full` ask, against `sslrootcert` or the usual roots.

use std::fmt;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme,
};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Who has to be at the other end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Proof {
    /// Anybody.
    #[default]
    None,
    /// Somebody whose certificate a root has signed.
    Signed,
    /// The host of the connection string.
    Host,
}

/// What a connection string says about TLS.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tls {
    proof: Proof,
    roots: Option<String>,
}

impl Tls {
    /// Takes `sslmode` and `sslrootcert`, which the Postgres client does not know in full.
    pub fn new(mode: Option<&str>, roots: Option<&str>) -> Option<(Self, SslMode)> {
        let (mut proof, mode) = match mode.unwrap_or("prefer") {
            "disable" => (Proof::None, SslMode::Disable),
            "allow" | "prefer" => (Proof::None, SslMode::Prefer),
            "require" => (Proof::None, SslMode::Require),
            "verify-ca" => (Proof::Signed, SslMode::Require),
            "verify-full" => (Proof::Host, SslMode::Require),
            _ => return None,
        };
        // As libpq: whoever names roots with require wants them used.
        if mode == SslMode::Require && proof == Proof::None && roots.is_some() {
            proof = Proof::Signed;
        }
        let roots = roots.filter(|roots| *roots != "system").map(str::to_owned);
        Some((Self { proof, roots }, mode))
    }

    /// A connector; an error says what is wrong with the roots.
    pub fn connector(&self) -> Result<MakeRustlsConnect, String> {
        let provider = Arc::new(ring::default_provider());
        let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?;
        let verifier: Arc<dyn ServerCertVerifier> = match self.proof {
            Proof::None => Arc::new(Anybody(provider)),
            Proof::Signed => Arc::new(AnyHost(self.verifier(provider)?)),
            Proof::Host => self.verifier(provider)?,
        };
        let config = config.dangerous().with_custom_certificate_verifier(verifier);
        Ok(MakeRustlsConnect::new(config.with_no_client_auth()))
    }

    fn verifier(&self, provider: Arc<CryptoProvider>) -> Result<Arc<WebPkiServerVerifier>, String> {
        let mut roots = RootCertStore::empty();
        match &self.roots {
            Some(file) => {
                let bad = |error: &dyn fmt::Display| format!("sslrootcert {file}: {error}");
                let read = CertificateDer::pem_file_iter(file).map_err(|error| bad(&error))?;
                for certificate in read {
                    let certificate = certificate.map_err(|error| bad(&error))?;
                    roots.add(certificate).map_err(|error| bad(&error))?;
                }
            }
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider)
            .build()
            .map_err(|error| error.to_string())
    }
}

/// Takes any certificate; the handshake still proves that the other end has its key.
#[derive(Debug)]
struct Anybody(Arc<CryptoProvider>);

/// Takes a signed certificate whatever host it names.
#[derive(Debug)]
struct AnyHost(Arc<WebPkiServerVerifier>);

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

impl ServerCertVerifier for AnyHost {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        match self.0.verify_server_cert(end_entity, intermediates, host, ocsp, now) {
            Err(Error::InvalidCertificate(
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
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls12_signature(message, certificate, signed)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.0.verify_tls13_signature(message, certificate, signed)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_verify_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_are_those_of_libpq() {
        let of = |mode, roots| Tls::new(mode, roots).map(|(tls, mode)| (tls.proof, mode));
        assert_eq!(of(None, None), Some((Proof::None, SslMode::Prefer)));
        assert_eq!(of(Some("disable"), None), Some((Proof::None, SslMode::Disable)));
        assert_eq!(of(Some("require"), None), Some((Proof::None, SslMode::Require)));
        assert_eq!(of(Some("require"), Some("ca.pem")), Some((Proof::Signed, SslMode::Require)));
        assert_eq!(of(Some("verify-ca"), None), Some((Proof::Signed, SslMode::Require)));
        assert_eq!(of(Some("verify-full"), None), Some((Proof::Host, SslMode::Require)));
        assert_eq!(of(Some("always"), None), None);
    }

    #[test]
    fn roots_that_cannot_be_read_are_named() {
        let tls = Tls { proof: Proof::Host, roots: Some("no/such.pem".to_owned()) };
        let error = tls.connector().err().unwrap_or_default();
        assert!(error.starts_with("sslrootcert no/such.pem: "), "{error}");
    }
}
