//! The command as people and CI call it: exit codes, what it says, what it writes.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use serde_json::Value;
use std::fs;
use std::process::Command;

const GOOD: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: 'https://pets.test'}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      responses:
        '200': {description: All, content: {application/json: {schema: {type: array, items: {type: string}}}}}
";

const GENERATE: &str = "generate api.yaml --output out --name pets-client";

#[test]
fn a_crate_is_generated_once_and_then_up_to_date() {
    let place = Place::new(GOOD);
    let (code, _, said) = place.run(GENERATE);
    assert_eq!(code, 0, "{said}");
    assert!(place.path().join("out/src/lib.rs").is_file());
    assert!(
        place.path().join("out/runtime/src/lib.rs").is_file(),
        "the runtime is copied"
    );
    let written = fs::metadata(place.path().join("out/src/lib.rs"))
        .unwrap()
        .modified()
        .unwrap();
    let (code, _, said) = place.run(GENERATE);
    assert_eq!(code, 0);
    assert!(said.contains("all up to date"), "{said}");
    let again = fs::metadata(place.path().join("out/src/lib.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(written, again, "files that do not change are not touched");
    assert_eq!(place.run(&format!("{GENERATE} --check")).0, 0);
}

#[test]
fn check_names_every_difference_and_what_mends_it() {
    let place = Place::new(GOOD);
    place.run(GENERATE);
    let out = place.path().join("out");
    let lib = fs::read_to_string(out.join("src/lib.rs")).unwrap();
    fs::write(out.join("src/lib.rs"), lib.replace("Pets", "Dogs")).unwrap();
    fs::remove_file(out.join("src/client.rs")).unwrap();
    let stray = fs::read_to_string(out.join("src/api/mod.rs")).unwrap();
    fs::write(out.join("src/api/old.rs"), stray).unwrap();
    let (code, _, said) = place.run(&format!("{GENERATE} --check"));
    assert_eq!(code, 1);
    for expected in [
        "src/lib.rs",
        "-//! Dogs",
        "+//! Pets",
        "src/client.rs",
        "missing",
        "src/api/old.rs",
        "left over",
        "clientwright generate api.yaml --output out --name pets-client",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert_eq!(place.run(GENERATE).0, 0);
    assert_eq!(fs::read_to_string(out.join("src/lib.rs")).unwrap(), lib);
    assert!(!out.join("src/api/old.rs").exists());
}

#[test]
fn a_faulty_document_touches_nothing() {
    let place = Place::new(GOOD);
    place.run(GENERATE);
    let lib = fs::read_to_string(place.path().join("out/src/lib.rs")).unwrap();
    for faulty in [
        "",
        "a: [",
        "name: x",
        "{\"openapi\": \"3.0.0\"",
        "openapi: 2",
    ] {
        place.write("api.yaml", faulty);
        let (code, _, said) = place.run(GENERATE);
        assert_eq!(code, 1, "{faulty}: {said}");
        assert!(said.contains("api.yaml:"), "{said}");
        assert_eq!(
            fs::read_to_string(place.path().join("out/src/lib.rs")).unwrap(),
            lib
        );
    }
}

#[test]
fn wrong_usage_is_told_from_a_wrong_document() {
    let place = Place::new(GOOD);
    place.write("bad.toml", "[output]\nnmae = 'x'\n");
    for arguments in [
        "",
        "generate",
        "generate api.yaml",
        "generate nothing.yaml --output out --name x-client",
        "generate api.yaml --output out --name x-client --allow nonsense",
        "generate api.yaml --output out --name x-client --runtime nonsense",
        "generate --config bad.toml",
        "generate --config nothing.toml",
        "frobnicate",
        "explain nonsense",
    ] {
        let (code, _, said) = place.run(arguments);
        assert_eq!(code, 2, "{arguments}: {said}");
        assert!(!said.is_empty());
    }
    assert!(!place.path().join("out").exists());
}

#[test]
fn overlays_and_allowances_count() {
    let place = Place::new(&GOOD.replace(
        "paths:",
        "paths:\n  /up:\n    post: {responses: {200: {$ref: 'https://example.com/up.yaml'}}}",
    ));
    assert_eq!(place.run(GENERATE).0, 1);
    let (code, report, said) =
        place.run(&format!("{GENERATE} --allow external-reference --report -"));
    assert_eq!(code, 0, "{said}");
    assert!(report.contains("external-reference"), "{report}");
    place.write(
        "o.yaml",
        "overlay: 1.0.0\ninfo: {title: T, version: '1'}\nactions:\n- {target: \"$.paths['/up']\", remove: true}\n",
    );
    let (code, _, said) = place.run(&format!("{GENERATE} --overlay o.yaml"));
    assert_eq!(code, 0, "{said}");
}

#[test]
fn every_code_is_explained() {
    let place = Place::new(GOOD);
    let (code, listed, _) = place.run("explain");
    assert_eq!(code, 0);
    for known in clientwright::diagnostic::Code::ALL {
        assert!(listed.contains(known.slug()));
        let (code, text, _) = place.run(&format!("explain {known}"));
        assert_eq!(code, 0);
        assert!(text.len() > known.slug().len(), "{text}");
    }
}

#[test]
fn standard_input_is_a_document_in_the_current_folder() {
    let place = Place::new("");
    let arguments = "generate - --output out --name pets-client";
    let (code, _, said) = place.run_with(arguments, GOOD);
    assert_eq!(code, 0, "{said}");
    let lib = fs::read_to_string(place.path().join("out/src/lib.rs")).unwrap();
    assert!(lib.starts_with("// Generated by `clientwright generate` from standard input;"));
    let (code, _, said) = place.run_with(&format!("{arguments} --check"), GOOD);
    assert_eq!(code, 0, "{said}");
    let (code, _, said) = place.run_with("check -", "openapi: [");
    assert_eq!(code, 1);
    assert!(said.contains("-:1:"), "{said}");
}

#[test]
fn the_report_has_the_keys_that_programs_rely_on() {
    let place = Place::new(GOOD);
    let (code, shown, said) = place.run(&format!("{GENERATE} --report reports/r.json"));
    assert_eq!((code, shown.as_str()), (0, ""), "{said}");
    let written = fs::read_to_string(place.path().join("reports/r.json")).unwrap();
    let report: Value = serde_json::from_str(&written).unwrap();
    for what in [
        "operations",
        "parameters",
        "responses",
        "schemas",
        "security",
    ] {
        assert!(report[what]["declared"].is_u64(), "{what}: {written}");
        assert!(report[what]["generated"].is_u64(), "{what}");
        assert!(report[what]["dropped"].is_array(), "{what}");
    }
    assert_eq!(report["operations"]["generated"], 1);
    for list in ["untyped", "inferred", "findings"] {
        assert!(report[list].is_array(), "{list}");
    }
    let pointer = "#/paths/~1pets/get";
    assert_eq!(report["names"][pointer], "api::pets::Pets::list");

    let (_, shown, _) = place.run("check api.yaml --report -");
    assert_eq!(shown, written, "`-` is standard output");
    place.run("check api.yaml --report r.txt");
    let text = fs::read_to_string(place.path().join("r.txt")).unwrap();
    assert!(text.contains("operations   1 of 1"), "{text}");
    let (_, shown, _) = place.run("check api.yaml --report - --report-format text");
    assert_eq!(shown, text);
}

#[test]
fn machines_read_one_object_a_line() {
    let place = Place::new(&GOOD.replace("operationId:", "nifo: 1\n      operationId:"));
    let lines = |text: &str| -> Vec<Value> {
        let each = text.lines().map(|line| serde_json::from_str(line).unwrap());
        each.collect()
    };
    let kinds = |lines: &[Value]| -> Vec<String> {
        let each = lines.iter().map(|line| line["kind"].as_str().unwrap());
        each.map(str::to_owned).collect()
    };
    let (code, out, said) = place.run(&format!("{GENERATE} --message-format json"));
    assert_eq!((code, out.as_str()), (0, ""));
    let said = lines(&said);
    assert_eq!(kinds(&said), ["diagnostic", "summary", "output"]);
    assert_eq!(said[0]["severity"], "warning");
    assert_eq!(said[0]["code"], "unknown-key");
    let spot = &said[0]["places"][0];
    assert_eq!(
        (&spot["file"], &spot["line"]),
        (&"api.yaml".into(), &8.into())
    );
    assert_eq!(
        (&spot["column"], &spot["primary"]),
        (&7.into(), &true.into())
    );
    assert_eq!(said[1]["warnings"], 1);
    assert_eq!(said[2]["changes"][0]["change"], "missing");

    let (code, _, said) = place.run("--message-format json check nothing.yaml");
    assert_eq!(
        (code, kinds(&lines(&said))),
        (2, vec!["failure".to_owned()])
    );
    let (code, _, said) = place.run("generate --message-format=json");
    assert_eq!(
        (code, kinds(&lines(&said))),
        (2, vec!["failure".to_owned()])
    );
    let (code, out, _) = place.run("explain overlay --message-format json");
    assert_eq!((code, kinds(&lines(&out))), (0, vec!["code".to_owned()]));
    let (code, _, said) = place.run("--message-format json check api.yaml --check");
    assert_eq!(code, 2, "{said}");
}

#[test]
fn a_selection_leaves_out_what_is_not_asked_for() {
    let more = "  /owners:
    get:
      tags: [owners]
      responses: {'200': {description: A, content: {application/json: {schema: {$ref: '#/components/schemas/Owner'}}}}}
components:
  schemas: {Owner: {type: object, properties: {a: {type: string}}}, Unused: {type: object, properties: {a: {type: string}}}}
";
    let place = Place::new(&format!("{GOOD}{more}"));
    let report = |arguments: &str| -> Value {
        let (code, out, said) = place.run(&format!("check api.yaml --report - {arguments}"));
        assert_eq!(code, 0, "{said}");
        serde_json::from_str(&out).unwrap()
    };
    let all = report("");
    assert_eq!(all["operations"]["excluded"], 0);
    assert_eq!(all["schemas"]["generated"], 2);
    let pets = report("--include tag:pets");
    let tally = &pets["operations"];
    assert_eq!(
        (&tally["declared"], &tally["generated"]),
        (&2.into(), &1.into())
    );
    assert_eq!(
        (&tally["excluded"], &tally["dropped"]),
        (&1.into(), &Value::Array(vec![]))
    );
    assert_eq!(pets["schemas"]["excluded"], 2);
    assert_eq!(report("--exclude path:/pets*")["schemas"]["excluded"], 1);
    assert_eq!(report("--prune")["schemas"]["generated"], 1);

    let (code, _, said) = place.run("check api.yaml --include tag:pest");
    assert_eq!(code, 1);
    assert!(said.contains("did you mean `tag:pets`?"), "{said}");
    let (code, _, said) = place.run("check api.yaml --include pets");
    assert_eq!(code, 2);
    assert!(said.contains("`tag:NAME`"), "{said}");
}

#[test]
fn types_alone_need_no_http() {
    let place = Place::new(GOOD);
    let (code, _, said) = place.run(&format!("{GENERATE} --types-only"));
    assert_eq!(code, 0, "{said}");
    let manifest = fs::read_to_string(place.path().join("out/Cargo.toml")).unwrap();
    assert!(manifest.contains("default-features = false"), "{manifest}");
    assert!(!place.path().join("out/src/client.rs").exists());
}

#[test]
fn a_bundle_is_one_document() {
    let place =
        Place::new("openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {$ref: paths.yaml}\n");
    place.write(
        "paths.yaml",
        "/a: {get: {responses: {'200': {description: A}}}}\n",
    );
    let (code, text, said) = place.run("bundle api.yaml");
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("/a:\n") && !text.contains("$ref"), "{text}");
    let (code, _, said) = place.run("bundle api.yaml --output one.json");
    assert_eq!(code, 0, "{said}");
    let text = fs::read_to_string(place.path().join("one.json")).unwrap();
    let one: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        one["paths"]["/a"]["get"]["responses"]["200"]["description"],
        "A"
    );
    let (code, _, said) = place.run("bundle nothing.yaml");
    assert_eq!(code, 2, "{said}");
}

#[test]
#[cfg(unix)]
fn links_do_not_lead_out_of_the_roots() {
    let place = Place::new(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: spec/link.yaml}}}\n",
    );
    fs::create_dir(place.path().join("spec")).unwrap();
    place.write("spec/real.yaml", "type: string\n");
    let link = place.path().join("spec/link.yaml");
    std::os::unix::fs::symlink("real.yaml", &link).unwrap();
    assert_eq!(place.run("bundle api.yaml").0, 0);
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
    let (code, _, said) = place.run("bundle api.yaml");
    assert_eq!(code, 1);
    assert!(
        said.contains("external-reference") && said.contains("--root"),
        "{said}"
    );
}

#[test]
fn remote_files_are_read_from_copies() {
    let place = Place::new(
        "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: {$ref: 'https://h.test/a.json'}}}\n",
    );
    place.write("a.json", "{}");
    let (code, _, said) = place.run("check api.yaml");
    assert_eq!(code, 1);
    assert!(
        said.contains("--allow-remote https://h.test/a.json=FILE"),
        "{said}"
    );
    let right = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    let copy = |hash: &str| format!("https://h.test/a.json=a.json#sha256:{hash}");
    let (code, _, said) = place.run(&format!("check api.yaml --allow-remote {}", copy(right)));
    assert_eq!(code, 0, "{said}");
    let wrong = "0".repeat(64);
    let (code, _, said) = place.run(&format!("check api.yaml --allow-remote {}", copy(&wrong)));
    assert_eq!(code, 1);
    assert!(said.contains(right) && said.contains(&wrong), "{said}");
    let (code, _, said) = place.run("check api.yaml --allow-remote nonsense");
    assert_eq!(code, 2, "{said}");
    let config = format!(
        "[input]\ndocument = 'api.yaml'\n[input.remote]\n'https://h.test/a.json' = {{ file = 'a.json', sha256 = '{right}' }}\n"
    );
    place.write("clientwright.toml", &config);
    let (code, _, said) = place.run("check --config clientwright.toml");
    assert_eq!(code, 0, "{said}");
    place.write("clientwright.toml", &config.replace(right, "12"));
    assert_eq!(place.run("check --config clientwright.toml").0, 2);
}

#[test]
fn a_diff_says_what_changed_and_fails_where_it_is_told_to() {
    let place = Place::new(GOOD);
    place.write("new.yaml", &GOOD.replace("type: string", "type: integer"));
    place.write("more.yaml", &GOOD.replace("All", "All of them"));
    let (code, said, _) = place.run("diff api.yaml new.yaml");
    assert_eq!((code, said.lines().last()), (0, Some("verdict: major")));
    assert!(said.contains("api.yaml:7:7 #/paths/~1pets/get"), "{said}");
    for (arguments, expected) in [
        ("diff api.yaml new.yaml --fail-on major", 1),
        ("diff api.yaml more.yaml --fail-on minor", 0),
        ("diff api.yaml more.yaml --fail-on patch", 1),
        ("diff api.yaml api.yaml --fail-on patch", 0),
        ("diff api.yaml", 2),
        ("diff api.yaml nowhere.yaml", 2),
        ("diff api.yaml --config nowhere.toml", 2),
    ] {
        let (code, said, remarks) = place.run(arguments);
        assert_eq!(code, expected, "{arguments}\n{said}{remarks}");
    }
    let (_, said, _) = place.run("diff api.yaml new.yaml --format json");
    let diff: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(
        (&diff["verdict"], &diff["compiles"]),
        (&"major".into(), &false.into())
    );
    let (_, said, _) = place.run("diff api.yaml new.yaml --format markdown");
    assert!(
        said.starts_with("### Changes of the generated crate: **major**"),
        "{said}"
    );
    place.write(
        "typo.yaml",
        &GOOD.replace("operationId", "descripton: x\n      operationId"),
    );
    let (code, _, remarks) = place.run("diff api.yaml typo.yaml");
    assert!(code == 0 && remarks.contains("descripton"), "{remarks}");
    place.write("broken.yaml", "openapi: [3.0.3\n");
    let (code, _, remarks) = place.run("diff api.yaml broken.yaml");
    assert!(code == 1 && remarks.contains("broken.yaml"), "{remarks}");
}

#[test]
fn a_diff_reads_what_was_committed() {
    let place = Place::new(GOOD);
    let config = "[input]\ndocument = 'api.yaml'\n[output]\nname = 'pets'\ndirectory = 'out'\n";
    place.write("clientwright.toml", config);
    let git = |arguments: &str| {
        let done = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@b"])
            .args(arguments.split_whitespace())
            .current_dir(place.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{arguments}");
        String::from_utf8(done.stdout).unwrap()
    };
    git("init --quiet");
    git("add .");
    git("commit --quiet -m one");
    place.write("api.yaml", &GOOD.replace("listPets", "findPets"));
    for arguments in [
        "diff --config clientwright.toml",
        "diff HEAD --config clientwright.toml",
        "diff HEAD:api.yaml api.yaml",
        "diff HEAD:api.yaml --config clientwright.toml",
    ] {
        let (code, said, remarks) = place.run(arguments);
        assert_eq!(code, 0, "{arguments}\n{remarks}");
        assert!(said.ends_with("verdict: major\n"), "{arguments}\n{said}");
    }
    for arguments in [
        "diff HEAD api.yaml",
        "diff HEAD~7 --config clientwright.toml",
        "diff HEAD:nowhere.yaml api.yaml",
        "diff --config clientwright.toml -- --all",
    ] {
        assert_eq!(place.run(arguments).0, 2, "{arguments}");
    }
    // What git cannot read is not what is not there.
    place.write("clientwright.lock", "generator 0.1.0\n");
    git("add .");
    git("commit --quiet -m two");
    let object = git("rev-parse HEAD:clientwright.lock");
    let (folder, file) = object.trim().split_at(2);
    fs::remove_file(place.path().join(".git/objects").join(folder).join(file)).unwrap();
    let (code, _, remarks) = place.run("diff --config clientwright.toml");
    assert!(
        code == 1 && remarks.contains("cannot read clientwright.lock: git fails"),
        "{code} {remarks}"
    );
}

#[test]
fn names_are_locked_beside_the_configuration() {
    let place = Place::new(GOOD);
    let config = "[input]\ndocument = 'api.yaml'\n[output]\nname = 'pets'\ndirectory = 'out'\n";
    place.write("clientwright.toml", config);
    let generate = "generate --config clientwright.toml";
    assert_eq!(place.run(generate).0, 0);
    let lock = place.path().join("clientwright.lock");
    let text = fs::read_to_string(&lock).unwrap();
    let line = "#/paths/~1pets/get method api::pets::Pets::list\n";
    assert!(text.contains(line), "{text}");
    assert_eq!(place.run(&format!("{generate} --check")).0, 0);
    fs::write(&lock, text.replace("Pets::list\n", "Pets::all\n")).unwrap();
    let (code, _, said) = place.run(&format!("{generate} --check"));
    assert!(code == 1 && said.contains("pub fn all"), "{said}");
    assert_eq!(place.run(&format!("{generate} --relock")).0, 0);
    // What the method was called stays beside its new name.
    let former = "\n#/paths/~1pets/get former-method api::pets::Pets::all 0.1.0\n";
    let text = text + former;
    assert_eq!(fs::read_to_string(&lock).unwrap(), text);
    place.write("api.yaml", &GOOD.replace("title: Pets", "title: Dogs"));
    assert_eq!(place.run(generate).0, 0);
    fs::write(&lock, text).unwrap();
    let (code, _, said) = place.run(&format!("{generate} --check"));
    assert!(
        code == 1 && said.contains("differs  clientwright.lock"),
        "{said}"
    );
}

#[test]
fn a_lock_is_that_of_its_configuration_and_of_all_that_it_says() {
    let more = GOOD.split_once("  /pets").unwrap().1;
    let more = more
        .replace("tags: [pets]", "tags: [owners]")
        .replace("listPets", "listOwners");
    let place = Place::new(&format!("{GOOD}  /owners{more}"));
    for name in ["pets", "dogs"] {
        let config = format!(
            "[input]\ndocument = 'api.yaml'\n[output]\nname = '{name}'\ndirectory = '{name}'\n"
        );
        place.write(&format!("{name}.toml"), &config);
        let generate = format!("generate --config {name}.toml");
        assert_eq!(place.run(&generate).0, 0);
        let lock = fs::read_to_string(place.path().join(format!("{name}.lock"))).unwrap();
        assert!(lock.contains("api::pets::Pets::list"), "{lock}");
    }
    place.write("other.yaml", &GOOD.replace("listPets", "listCats"));
    let lock = || fs::read_to_string(place.path().join("pets.lock")).unwrap();
    let before = lock();
    for more in [
        "other.yaml",
        "--include tag:pets",
        "--exclude tag:pets --prune",
        "--output elsewhere",
        "--types-only",
    ] {
        let command = format!("generate {more} --config pets.toml");
        let (code, _, said) = place.run(&command);
        assert_eq!((code, lock()), (0, before.clone()), "{command}\n{said}");
    }
}
