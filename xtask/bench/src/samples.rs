//! The JSON that is read and written: made up, of the size and shape of real answers.

use crate::random::Random;

/// A page of issues as a code host gives it, with two members that the document does not declare.
pub fn issues(count: u64) -> String {
    let mut random = Random::new();
    let issues: Vec<String> = (0..count).map(|at| issue(&mut random, 2000 + at)).collect();
    format!("[{}]", issues.join(","))
}

/// One issue.
pub fn one_issue() -> String {
    issue(&mut Random::new(), 1347)
}

fn issue(random: &mut Random, number: u64) -> String {
    let url = format!("https://api.tracker.test/repos/octo/engine/issues/{number}");
    let id = 1_000_000_000 + random.below(900_000_000);
    let (title, body) = (random.words(8), random.words(60));
    let labels: Vec<String> = (0..random.below(4)).map(|_| label(random)).collect();
    let author = user(random);
    let assignee = match random.below(3) {
        0 => "null".to_owned(),
        _ => user(random),
    };
    let assignees = if assignee == "null" { "" } else { &assignee };
    let milestone = match random.below(3) {
        0 => milestone(random),
        _ => "null".to_owned(),
    };
    let (state, closed, reason) = match random.below(3) {
        0 => ("closed", "\"2026-05-04T09:30:12Z\"", "\"completed\""),
        _ => ("open", "null", "null"),
    };
    let association = random.one(&["NONE", "CONTRIBUTOR", "MEMBER", "OWNER"]);
    let (labels, comments) = (labels.join(","), random.below(40));
    let (one, two) = (random.below(20), random.below(9));
    let total = one + two;
    format!(
        r#"{{"url":"{url}","repository_url":"https://api.tracker.test/repos/octo/engine","labels_url":"{url}/labels{{/name}}","comments_url":"{url}/comments","events_url":"{url}/events","html_url":"https://tracker.test/octo/engine/issues/{number}","id":{id},"node_id":"I_kwDO{id}","number":{number},"title":"{title}","user":{author},"labels":[{labels}],"state":"{state}","locked":false,"assignee":{assignee},"assignees":[{assignees}],"milestone":{milestone},"comments":{comments},"created_at":"2026-04-03T08:12:45Z","updated_at":"2026-05-04T09:30:12Z","closed_at":{closed},"author_association":"{association}","type":null,"active_lock_reason":null,"body":"{body}\r\n\r\n```\r\n{title}\r\n```","reactions":{{"url":"{url}/reactions","total_count":{total},"+1":{one},"-1":0,"laugh":0,"hooray":0,"confused":0,"heart":{two},"rocket":0,"eyes":0}},"timeline_url":"{url}/timeline","performed_via_app":null,"state_reason":{reason}}}"#
    )
}

fn user(random: &mut Random) -> String {
    let id = 1000 + random.below(90_000_000);
    let login = format!(
        "{}-{}",
        random.one(&["octo", "mona", "hub", "lisa"]),
        id % 997
    );
    let url = format!("https://api.tracker.test/users/{login}");
    format!(
        r#"{{"login":"{login}","id":{id},"node_id":"MDQ6VXNlcg{id}","avatar_url":"https://avatars.tracker.test/u/{id}?v=4","gravatar_id":"","url":"{url}","html_url":"https://tracker.test/{login}","followers_url":"{url}/followers","following_url":"{url}/following{{/other_user}}","gists_url":"{url}/gists{{/gist_id}}","starred_url":"{url}/starred{{/owner}}{{/repo}}","subscriptions_url":"{url}/subscriptions","organizations_url":"{url}/orgs","repos_url":"{url}/repos","events_url":"{url}/events{{/privacy}}","received_events_url":"{url}/received_events","type":"User","user_view_type":"public","site_admin":false}}"#
    )
}

fn label(random: &mut Random) -> String {
    let name = random.one(&["bug", "enhancement", "help wanted", "A-parser", "P-high"]);
    let id = 200_000 + random.below(90_000);
    let about = random.words(5);
    format!(
        r#"{{"id":{id},"node_id":"LA_{id}","url":"https://api.tracker.test/repos/octo/engine/labels/{id}","name":"{name}","color":"f29513","default":false,"description":"{about}"}}"#
    )
}

fn milestone(random: &mut Random) -> String {
    let number = 1 + random.below(40);
    format!(
        r#"{{"url":"https://api.tracker.test/repos/octo/engine/milestones/{number}","html_url":"https://tracker.test/octo/engine/milestone/{number}","id":{},"number":{number},"title":"v0.{number}","state":"open","open_issues":{},"closed_issues":{},"created_at":"2026-01-10T20:09:31Z","due_on":null}}"#,
        1_002_604 + number,
        random.below(30),
        random.below(90)
    )
}

/// A page of works as AiToEarn gives it, without the envelope.
pub fn works(count: u64) -> String {
    let mut random = Random::new();
    let works: Vec<String> = (0..count).map(|_| work(&mut random)).collect();
    format!(
        r#"{{"platform":"KWAI","items":[{}],"pagination":{{"mode":"cursor","nextCursor":"eyJvZmZzZXQiOjIwfQ","hasNext":true,"hasPrevious":false,"limit":{count}}}}}"#,
        works.join(",")
    )
}

/// The same in its envelope.
pub fn works_answer(count: u64) -> String {
    format!(
        r#"{{"code":0,"message":"ok","data":{},"timestamp":1780000000000,"requestId":"4bf92f3577b34da6"}}"#,
        works(count)
    )
}

fn work(random: &mut Random) -> String {
    let id = 3_000_000_000 + random.below(900_000_000);
    let mode = random.one(&["video", "article"]);
    let (title, about) = (random.words(6), random.words(14));
    let mut number = || random.below(90_000);
    format!(
        r#"{{"platformWorkId":"{id}","contentMode":"{mode}","title":"秋日 {title}","description":"{about} #旅行 #日常","url":"https://video.test/short/{id}","coverUrl":"https://cdn.test/cover/{id}.webp?sign=ab12","publishedAt":"2026-04-03T08:12:45.000Z","authorName":"小鹿","authorPlatformUid":"u_{id}","status":"published","metrics":{{"viewCount":{},"likeCount":{},"collectCount":{},"commentCount":{},"shareCount":{},"watchTimeSeconds":{}.5}}}}"#,
        number(),
        number(),
        number(),
        number(),
        number(),
        number()
    )
}

/// Where the tag stands among the members of an event, and whether all are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Before all others; one in ten is none that the document names.
    Unknown,
}

/// A list of events, told apart by a tag.
pub fn events(count: u64, tags: Tags) -> String {
    let mut random = Random::new();
    let events: Vec<String> = (0..count).map(|at| event(&mut random, at, tags)).collect();
    format!("[{}]", events.join(","))
}

fn event(random: &mut Random, id: u64, tags: Tags) -> String {
    let (kind, own) = match random.below(5) {
        0 => (
            "opened",
            format!(
                r#""title":"{}","labels":["bug","A-parser"]"#,
                random.words(6)
            ),
        ),
        1 => (
            "commented",
            format!(
                r#""comment":{},"text":"{}","edited":false"#,
                random.below(90_000),
                random.words(12)
            ),
        ),
        2 => (
            "labeled",
            r#""label":"help wanted","color":"f29513""#.to_owned(),
        ),
        3 => (
            "moved",
            format!(
                r#""from":"Backlog","to":"In progress","position":{}.25"#,
                random.below(100)
            ),
        ),
        _ => (
            "closed",
            format!(
                r#""reason":"completed","commit":null,"duration":{}.5"#,
                random.below(9000)
            ),
        ),
    };
    let kind = match tags {
        Tags::Unknown if random.below(10) == 0 => "pinned",
        _ => kind,
    };
    let actor = random.one(&["octocat", "mona", "hubot"]);
    let common = format!(r#""id":{id},"actor":"{actor}","at":"2026-04-03T08:12:45Z""#);
    match tags {
        Tags::Last => format!(r#"{{{common},{own},"kind":"{kind}"}}"#),
        Tags::First | Tags::Unknown => format!(r#"{{"kind":"{kind}",{common},{own}}}"#),
    }
}

/// Arrays of numbers.
pub fn series(count: u64) -> String {
    let mut random = Random::new();
    let mut list = |one: &mut dyn FnMut(&mut Random) -> String| {
        let all: Vec<String> = (0..count).map(|_| one(&mut random)).collect();
        all.join(",")
    };
    let counts = list(&mut |random| random.below(5_000_000).to_string());
    let mut float =
        |random: &mut Random| format!("{}.{:06}", random.below(180), random.below(999_983));
    let values = list(&mut float);
    let points = list(&mut |random| format!("[{},{}]", float(random), float(random)));
    format!(r#"{{"name":"track","counts":[{counts}],"values":[{values}],"points":[{points}]}}"#)
}
