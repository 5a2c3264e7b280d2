//! Pages to documents.

use super::*;
use std::path::Path;

fn imported(pages: &[&str]) -> Result<String, String> {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let mut files = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        files.push(sources.add(format!("page{index}.md"), *page));
    }
    let text = import(&files, &mut sources, &mut diagnostics);
    let found = diagnostics.into_items();
    let found = found
        .iter()
        .map(|one| crate::diagnostic::render(one, &sources));
    text.ok_or_else(|| found.collect())
}

const PETS: &str = "# 宠物\n\n```yaml openapi.json get /pets\nopenapi: 3.0.0\npaths:\n  /pets:\n    get: {}\ntags: [{name: a}]\ncomponents: {schemas: {A: {type: string}}}\n```\n";

#[test]
fn a_single_block_is_taken_byte_for_byte() {
    let text = imported(&[PETS]).unwrap();
    assert!(text.starts_with("openapi: 3.0.0\n") && text.ends_with("string}}}\n"));
    assert!(PETS.contains(&text));
    let longer = "````yaml get /a\nopenapi: 3.0.0 # ```\r\npaths: {/a: {get: {}}}\r\n````";
    assert_eq!(
        imported(&[longer]).unwrap(),
        "openapi: 3.0.0 # ```\r\npaths: {/a: {get: {}}}\r\n"
    );
}

#[test]
fn several_pages_make_one_document() {
    let more = "~~~json\n{\"openapi\": \"3.0.0\", \"paths\": {\"/pets\": {\"post\": {}}, \"/x\": {\"get\": {}}}, \"tags\": [{\"name\": \"a\"}, {\"name\": \"b\"}], \"components\": {\"schemas\": {\"A\": {\"type\": \"string\"}, \"B\": {}}}}\n~~~\n";
    let text = imported(&[PETS, more]).unwrap();
    let expected = "openapi: 3.0.0\npaths:\n  /pets:\n    get: {}\n    post: {}\n  /x:\n    get: {}\ntags:\n- name: a\n- name: b\ncomponents:\n  schemas:\n    A:\n      type: string\n    B: {}\n";
    assert_eq!(text, expected);
}

#[test]
fn pages_that_disagree_are_refused_with_both_places() {
    let other = PETS
        .replace("get /pets", "post /dogs")
        .replace("/pets:\n    get", "/dogs:\n    post");
    let other = other.replace("{A: {type: string}}", "{A: {type: integer}}");
    let error = imported(&[PETS, &other]).unwrap_err();
    assert!(error.contains("page1.md:9:24"), "{error}");
    assert!(error.contains("page0.md:9:24"), "{error}");
    assert!(error.contains("disagree about `A`"), "{error}");
}

#[test]
fn the_fence_must_name_what_is_there() {
    let error = imported(&[&PETS.replace("get /pets\n", "put /pets\n")]).unwrap_err();
    assert!(
        error.contains("`put /pets`, which the block has not"),
        "{error}"
    );
    let error = imported(&["# Nothing\n\n```rust\nfn main() {}\n```\n"]).unwrap_err();
    assert!(error.contains("no fenced OpenAPI block"), "{error}");
}

#[test]
fn the_committed_document_is_the_page_s_block() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let Ok(page) = std::fs::read_to_string(root.join("../shared/vendor/works-list.page.md")) else {
        // Only where the vendor's page stands beside the project.
        return;
    };
    let document = std::fs::read_to_string(root.join("spec/aitoearn.openapi.yaml")).unwrap();
    assert_eq!(imported(&[&page]).unwrap(), document);
}
