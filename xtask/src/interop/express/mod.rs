//! The suite `express`: the generated client against a stand-in for its service on Express, because
//! qs is what parses the brackets of its query. The tests are those of the generated client.

use super::server::Server;
use super::{Stop, npm};
use crate::corpus::failed;
use serde_json::json;
use std::fs;
use std::process::Command;

/// Where everything of the suite lies.
const FOLDER: &str = "target/interop/express";

/// The service is on one of them; which one, no client can tell.
const VERSIONS: [&str; 2] = ["express4", "express5"];

/// Runs the suite.
pub fn run() -> Result<(), Stop> {
    let folder = npm::install(
        FOLDER,
        &json!({
            "private": true,
            "dependencies": {
                "express4": "npm:express@4.21.2",
                "express5": "npm:express@5.1.0",
                "zod": "3.25.76",
            },
        }),
    )?;
    let program = folder.join("server.mjs");
    fs::write(&program, include_str!("server.mjs")).map_err(failed(&program))?;
    for version in VERSIONS {
        let mut command = Command::new("node");
        command.arg("server.mjs").arg(version).current_dir(&folder);
        let log = folder.join(format!("{version}.log"));
        let server = Server::start(&mut command, "listening on 127.0.0.1:", &log)?;
        println!("== {version}");
        let status = Command::new(crate::cargo_program())
            .args([
                "test",
                "--quiet",
                "-p",
                "aitoearn-client",
                "--test",
                "express",
            ])
            .args(["--", "--ignored"])
            .env("AITOEARN_URL", format!("http://127.0.0.1:{}", server.port))
            .status()
            .map_err(|error| format!("error: cargo: {error}\n"))?;
        if !status.success() {
            return Err(Stop::Failed(format!(
                "error: the tests fail on {version}\n"
            )));
        }
    }
    Ok(())
}
