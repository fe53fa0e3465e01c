//! An S3 server that is none of ours: `s3rver`, of another language, in its own process, spoken to
//! over the network. Installed with what the browser tests need (`scripts/setup.sh test`).

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use birqadam_server::config::S3Settings;

/// Ends with this value.
pub struct ForeignS3 {
    process: Child,
    folder: PathBuf,
    pub settings: S3Settings,
}

impl ForeignS3 {
    pub fn start(name: &str) -> ForeignS3 {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/node_modules/.bin/s3rver");
        assert!(program.exists(), "{} is missing: run scripts/setup.sh test", program.display());
        let folder = std::env::temp_dir().join(format!("bq-foreign-s3-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for files");
        let mut process = Command::new(program)
            .args(["--address", "127.0.0.1", "--port", "0", "--no-vhost-buckets", "--directory"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("s3rver starts (it needs Node.js)");
        let mut said = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        while !line.contains("127.0.0.1:") {
            line.clear();
            assert!(said.read_line(&mut line).expect("it says where it listens") > 0, "s3rver ended");
        }
        // Goes on being read, or the process would stop at a full pipe.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let after = line.split("127.0.0.1:").nth(1).unwrap_or_default();
        let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
        let port: u16 = digits.parse().unwrap_or_else(|_| panic!("no port in {line:?}"));
        let settings = S3Settings {
            endpoint: format!("http://127.0.0.1:{port}"),
            region: "us-east-1".into(),
            bucket: "photos".into(),
            access_key: "S3RVER".into(),
            secret_key: "S3RVER".into(),
        };
        ForeignS3 { process, folder, settings }
    }
}

impl Drop for ForeignS3 {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
