//! What the lowering concludes and says, on the committed document and on small ones.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::Outcome;
use clientwright::config::{Config, Envelope, EnvelopePin, PagingPin, Runtime};
use clientwright::diagnostic::Code;
use clientwright::report::Format;
use clientwright::source::{DiskFiles, MemoryFiles};
use std::path::Path;

fn spec(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../spec")
        .join(name)
}

/// The committed document, with or without its overlay.
fn aitoearn(overlay: bool, change: impl Fn(&mut Config)) -> Outcome {
    let mut config = Config::default();
    config.input.document = spec("aitoearn.openapi.yaml");
    if overlay {
        config.input.overlays = vec![spec("aitoearn.overlay.yaml")];
    }
    config.output.crate_name = "x".to_owned();
    config.output.runtime = Runtime::Version("0.1.0".to_owned());
    change(&mut config);
    clientwright::generate(&config, &DiskFiles)
}

fn small(paths: &str, change: impl Fn(&mut Config)) -> Outcome {
    let text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}");
    let mut config = Config::default();
    config.input.document = "a.yaml".into();
    config.output.crate_name = "x".to_owned();
    config.output.runtime = Runtime::Version("0.1.0".to_owned());
    change(&mut config);
    clientwright::generate(
        &config,
        &MemoryFiles([("a.yaml".into(), text.into())].into()),
    )
}

fn said(outcome: &Outcome) -> Vec<(Code, usize)> {
    let line = |span: clientwright::source::Span| {
        outcome
            .sources
            .get(span.file)
            .unwrap()
            .location(span.start)
            .line
    };
    let found = outcome.diagnostics.sorted();
    found
        .iter()
        .map(|one| (one.code, line(one.primary.as_ref().unwrap().span)))
        .collect()
}

fn file<'o>(outcome: &'o Outcome, path: &str) -> &'o str {
    let found = outcome.files.iter().find(|file| file.path == path);
    found.map_or("", |file| &file.text)
}

#[test]
fn the_document_is_warned_about_as_it_is() {
    let outcome = aitoearn(false, |_| {});
    assert_eq!(
        said(&outcome),
        [
            (Code::InvalidName, 23),
            (Code::ExampleMismatch, 47),
            (Code::ObjectParameterWithoutStyle, 52),
            (Code::ExampleMismatch, 56),
            (Code::DefaultMismatch, 58),
            (Code::ExampleMismatch, 156),
        ]
    );
    let found = outcome.diagnostics.sorted();
    let help = found[2].help.as_ref().unwrap();
    assert!(
        help.contains("parameters[?@.name == 'pagination' && @.in == 'query']"),
        "{help}"
    );
    assert!(help.contains("style: deepObject"), "{help}");
}

#[test]
fn the_help_is_an_overlay_that_helps() {
    let outcome = aitoearn(false, |_| {});
    let found = outcome.diagnostics.sorted();
    let (_, action) = found[2].help.as_ref().unwrap().split_once('\n').unwrap();
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{action}\n");
    let document = std::fs::read(spec("aitoearn.openapi.yaml")).unwrap();
    let files = [
        ("a.yaml".into(), document),
        ("o.yaml".into(), overlay.into_bytes()),
    ];
    let mut config = Config::default();
    config.input.document = "a.yaml".into();
    config.input.overlays = vec!["o.yaml".into()];
    config.output.crate_name = "x".to_owned();
    let after = clientwright::generate(&config, &MemoryFiles(files.into()));
    assert!(
        said(&after)
            .iter()
            .all(|(code, _)| *code != Code::ObjectParameterWithoutStyle)
    );
    let api = after
        .files
        .iter()
        .find(|file| file.text.contains("Style::DEEP_OBJECT"));
    assert!(api.is_some());
}

#[test]
fn the_envelope_is_concluded_pinned_or_turned_off() {
    let report = aitoearn(true, |_| {}).report(Format::Text).unwrap();
    assert!(
        report.contains("business envelope") && report.contains("code === 0"),
        "{report}"
    );
    let concluded = aitoearn(true, |_| {});
    assert!(file(&concluded, "src/error.rs").contains("pub enum ErrorCode"));

    let off = aitoearn(true, |config| config.infer.envelope = EnvelopePin::Off);
    assert!(!file(&off, "src/error.rs").contains("ErrorCode"));
    assert!(!file(&off, "src/api/works.rs").contains("runtime::Envelope"));

    let pin = Envelope {
        code: "code".to_owned(),
        success: 200,
        message: "message".to_owned(),
        data: "data".to_owned(),
        data_optional: true,
        request_id: None,
        timestamp: None,
    };
    let pinned = aitoearn(true, |config| {
        config.infer.envelope = EnvelopePin::Pinned(pin.clone());
    });
    let works = file(&pinned, "src/api/works.rs");
    assert!(
        works.contains("success: 200") && works.contains("data_optional: true"),
        "{works}"
    );
}

#[test]
fn an_ordinary_object_is_no_envelope() {
    let outcome = small(
        "  /a:
    get:
      operationId: read
      responses:
        '200':
          description: A
          content:
            application/json:
              schema:
                type: object
                required: [code, message]
                properties: {code: {type: integer}, message: {type: string}, data: {type: object}}
",
        |_| {},
    );
    assert_eq!(said(&outcome), []);
    assert!(
        outcome
            .files
            .iter()
            .all(|file| !file.text.contains("runtime::Envelope"))
    );
}

#[test]
fn paging_is_concluded_or_turned_off() {
    let on = aitoearn(true, |_| {});
    assert!(file(&on, "src/api/works.rs").contains("pub fn items"));
    let off = aitoearn(true, |config| config.infer.paging = PagingPin::Off);
    assert!(!file(&off, "src/api/works.rs").contains("pub fn items"));
    let other = PagingPin::Only(vec!["GET /other".to_owned()]);
    let only = aitoearn(true, |config| config.infer.paging = other.clone());
    assert!(!file(&only, "src/api/works.rs").contains("pub fn items"));
}

#[test]
fn what_is_allowed_is_left_out_and_listed() {
    let paths = "  /up:
    get: {operationId: up, responses: {'200': {$ref: 'https://example.com/up.yaml'}, '204': {description: A}}}
";
    assert!(small(paths, |_| {}).files.is_empty());
    let outcome = small(paths, |config| {
        config.allow = vec![Code::ExternalReference];
    });
    let text = outcome.report(Format::Text).unwrap();
    assert!(text.contains("references   0 of 1"), "{text}");
    for format in [Format::Text, Format::Json, Format::Html] {
        let report = outcome.report(format).unwrap();
        assert!(report.contains("external-reference"), "{report}");
    }
    assert!(file(&outcome, "src/api/operations.rs").contains("fn up"));
}

#[test]
fn no_declared_type_becomes_any_json() {
    let outcome = aitoearn(true, |_| {});
    let types = |path: &str| path.starts_with("src/types/");
    for file in outcome.files.iter().filter(|file| types(&file.path)) {
        assert!(!file.text.contains("runtime::Value"), "{}", file.path);
    }
}

#[test]
fn generation_does_not_depend_on_the_run() {
    let texts = |outcome: Outcome| outcome.files.into_iter().map(|file| (file.path, file.text));
    let one: Vec<_> = texts(aitoearn(true, |_| {})).collect();
    let other: Vec<_> = texts(aitoearn(true, |_| {})).collect();
    assert_eq!(one, other);
}

#[test]
fn types_of_the_users_stand_where_the_configuration_says() {
    let paths = "  /a:\n    put:\n      operationId: put\n      requestBody:\n        required: true\n        \
        content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}\n      \
        responses: {'204': {description: A}}\n\
        components:\n  schemas:\n    Order:\n      type: object\n      required: [id, price, both]\n      properties:\n        \
        id: {type: string, format: uuid}\n        price: {$ref: '#/components/schemas/Money'}\n        \
        both: {type: array, minItems: 2, maxItems: 2, prefixItems: [{type: string, format: uuid}, {type: string}]}\n        \
        prices: {type: array, items: {$ref: '#/components/schemas/Money'}}\n    \
        Money: {type: object, properties: {amount: {type: string}}}\n";
    let outcome = small(paths, |config| {
        let uuid = ("uuid".to_owned(), "uuid::Uuid".to_owned());
        config.types.formats = [uuid].into();
        let money = ("Money".to_owned(), "mine::Money".to_owned());
        config.types.schemas = [money].into();
        config.output.dependencies = "uuid = \"1\"\n".to_owned();
    });
    let order = file(&outcome, "src/types/order.rs");
    for line in [
        "pub id: uuid::Uuid,",
        "pub price: mine::Money,",
        "pub both: (uuid::Uuid, String),",
        "pub prices: Option<Vec<mine::Money>>,",
    ] {
        assert!(order.contains(line), "{line} is not in\n{order}");
    }
    let wire = file(&outcome, "src/wire/order.rs");
    assert!(wire.contains("id: Default::default()"), "{wire}");
    assert!(
        wire.contains("both: (Default::default(), wire::blank())"),
        "{wire}"
    );
    assert!(file(&outcome, "Cargo.toml").contains("\nuuid = \"1\"\n"));
}

#[test]
fn long_chains_of_components_are_no_trouble() {
    let chain = |link: &dyn Fn(usize) -> String| {
        let mut text = "  /a:\n    get:\n      operationId: get\n      responses:\n        '200':\n          \
            description: A\n          content: {application/json: {schema: {$ref: '#/components/schemas/S0'}}}\n\
            components:\n  schemas:\n"
            .to_owned();
        for at in 0..400 {
            text.push_str(&format!("    S{at}: {}\n", link(at + 1)));
        }
        text.push_str("    S400: {type: string}\n");
        let outcome = small(&text, |_| {});
        assert!(!outcome.diagnostics.has_errors());
    };
    let next = |at: usize| format!("{{$ref: '#/components/schemas/S{at}'}}");
    chain(&|at| next(at));
    chain(&|at| format!("{{allOf: [{}]}}", next(at)));
    chain(&|at| format!("{{type: array, items: {}}}", next(at)));
    chain(&|at| format!("{{anyOf: [{}, {{type: integer}}]}}", next(at)));
}
