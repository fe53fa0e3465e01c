//! A caller of the application: anonymous, with a token, or with a session.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use bytes::Bytes;
use serde_json::Value;
use tower::ServiceExt;

use super::form::Form;

/// Sends requests in one role. Cheap to clone.
#[derive(Clone)]
pub struct Client {
    pub router: Router,
    /// The account's id; 0 for nobody.
    pub id: i64,
    pub email: String,
    pub token: Option<String>,
    /// Value of the session cookie.
    pub session: Option<String>,
    pub headers: Vec<(&'static str, String)>,
    pub address: IpAddr,
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Bytes,
    /// `Null` when the body is no JSON.
    pub json: Value,
}

impl Client {
    pub fn anonymous(router: Router) -> Client {
        Client {
            router,
            id: 0,
            email: String::new(),
            token: None,
            session: None,
            headers: Vec::new(),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        }
    }

    /// The same caller with a header more.
    pub fn with(&self, name: &'static str, value: impl Into<String>) -> Client {
        let mut other = self.clone();
        other.headers.push((name, value.into()));
        other
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    pub async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.json(Method::POST, path, body).await
    }

    /// A plain form of a page.
    pub async fn submit(&self, path: &str, fields: &str) -> Reply {
        let kind = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, kind, Body::from(fields.to_owned())).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.json(Method::PUT, path, body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.json(Method::PATCH, path, body).await
    }

    pub async fn json(&self, method: Method, path: &str, body: Value) -> Reply {
        self.send(method, path, Some("application/json"), Body::from(body.to_string())).await
    }

    /// A plain form, as browsers send it: `input[name]=…`.
    pub async fn form(&self, path: &str, body: &str) -> Reply {
        let kind = Some("application/x-www-form-urlencoded");
        self.send(Method::POST, path, kind, Body::from(body.to_owned())).await
    }

    /// A form with files.
    pub async fn multipart(&self, path: &str, form: Form) -> Reply {
        self.send_form(Method::POST, path, form).await
    }

    pub async fn send_form(&self, method: Method, path: &str, form: Form) -> Reply {
        self.send(method, path, Some(&form.content_type()), Body::from(form.finish())).await
    }

    pub async fn send(&self, method: Method, path: &str, content_type: Option<&str>, body: Body) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(kind) = content_type {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(session) = &self.session {
            request = request.header(header::COOKIE, format!("bq_session={session}"));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(self.address, 40_000)));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Reply { status: parts.status.as_u16(), headers: parts.headers, bytes, json }
    }
}

impl Reply {
    /// The JSON of an answer that must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        self.json
    }

    /// The error's code of an answer that must have this status.
    #[track_caller]
    pub fn error(&self, status: u16) -> String {
        assert_eq!(self.status, status, "{}", self.text());
        let error = &self.json["error"];
        assert!(!error["message"].as_str().unwrap_or_default().is_empty(), "no words: {}", self.text());
        error["code"].as_str().unwrap_or_default().to_owned()
    }

    /// The code at a field of a 422.
    #[track_caller]
    pub fn field(&self, field: &str) -> String {
        assert_eq!(self.error(422), "invalid");
        let fields = self.json["error"]["fields"].as_array().cloned().unwrap_or_default();
        let found = fields.iter().find(|f| f["field"] == field);
        let found = found.unwrap_or_else(|| panic!("nothing at `{field}`: {}", self.text()));
        assert!(!found["message"].as_str().unwrap_or_default().is_empty(), "no words at `{field}`");
        found["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).chars().take(2000).collect()
    }

    /// The whole body.
    pub fn text_whole(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}
