//! Files in any S3 service.

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use async_trait::async_trait;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Builder, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::error::{DisplayErrorContext, SdkError};
use aws_sdk_s3::operation::get_object::GetObjectOutput;
use aws_sdk_s3::primitives::ByteStream;
use birqadam_core::ssr::files::{FileInfo, FileStore, OpenFile, StoredFile};
use birqadam_core::{Error, Result};
use bytes::Bytes;
use chrono::DateTime;

use crate::config::S3Settings;

/// Longest wait for a large file to be taken.
const LARGE_FILE_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// One bucket of an S3 service.
pub struct S3Store {
    client: Client,
    bucket: String,
}

impl S3Store {
    /// Does not connect yet.
    pub fn new(settings: &S3Settings) -> Self {
        let credentials = Credentials::new(&settings.access_key, &settings.secret_key, None, None, "birqadam");
        let timeouts = TimeoutConfig::builder()
            .connect_timeout(Duration::from_secs(3))
            .operation_attempt_timeout(Duration::from_secs(15))
            .operation_timeout(Duration::from_secs(40))
            .build();
        let config = Builder::new()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new(settings.region.clone()))
            .endpoint_url(&settings.endpoint)
            .credentials_provider(credentials)
            // Host names per bucket need DNS that self-hosted services seldom have.
            .force_path_style(true)
            // Many S3-likes refuse the newer checksum trailers.
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .timeout_config(timeouts)
            .retry_config(RetryConfig::standard().with_max_attempts(3))
            .build();
        S3Store { client: Client::from_conf(config), bucket: settings.bucket.clone() }
    }

    /// Makes the bucket when there is none.
    ///
    /// # Errors
    /// When the service does not answer or refuses.
    pub async fn ensure_bucket(&self) -> anyhow::Result<()> {
        if self.check().await.is_ok() {
            return Ok(());
        }
        match self.client.create_bucket().bucket(&self.bucket).send().await {
            Ok(_) => Ok(()),
            // Another copy was faster.
            Err(SdkError::ServiceError(e))
                if e.err().is_bucket_already_owned_by_you() || e.err().is_bucket_already_exists() =>
            {
                Ok(())
            }
            Err(error) => Err(anyhow::anyhow!("{}", DisplayErrorContext(&error))).context("cannot make the bucket"),
        }
    }

    /// Whether the bucket can be reached with these credentials.
    ///
    /// # Errors
    /// The reason in words for the operator.
    pub async fn check(&self) -> anyhow::Result<()> {
        let head = self.client.head_bucket().bucket(&self.bucket).send().await;
        head.map_err(|error| anyhow::anyhow!("{}", self.words(&error)))?;
        Ok(())
    }
}

impl S3Store {
    /// What is wrong, and which variable mends it.
    fn words<E: std::error::Error + 'static>(&self, error: &SdkError<E>) -> String {
        let bucket = &self.bucket;
        match error.raw_response().map(|response| response.status().as_u16()) {
            Some(401 | 403) => format!(
                "the service refuses these keys for bucket \"{bucket}\"; check S3_ACCESS_KEY, S3_SECRET_KEY and S3_REGION"
            ),
            Some(404) => format!("there is no bucket \"{bucket}\"; make it, or check S3_BUCKET"),
            Some(status) => format!("the service answers {status} for bucket \"{bucket}\"; is S3_ENDPOINT right?"),
            None => format!(
                "the service does not answer; is it running, is S3_ENDPOINT right? ({})",
                DisplayErrorContext(error)
            ),
        }
    }

    async fn find(&self, key: &str) -> Result<GetObjectOutput> {
        match self.client.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(found) => Ok(found),
            Err(error) if error.as_service_error().is_some_and(|e| e.is_no_such_key()) => Err(Error::NotFound),
            // Some services leave out the code and only say 404.
            Err(error) if error.raw_response().is_some_and(|r| r.status().as_u16() == 404) => Err(Error::NotFound),
            Err(error) => Err(unavailable("get", key, &error)),
        }
    }
}

#[async_trait]
impl FileStore for S3Store {
    async fn put(&self, key: &str, content_type: &str, bytes: Bytes) -> Result<()> {
        let request = self.client.put_object().bucket(&self.bucket).key(key);
        let sent = request.content_type(content_type).body(bytes.into()).send().await;
        sent.map_err(|error| unavailable("put", key, &error))?;
        Ok(())
    }

    async fn get(&self, key: &str) -> Result<StoredFile> {
        let found = self.find(key).await?;
        let content_type = found.content_type().unwrap_or("application/octet-stream").to_owned();
        let body = found.body.collect().await.map_err(|error| unavailable("read", key, &error))?;
        Ok(StoredFile { bytes: body.into_bytes(), content_type })
    }

    async fn put_file(&self, key: &str, content_type: &str, path: &Path) -> Result<()> {
        let body = ByteStream::from_path(path).await.map_err(|error| unavailable("read from disk", key, &error))?;
        let request = self.client.put_object().bucket(&self.bucket).key(key).content_type(content_type).body(body);
        // Hundreds of megabytes over a slow line.
        let patience = TimeoutConfig::builder()
            .operation_attempt_timeout(LARGE_FILE_PATIENCE)
            .operation_timeout(LARGE_FILE_PATIENCE)
            .build();
        let sent = request.customize().config_override(Builder::new().timeout_config(patience)).send().await;
        sent.map_err(|error| unavailable("put", key, &error))?;
        Ok(())
    }

    async fn open(&self, key: &str) -> Result<OpenFile> {
        let found = self.find(key).await?;
        let size = found.content_length().and_then(|size| u64::try_from(size).ok());
        Ok(OpenFile { content: Box::pin(found.body.into_async_read()), size })
    }

    async fn list(&self, after: Option<&str>) -> Result<Vec<FileInfo>> {
        let request = self.client.list_objects_v2().bucket(&self.bucket).set_start_after(after.map(str::to_owned));
        let listed = request.send().await.map_err(|error| unavailable("list", after.unwrap_or_default(), &error))?;
        let info = |object: &aws_sdk_s3::types::Object| {
            let modified = object.last_modified().and_then(|at| DateTime::from_timestamp(at.secs(), 0));
            Some(FileInfo {
                key: object.key()?.to_owned(),
                bytes: object.size().unwrap_or_default(),
                modified_at: modified,
            })
        };
        Ok(listed.contents().iter().filter_map(info).collect())
    }

    async fn delete(&self, key: &str) -> Result<()> {
        let sent = self.client.delete_object().bucket(&self.bucket).key(key).send().await;
        match sent {
            Ok(_) => Ok(()),
            // Already gone is what was asked for.
            Err(error) if error.raw_response().is_some_and(|r| r.status().as_u16() == 404) => Ok(()),
            Err(error) => Err(unavailable("delete", key, &error)),
        }
    }
}

fn unavailable(what: &str, key: &str, error: &impl std::error::Error) -> Error {
    tracing::warn!(what, key, error = %DisplayErrorContext(error), "the file store fails");
    Error::Unavailable
}
