//! Certificates: handshakes with a server on this machine that wants one of its clients.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{
    ClientBuilder, Error, ErrorKind, Operation, RequestBuilder, SecurityScheme, reqwest,
};
use common::block_on;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use std::error::Error as _;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, Sleep, sleep};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion, crypto};

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::mutual_tls("certificate")];

static READ: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("read", "GET", "/read")
};

type Issuer = CertifiedIssuer<'static, KeyPair>;

fn issuer(name: &str) -> Issuer {
    let mut params = CertificateParams::new([]).unwrap();
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate for this machine, and its key.
fn issued(by: &Issuer) -> (rcgen::Certificate, KeyPair) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    assert!(!params.subject_alt_names.is_empty());
    (params.signed_by(&key, by).unwrap(), key)
}

struct Server {
    base: String,
    connections: Arc<AtomicUsize>,
}

/// A server whose certificate is of this issuer, and that wants one of it from its clients.
async fn serve(issuer: &Issuer, version: &'static SupportedProtocolVersion) -> Server {
    let mut trusted = RootCertStore::empty();
    trusted.add(issuer.der().clone()).unwrap();
    let provider = Arc::new(crypto::ring::default_provider());
    let clients =
        WebPkiClientVerifier::builder_with_provider(Arc::new(trusted), provider.clone()).build();
    let (certificate, key) = issued(issuer);
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[version])
        .unwrap()
        .with_client_cert_verifier(clients.unwrap())
        .with_single_cert(vec![certificate.der().clone()], key);
    let acceptor = TlsAcceptor::from(Arc::new(config.unwrap()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    assert_eq!(address.ip(), IpAddr::from([127, 0, 0, 1]));
    let connections = Arc::new(AtomicUsize::new(0));
    let count = connections.clone();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            count.fetch_add(1, Ordering::Relaxed);
            tokio::spawn(answer(acceptor.clone(), Distant::new(socket)));
        }
    });
    Server {
        base: format!("https://{address}"),
        connections,
    }
}

async fn answer(acceptor: TlsAcceptor, socket: Distant) {
    let mut buffer = [0; 4096];
    match acceptor.accept(socket).into_fallible().await {
        Ok(mut stream) => {
            let _ = stream.read(&mut buffer).await;
            let text = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
            let _ = stream.write_all(text).await;
            let _ = stream.shutdown().await;
        }
        // A socket that closes with something unread takes its last words back.
        Err((_, mut socket)) => while socket.read(&mut buffer).await.is_ok_and(|read| read > 0) {},
    }
}

/// A socket that hears late, as over any network. TLS 1.3 refuses a certificate when the client is done with the
/// handshake; heard at once, as only on one machine, that comes before the HTTP client uses the connection, and it
/// then says no more than that this was closed.
struct Distant {
    socket: TcpStream,
    heard: Pin<Box<Sleep>>,
}

const DISTANCE: Duration = Duration::from_millis(50);

impl Distant {
    fn new(socket: TcpStream) -> Self {
        let heard = Box::pin(sleep(DISTANCE));
        Self { socket, heard }
    }
}

impl AsyncRead for Distant {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.heard.as_mut().poll(context));
        let read = ready!(Pin::new(&mut self.socket).poll_read(context, buffer));
        self.heard.as_mut().reset(Instant::now() + DISTANCE);
        Poll::Ready(read)
    }
}

impl AsyncWrite for Distant {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.socket).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(context)
    }
}

fn trusting(issuer: &Issuer) -> reqwest::ClientBuilder {
    let issuer = reqwest::Certificate::from_der(issuer.der()).unwrap();
    reqwest::Client::builder().tls_certs_only([issuer])
}

/// The PEM of a client's certificate and key.
fn identity(issuer: &Issuer) -> String {
    let (certificate, key) = issued(issuer);
    certificate.pem() + &key.serialize_pem()
}

async fn call(server: &Server, http: reqwest::ClientBuilder) -> Result<String, Error> {
    let client = ClientBuilder::new(&server.base, SCHEMES).http(http);
    let client = client.build::<i64>()?;
    let mut request = RequestBuilder::new(&READ);
    request.path_literal("/read");
    let request = request.finish();
    client.send_text(&READ, request).into_value().await
}

#[test]
fn a_client_with_a_certificate_is_let_in() {
    block_on(async {
        let issuer = issuer("one");
        for version in [&TLS13, &TLS12] {
            let server = serve(&issuer, version).await;
            let identity = reqwest::Identity::from_pem(identity(&issuer).as_bytes()).unwrap();
            let http = trusting(&issuer).identity(identity);
            assert_eq!(call(&server, http).await.unwrap(), "hello");
        }
    });
}

#[test]
fn a_client_without_one_is_told_what_it_lacks() {
    block_on(async {
        let issuer = issuer("one");
        for version in [&TLS13, &TLS12] {
            let server = serve(&issuer, version).await;
            let error = call(&server, trusting(&issuer)).await.unwrap_err();
            let text = error.to_string();
            let expected = "the server wants a certificate of the client (mutual TLS) and got none";
            assert!(text.contains(expected), "{text}");
            assert!(text.contains(&server.base), "{text}");
            assert_refused(&error, &server);
        }
    });
}

#[test]
fn a_certificate_of_somebody_else_is_refused_without_showing_its_key() {
    block_on(async {
        let (one, other) = (issuer("one"), issuer("other"));
        let server = serve(&one, &TLS13).await;
        let pem = identity(&other);
        let stranger = reqwest::Identity::from_pem(pem.as_bytes()).unwrap();
        let http = trusting(&one).identity(stranger);
        let error = call(&server, http).await.unwrap_err();
        let expected = "the server does not accept the client's certificate: ";
        assert!(error.to_string().contains(expected), "{error}");
        assert_refused(&error, &server);
        let shown = format!("{error} {error:?} {:?}", error.source());
        for line in pem.lines().filter(|line| !line.starts_with('-')) {
            assert!(!shown.contains(line), "{shown}");
        }
    });
}

#[test]
fn a_server_that_nobody_vouches_for_is_not_talked_to() {
    block_on(async {
        let (one, other) = (issuer("one"), issuer("other"));
        let server = serve(&one, &TLS13).await;
        let error = call(&server, trusting(&other)).await.unwrap_err();
        let expected = "the server's certificate is not trusted: its issuer is not trusted";
        assert!(error.to_string().contains(expected), "{error}");
        assert_refused(&error, &server);
    });
}

/// Nothing that comes with another attempt.
fn assert_refused(error: &Error, server: &Server) {
    assert_eq!(error.kind(), ErrorKind::Certificate, "{error:?}");
    assert!(!error.is_retryable());
    assert_eq!(server.connections.load(Ordering::Relaxed), 1);
    assert_eq!(error.attempts(), 1);
}
