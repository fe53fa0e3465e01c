//! The encrypted side of the mail server for tests. Its certificate is for `localhost`, made by an
//! authority that nobody but the tests trusts; the keys in `tls/` open nothing.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// The authority's certificate.
pub fn authority() -> PathBuf {
    folder().join("authority.pem")
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/tls")
}

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_file(folder().join("sink.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(folder().join("sink.key")).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("they fit");
    TlsAcceptor::from(Arc::new(config))
}

/// Encrypted from the first byte. Nothing when the client does not trust us.
pub async fn accept(stream: TcpStream) -> Option<TlsStream<TcpStream>> {
    acceptor().accept(stream).await.ok()
}

/// Greets, and takes nothing but STARTTLS before it is encrypted (RFC 3207).
pub async fn upgrade(mut stream: TcpStream, greeting: &[u8]) -> Option<TlsStream<TcpStream>> {
    stream.write_all(greeting).await.ok()?;
    loop {
        let line = read_line(&mut stream).await?;
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "EHLO" => b"250-sink.test\r\n250 STARTTLS\r\n",
            "STAR" => {
                stream.write_all(b"220 2.0.0 go on\r\n").await.ok()?;
                return accept(stream).await;
            }
            "QUIT" => return None,
            _ => b"530 5.7.0 STARTTLS first\r\n",
        };
        stream.write_all(answer).await.ok()?;
    }
}

/// Byte by byte, so that nothing of what follows is swallowed.
async fn read_line(stream: &mut TcpStream) -> Option<String> {
    let mut line = Vec::new();
    while !line.ends_with(b"\r\n") {
        line.push(stream.read_u8().await.ok()?);
    }
    String::from_utf8(line).ok()
}
