//! The program `birqadam`. All of it lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    birqadam_server::cli::main()
}
