//! A mail server that keeps what it is sent, and can be told to refuse or to hang up.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use birqadam_core::ssr::mail::Mailer;
use birqadam_server::adapters::SmtpMailer;
use birqadam_server::config::Smtp;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::smtp_tls;

/// How it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Accept,
    /// Answers the receiver's address with this code.
    Refuse(u16),
    /// Takes a mail over and hangs up before saying so.
    HangUpAfterMail,
    /// Hangs up at once.
    HangUp,
}

/// How it is talked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    Plain,
    /// Encrypted from the first byte, as `smtps://`.
    Wrapped,
    /// Encrypted after STARTTLS, and nothing before.
    StartTls,
}

/// A mail as it came in.
#[derive(Clone, Debug)]
pub struct Received {
    pub to: String,
    /// Headers and body, as sent.
    pub data: String,
}

impl Received {
    /// A header's value, unfolded but not decoded.
    pub fn header(&self, name: &str) -> Option<String> {
        let (headers, _) = self.data.split_once("\r\n\r\n")?;
        let unfolded = headers.replace("\r\n ", " ").replace("\r\n\t", " ");
        let prefix = format!("{}:", name.to_lowercase());
        let line = unfolded.split("\r\n").find(|line| line.to_lowercase().starts_with(&prefix))?;
        Some(line[prefix.len()..].trim().to_owned())
    }

    /// The address that one click posts to.
    pub fn unsubscribe(&self) -> Option<String> {
        let header = self.header("List-Unsubscribe")?;
        Some(header.strip_prefix('<')?.strip_suffix('>')?.to_owned())
    }
}

/// A running mail server; stopped when dropped.
pub struct Sink {
    pub address: SocketAddr,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<Received>>>,
    task: JoinHandle<()>,
}

impl Sink {
    pub async fn start() -> Sink {
        Sink::on("127.0.0.1:0".parse().expect("an address")).await
    }

    pub async fn secured(security: Security) -> Sink {
        Sink::serve("127.0.0.1:0".parse().expect("an address"), security).await
    }

    /// On this address, which must be free.
    pub async fn on(address: SocketAddr) -> Sink {
        Sink::serve(address, Security::Plain).await
    }

    async fn serve(address: SocketAddr, security: Security) -> Sink {
        let listener = TcpListener::bind(address).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (mood, mails) = (Arc::new(Mutex::new(Mood::Accept)), Arc::default());
        let (moods, all) = (Arc::clone(&mood), Arc::clone(&mails));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, security, Arc::clone(&moods), Arc::clone(&all)));
            }
        });
        Sink { address, mood, mails, task }
    }

    pub fn set(&self, mood: Mood) {
        *self.mood.lock().expect("the mood") = mood;
    }

    pub fn mails(&self) -> Vec<Received> {
        self.mails.lock().expect("the mails").clone()
    }

    pub fn mailer(&self) -> Arc<dyn Mailer> {
        mailer(self.address)
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Our own mail adapter, talking to this address.
pub fn mailer(address: SocketAddr) -> Arc<dyn Mailer> {
    mailer_at(&format!("smtp://{address}"), None)
}

/// The same by an address of its own, trusting an authority.
pub fn mailer_at(url: &str, authority: Option<PathBuf>) -> Arc<dyn Mailer> {
    let settings = Smtp { url: url.into(), from: "BirQadam <noreply@birqadam.test>".into(), authority };
    Arc::new(SmtpMailer::new(&settings).expect("settings that can be read"))
}

const GREETING: &[u8] = b"220 sink.test ESMTP\r\n";

async fn answer(mut stream: TcpStream, security: Security, mood: Arc<Mutex<Mood>>, mails: Arc<Mutex<Vec<Received>>>) {
    if *mood.lock().expect("the mood") == Mood::HangUp {
        return;
    }
    match security {
        Security::Plain => {
            if stream.write_all(GREETING).await.is_ok() {
                converse(stream, mood, mails).await;
            }
        }
        Security::Wrapped => {
            let Some(mut stream) = smtp_tls::accept(stream).await else { return };
            if stream.write_all(GREETING).await.is_ok() {
                converse(stream, mood, mails).await;
            }
        }
        Security::StartTls => {
            let Some(stream) = smtp_tls::upgrade(stream, GREETING).await else { return };
            converse(stream, mood, mails).await;
        }
    }
}

/// The part of RFC 5321 that a mail needs, after the greeting.
async fn converse(
    stream: impl AsyncRead + AsyncWrite + Send,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<Received>>>,
) {
    let now = || *mood.lock().expect("the mood");
    let (reader, mut writer) = tokio::io::split(stream);
    let mut lines = BufReader::new(reader);
    let mut to = String::new();
    let mut line = String::new();
    loop {
        line.clear();
        if !matches!(lines.read_line(&mut line).await, Ok(1..)) {
            return;
        }
        let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
        let answer = match (verb.as_str(), now()) {
            (_, Mood::HangUp) => return,
            ("EHLO" | "HELO", _) => "250-sink.test\r\n250-8BITMIME\r\n250 SMTPUTF8".to_owned(),
            ("RCPT", Mood::Refuse(code)) => format!("{code} 0.0.0 no"),
            ("RCPT", _) => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                "250 2.1.5 ok".to_owned()
            }
            ("DATA", _) => {
                if writer.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                let Some(data) = read_data(&mut lines).await else { return };
                mails.lock().expect("the mails").push(Received { to: to.clone(), data });
                if now() == Mood::HangUpAfterMail {
                    return;
                }
                "250 2.0.0 taken".to_owned()
            }
            ("QUIT", _) => {
                let _ = writer.write_all(b"221 2.0.0 bye\r\n").await;
                return;
            }
            _ => "250 2.0.0 ok".to_owned(),
        };
        if writer.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
    }
}

async fn read_data(lines: &mut (impl AsyncBufReadExt + Unpin)) -> Option<String> {
    let mut data = String::new();
    loop {
        let start = data.len();
        if lines.read_line(&mut data).await.ok()? == 0 {
            return None;
        }
        if &data[start..] == ".\r\n" {
            data.truncate(start);
            return Some(data);
        }
        if data[start..].starts_with("..") {
            data.remove(start);
        }
    }
}
