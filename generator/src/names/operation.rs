//! What an operation is called within its service.

use super::ident::{same_words, singular_word, stem};
use super::words::{shorten, words};
use crate::ir::{Operation, PathPiece};

/// The words of an operation from the shortest to those that tell it from any other.
///
/// With an `operationId` of `PetsController_list_v2` in the service `pets`: `list`, `pets controller
/// list v2`, `get pets controller list v2`. Without one, from method and path: `GET /pets/{id}` is
/// `get`, `get pet`, `get pets by id`.
pub fn operation(operation: &Operation, noise: &[Vec<String>]) -> Vec<Vec<String>> {
    let id = operation.wire_id.as_deref().map(words).unwrap_or_default();
    let spelt = shorten(spelt_route(operation));
    let mut all = if id.is_empty() {
        let route = shorten(route(operation));
        vec![without_noise(&route, noise), route, spelt]
    } else {
        let own = without_route(&id, operation);
        let method = words(&operation.method);
        let sent = match id.starts_with(&method) {
            true => id.clone(),
            false => [method, id.clone()].concat(),
        };
        let short = without_noise(own, noise);
        vec![
            short,
            id.clone(),
            shorten(sent),
            shorten([id, spelt].concat()),
        ]
    };
    all.retain(|words| !words.is_empty());
    all.dedup();
    all
}

/// The method and the path; what is before a parameter is one of many: `/pets/{id}` is `pet`.
fn route(operation: &Operation) -> Vec<String> {
    let mut all = words(&operation.method);
    let pieces = &operation.path.pieces;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            PathPiece::Literal(text) => {
                let mut own = without_front(path_words(text));
                let one = text.ends_with('/') && pieces.get(at + 1).is_some();
                if let Some(last) = own.last_mut().filter(|_| one) {
                    match singular_word(last) {
                        Some(singular) => *last = singular,
                        None => own.extend(by(pieces.get(at + 1))),
                    }
                }
                all.extend(own);
            }
            PathPiece::Parameter(_) if at == 0 => all.extend(by(Some(piece))),
            PathPiece::Parameter(_) => {}
        }
    }
    all
}

/// The method and everything in the path.
fn spelt_route(operation: &Operation) -> Vec<String> {
    let mut all = words(&operation.method);
    for piece in &operation.path.pieces {
        match piece {
            PathPiece::Literal(text) => all.extend(path_words(text)),
            PathPiece::Parameter(_) => all.extend(by(Some(piece))),
        }
    }
    all
}

fn by(piece: Option<&PathPiece>) -> Vec<String> {
    match piece {
        Some(PathPiece::Parameter(name)) => {
            let mut all = vec!["by".to_owned()];
            all.extend(words(name));
            all
        }
        _ => Vec::new(),
    }
}

fn path_words(text: &str) -> Vec<String> {
    text.split('/').flat_map(words).collect()
}

/// Some frameworks put path and method behind the name of the function: `read_item_items__id__get`.
fn without_route<'w>(id: &'w [String], operation: &Operation) -> &'w [String] {
    let mut route = Vec::new();
    for piece in &operation.path.pieces {
        match piece {
            PathPiece::Literal(text) => route.extend(path_words(text)),
            PathPiece::Parameter(name) => route.extend(words(name)),
        }
    }
    route.extend(words(&operation.method));
    match id.strip_suffix(route.as_slice()) {
        Some(own) if !own.is_empty() => own,
        _ => id,
    }
}

/// Without `api` and a version in front.
fn without_front(words: Vec<String>) -> Vec<String> {
    let api = same_words(&words, &["api"]) || same_words(&words, &["rest"]);
    let mut from = usize::from(api);
    from += usize::from(words.get(from).is_some_and(|word| is_version(word)));
    if from == words.len() {
        return words;
    }
    words.into_iter().skip(from).collect()
}

fn is_version(word: &str) -> bool {
    let number = word.strip_prefix('v').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// What leads to a noun: `add_tag_for_task` in the service `tasks` is `add_tag`.
const DANGLING: &[&str] = &["for", "from", "of", "to"];
/// What joins the words around it.
const JOINING: &[&str] = &["and", "as", "or"];
/// What leads to a noun that belongs to the verb: `call_with_all_headers` in the service `headers` stays so.
const BINDING: &[&str] = &["by", "in", "on", "with", "without"];

/// `works_controller_list_works_v2` in the service `works` is `list`.
fn without_noise(full: &[String], noise: &[Vec<String>]) -> Vec<String> {
    let mut left: Vec<String> = full
        .iter()
        .filter(|word| *word != "controller")
        .cloned()
        .collect();
    if left.len() > 1 && left.last().is_some_and(|word| is_version(word)) {
        left.pop();
    }
    left = without_front(left);
    for phrase in noise {
        let mut kept = Vec::with_capacity(left.len());
        let mut rest = left.as_slice();
        while let Some((first, tail)) = rest.split_first() {
            if starts_with(rest, phrase) && !is_bound(&kept) {
                rest = rest.get(phrase.len()..).unwrap_or_default();
                let dangles = |word: &String| DANGLING.contains(&word.as_str());
                if rest.is_empty() && kept.len() > 1 && kept.last().is_some_and(dangles) {
                    kept.pop();
                }
            } else {
                kept.push(first.clone());
                rest = tail;
            }
        }
        if !kept.is_empty() {
            left = kept;
        }
    }
    left
}

/// Whether the last of these words say nothing without what follows.
fn is_bound(words: &[String]) -> bool {
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let joins = words.last().is_some_and(|word| is(JOINING, word));
    let mut last = words.iter().rev().take_while(|word| !is(DANGLING, word));
    joins || last.any(|word| is(BINDING, word))
}

fn starts_with(text: &[String], phrase: &[String]) -> bool {
    let same = |(a, b): (&String, &String)| stem(a) == stem(b);
    text.len() >= phrase.len() && text.iter().zip(phrase).all(same)
}
