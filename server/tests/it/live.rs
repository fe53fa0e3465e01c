//! Open sockets hear of news within a second, whichever process holds them, and end when what
//! their person may do does.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use birqadam_server::http::HttpOptions;
use futures::StreamExt;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::support::{Client, TestApp};

/// A process of its own, listening.
struct Process {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Process {
    async fn start(router: Router) -> Process {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        Process { address, task }
    }

    /// Opens a socket as this caller; the status when it is refused.
    async fn open(&self, who: &Client, query: &str, origin: Option<&str>) -> Result<Socket, u16> {
        let mut request = format!("ws://{}/ws{query}", self.address).into_client_request().expect("a request");
        let mut header = |name: &'static str, value: String| {
            request.headers_mut().insert(name, value.parse().expect("a header"));
        };
        if let Some(token) = &who.token {
            header("authorization", format!("Bearer {token}"));
        }
        if let Some(session) = &who.session {
            header("cookie", format!("bq_session={session}"));
        }
        if let Some(origin) = origin {
            header("origin", origin.to_owned());
        }
        match connect_async(request).await {
            Ok((stream, _)) => Ok(Socket(stream)),
            Err(Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    /// The next message, which must come within seconds, or the code with which it closes.
    async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let message = tokio::time::timeout(Duration::from_secs(5), self.0.next()).await.expect("within seconds");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(serde_json::from_str(&text).expect("JSON")),
                Some(Ok(Message::Close(frame))) => return Err(frame.map_or(0, |frame| frame.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(0),
            }
        }
    }

    /// The next message of this type; others, as greetings after a catch-up, are read past.
    async fn expect(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await.expect("a message");
            if message["type"] == kind {
                return message;
            }
        }
    }
}

fn options() -> HttpOptions {
    HttpOptions { api_per_minute: None, visitor_cache: false, ..HttpOptions::default() }
}

const OURS: Option<&str> = Some("http://birqadam.test");

#[tokio::test]
async fn news_reach_every_device_through_every_process() {
    let app = TestApp::start().await;
    let (one, two) = (Process::start(app.replica(options())).await, Process::start(app.replica(options())).await);
    let (person, other) = (app.volunteer().await, app.volunteer().await);
    let browser = app.browser(&person).await;
    let mut laptop = one.open(&browser, "", OURS).await.expect("a socket");
    let mut phone = two.open(&person, "", None).await.expect("a socket");
    let mut stranger = two.open(&other, "", None).await.expect("a socket");
    for socket in [&mut laptop, &mut phone, &mut stranger] {
        assert_eq!(socket.expect("hello").await["unread"], 0);
    }
    app.tell(&person, "Plant trees").await;
    app.run_jobs().await;
    let mut ids = Vec::new();
    for socket in [&mut laptop, &mut phone] {
        let news = socket.expect("notification").await;
        assert_eq!(news["unread"], 1);
        ids.push(news["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    // Read on one device, the number falls on the other.
    person.post(&format!("/api/notifications/{}/read", ids[0]), json!({})).await.expect(204);
    assert_eq!(laptop.expect("unread").await["unread"], 0);
    // The stranger heard only what is theirs.
    app.tell(&other, "Paint benches").await;
    app.run_jobs().await;
    let news = stranger.expect("notification").await;
    assert_ne!(news["id"], ids[0]);
}

#[tokio::test]
async fn after_a_gap_what_was_missed_is_told() {
    let app = TestApp::start().await;
    let process = Process::start(app.replica(options())).await;
    let person = app.volunteer().await;
    for task in ["One", "Two", "Three"] {
        app.tell(&person, task).await;
        app.run_jobs().await;
    }
    let first = app.count("select min(id) from messaging.notifications").await;
    let mut socket = process.open(&person, &format!("?since={first}"), None).await.expect("a socket");
    let missed = [socket.next().await.expect("one"), socket.next().await.expect("another")];
    assert_eq!(missed.map(|news| news["id"].as_i64()), [Some(first + 1), Some(first + 2)]);
    let hello = socket.expect("hello").await;
    assert_eq!((hello["unread"].as_i64(), hello["last"].as_i64()), (Some(3), Some(first + 2)));
}

#[tokio::test]
async fn only_our_own_pages_and_known_people_open_sockets() {
    let app = TestApp::start().await;
    let process = Process::start(app.replica(options())).await;
    let person = app.volunteer().await;
    let browser = app.browser(&person).await;
    let refused = async |who: &Client, origin| process.open(who, "", origin).await.err();
    assert_eq!(refused(&app.anonymous(), OURS).await, Some(401));
    assert_eq!(refused(&app.blocked().await, None).await, Some(401));
    assert_eq!(refused(&browser, Some("https://evil.example")).await, Some(403));
    assert_eq!(refused(&browser, None).await, Some(403));
    // Nor does a request that asks for no socket keep the place of one.
    assert_eq!(person.get("/ws").await.status, 400, "no socket was asked for");
    let mut open = Vec::new();
    for _ in 0..10 {
        open.push(process.open(&browser, "", OURS).await.expect("a socket"));
    }
    assert_eq!(refused(&browser, OURS).await, Some(429));
}

#[tokio::test]
async fn a_socket_ends_with_what_let_it_open() {
    let app = TestApp::start().await;
    let process = Process::start(app.replica(options())).await;
    let admin = app.admin().await;
    let role = app.count("select id from accounts.roles where name = 'partner'").await;

    for (number, what) in ["signed out", "blocked", "another role"].into_iter().enumerate() {
        let browser = app.browser(&app.volunteer().await).await;
        let mut socket = process.open(&browser, "", OURS).await.expect("a socket");
        socket.expect("hello").await;
        if number == 0 {
            // The process began to listen with this socket, and greets once more when it does.
            socket.expect("hello").await;
        }
        match what {
            "signed out" => assert!(browser.submit("/web/sign-out", "").await.status < 400),
            "blocked" => {
                let path = format!("/api/admin/block-user/{}", browser.id);
                admin.post(&path, json!({ "reason": "spam" })).await.expect(200);
            }
            _ => {
                let path = format!("/api/admin/users/{}/roles/{role}", browser.id);
                assert!(admin.post(&path, json!({})).await.status < 300);
            }
        }
        let closed = tokio::time::timeout(Duration::from_secs(1), async {
            loop {
                if let Err(code) = socket.next().await {
                    return code;
                }
            }
        });
        assert_eq!(closed.await.ok(), Some(4001), "{what}");
    }
}

#[tokio::test]
async fn the_end_of_a_process_closes_its_sockets() {
    let app = TestApp::start().await;
    let options = options();
    let ending = options.ending.clone();
    let process = Process::start(app.replica(options)).await;
    let mut socket = process.open(&app.volunteer().await, "", None).await.expect("a socket");
    socket.expect("hello").await;
    ending.cancel();
    let code = loop {
        if let Err(code) = socket.next().await {
            break code;
        }
    };
    assert_eq!(code, 1001);
}
