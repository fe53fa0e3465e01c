//! An S3 server inside this process, over a folder, on a free loopback port with random keys.

use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use anyhow::{Context, Result};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::config::S3Settings;

/// Serves until dropped.
pub struct EmbeddedS3 {
    settings: S3Settings,
    task: JoinHandle<()>,
}

impl EmbeddedS3 {
    /// Several processes may serve one folder: a file is written beside its place and renamed.
    ///
    /// # Errors
    /// When the folder cannot be used or no loopback port is to be had.
    pub async fn start(folder: &Path) -> Result<Self> {
        let words = || format!("cannot keep files in {}", folder.display());
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).with_context(words)?;
        let access_key = hex::encode(rand::random::<[u8; 10]>());
        let secret_key = hex::encode(rand::random::<[u8; 20]>());
        let storage = s3s_fs::FileSystem::new(folder).map_err(|e| anyhow::anyhow!("{e:?}")).with_context(words)?;
        let mut builder = S3ServiceBuilder::new(storage);
        builder.set_auth(SimpleAuth::from_single(access_key.clone(), secret_key.clone()));
        let service = builder.build();

        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("no loopback port for files")?;
        let endpoint = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            loop {
                let socket = match listener.accept().await {
                    Ok((socket, _)) => socket,
                    Err(error) => {
                        // Out of file handles, most likely: give the others time to close some.
                        tracing::warn!(%error, "the embedded S3 server cannot accept");
                        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                        continue;
                    }
                };
                let service = service.clone();
                tokio::spawn(async move {
                    let server = Builder::new(TokioExecutor::new());
                    if let Err(error) = server.serve_connection(TokioIo::new(socket), service).await {
                        tracing::debug!(%error, "embedded S3 connection ended");
                    }
                });
            }
        });
        let settings =
            S3Settings { endpoint, region: "us-east-1".into(), bucket: "birqadam".into(), access_key, secret_key };
        Ok(EmbeddedS3 { settings, task })
    }

    pub fn settings(&self) -> &S3Settings {
        &self.settings
    }
}

impl Drop for EmbeddedS3 {
    fn drop(&mut self) {
        self.task.abort();
    }
}
