//! The scenarios: what is sent and what comes back, and which operations are meant.

use crate::corpus::failed;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A scenario.
#[derive(Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// Its requests, in order.
    pub exchanges: Vec<Exchange>,
}

/// A request and its answer.
#[derive(Debug)]
pub struct Exchange {
    /// The method, in capitals.
    pub method: String,
    /// The path, as it is sent.
    pub path: String,
    /// What is sent.
    pub request: Value,
    /// What comes back.
    pub response: Value,
    /// The operations that are meant: a document and an `operationId` each.
    pub operations: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Data {
    apis: Vec<Api>,
}

#[derive(Deserialize)]
struct Api {
    method: String,
    uri: String,
    #[serde(default)]
    request: Value,
    response: Value,
}

#[derive(Deserialize)]
struct Meant {
    ops: Vec<(String, String)>,
}

/// Reads the scenarios, sorted by name.
pub fn read(shared: &Path) -> Result<Vec<Scenario>, String> {
    let all: BTreeMap<String, Data> = json(&shared.join("scenarios.json"))?;
    let meant: BTreeMap<String, Vec<Meant>> = json(&shared.join("scenario-to-operation.json"))?;
    let scenario = |(name, data): (String, Data)| {
        let meant = meant.get(&name).map_or(&[][..], Vec::as_slice);
        let operations = meant.iter().map(|one| one.ops.clone());
        let operations = operations.chain(std::iter::repeat(Vec::new()));
        let exchanges = data.apis.into_iter().zip(operations);
        let exchanges = exchanges.map(|(api, operations)| Exchange {
            method: api.method.to_uppercase(),
            // A colon is escaped for the server's router.
            path: api.uri.replace('\\', ""),
            request: api.request,
            response: api.response,
            operations,
        });
        Scenario {
            exchanges: exchanges.collect(),
            name,
        }
    };
    Ok(all.into_iter().map(scenario).collect())
}

fn json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(failed(path))?;
    serde_json::from_str(&text).map_err(|error| format!("error: {}: {error}\n", path.display()))
}
