//! Measures the crates that `cargo xtask bench` generated: `decode`, `encode`, `call`.

use aitoearn_client::types::{PaginationCursor, Platform};
use bench::call::bare::{BARE, Bare, TIMED};
use bench::call::server::{self, Server};
use bench::call::{Caller, compare, runtime, throughput};
use bench::data::{self, Generated, Way};
use bench::meter::Plan;
use bench::samples;
use clientwright_runtime::{Body, http, transport};
use std::hint::black_box;
use std::time::Duration;
use tracker::types::NewIssue;

#[cfg(feature = "allocations")]
#[global_allocator]
static ALLOCATOR: &stats_alloc::StatsAlloc<std::alloc::System> = &stats_alloc::INSTRUMENTED_SYSTEM;

struct Ours;

impl Generated for Ours {
    type Issues = Vec<tracker::types::Issue>;
    type Works = aitoearn_client::types::ChannelWorkListVo;
    type Events = Vec<tracker::types::Event>;
    type Series = tracker::types::Series;
}

/// `measure SUITE ROUNDS [FILTER]...`
fn main() {
    let mut arguments = std::env::args().skip(1);
    let suite = arguments.next().unwrap_or_default();
    if suite == server::WORD {
        return server::serve().expect("a service");
    }
    let rounds = arguments.next().and_then(|text| text.parse().ok());
    let plan = Plan {
        rounds: rounds.expect("how many rounds"),
        filter: arguments.collect(),
    };
    match suite.as_str() {
        "decode" => data::run::<Ours>(Way::Decode, &plan),
        "encode" => data::run::<Ours>(Way::Encode, &plan),
        "call" => {
            in_memory(&plan);
            on_a_server(&plan);
        }
        other => panic!("no suite is called {other}"),
    }
}

const KEY: &str = "key-0123456789abcdef";

fn on_a_server(plan: &Plan) {
    let server = Server::start().expect("a service");
    let base = format!("http://{}", server.address);
    let runtime = runtime();
    let (works, issues) = clients(&base, None);
    let bare = Bare::new(&base, None);
    let timed = Bare::new(&base, Some(Duration::from_secs(30)));
    let case = [
        Caller::ours(&runtime, works, list_works),
        Caller::new(&runtime, BARE, bare.clone(), Bare::works),
        Caller::new(&runtime, TIMED, timed.clone(), Bare::works),
    ];
    compare(plan, "works", "a page of 20 works", &case);
    throughput(plan, "throughput", "pages of 20 works", &case);
    let case = [
        Caller::ours(&runtime, issues.clone(), list_issues),
        Caller::new(&runtime, BARE, bare.clone(), Bare::issues),
        Caller::new(&runtime, TIMED, timed.clone(), Bare::issues),
    ];
    compare(plan, "issues", "a page of 30 issues", &case);
    let case = [
        Caller::ours(&runtime, issues, create_issue),
        Caller::new(&runtime, BARE, bare, Bare::create),
        Caller::new(&runtime, TIMED, timed, Bare::create),
    ];
    compare(plan, "create", "a new issue", &case);
}

fn in_memory(plan: &Plan) {
    let base = "http://127.0.0.1:9";
    let runtime = runtime();
    let answer = samples::works_answer(20);
    let (works, _) = clients(base, Some(answer.clone()));
    let case = [
        Caller::ours(&runtime, works, list_works),
        Caller::new(&runtime, BARE, Bare::in_memory(base, answer), Bare::works),
    ];
    compare(
        plan,
        "works-in-memory",
        "a page of 20 works, in memory",
        &case,
    );
    let answer = samples::one_issue();
    let (_, issues) = clients(base, Some(answer.clone()));
    let case = [
        Caller::ours(&runtime, issues, create_issue),
        Caller::new(&runtime, BARE, Bare::in_memory(base, answer), Bare::create),
    ];
    compare(plan, "create-in-memory", "a new issue, in memory", &case);
}

/// The generated clients, with an answer in memory or for the server at this URL.
fn clients(base: &str, answer: Option<String>) -> (aitoearn_client::Client, tracker::Client) {
    let mut works = aitoearn_client::Client::builder()
        .base_url(base)
        .api_key(KEY);
    let mut issues = tracker::Client::builder().base_url(base).bearer_token(KEY);
    if let Some(answer) = answer {
        let answer = clientwright_runtime::Bytes::from(answer);
        let service = move |_| Ok(http::Response::new(Body::from(answer.clone())));
        works = works.transport(transport::from_fn(service.clone()));
        issues = issues.transport(transport::from_fn(service));
    }
    let works = works.build().expect("a client");
    (works, issues.build().expect("a client"))
}

async fn list_works(client: aitoearn_client::Client) {
    let pagination = PaginationCursor::new("eyJvZmZzZXQiOjIwfQ").limit(20);
    let call = client.works().list(Platform::Kwai, "acc_1");
    black_box(call.pagination(pagination).await.expect("a page"));
}

async fn list_issues(client: tracker::Client) {
    let call = client.issues().list("octo", "engine");
    let call = call.state("open").per_page(30).page(2);
    black_box(call.await.expect("issues"));
}

async fn create_issue(client: tracker::Client) {
    let mut new = NewIssue::new("The parser has no release");
    new.body = Some("It was expected in the build after a retry".to_owned());
    new.labels = Some(vec!["bug".to_owned(), "A-parser".to_owned()]);
    black_box(
        client
            .issues()
            .create("octo", "engine", new)
            .await
            .expect("an issue"),
    );
}
