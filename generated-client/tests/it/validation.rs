//! How the service reads its query: parsed by qs, then validated as a union whose first fit wins.

use std::collections::BTreeMap;

/// What was asked for.
#[derive(Debug, PartialEq)]
pub enum Pagination {
    Page {
        page: u64,
        size: u64,
    },
    Cursor {
        cursor: String,
        limit: Option<usize>,
    },
    First {
        limit: Option<usize>,
    },
}

/// What a query asks for; `None` if the service refuses it with code 400.
pub fn read(query: &str) -> Option<Pagination> {
    let pairs: Vec<(String, String)> = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, value)| (decode(key), decode(value)))
        .collect();
    let account = pairs
        .iter()
        .any(|(key, value)| key == "accountId" && !value.is_empty());
    if !account || pairs.iter().any(|(key, _)| key == "pagination") {
        return None;
    }
    let members: BTreeMap<&str, &str> = pairs
        .iter()
        .filter_map(|(key, value)| {
            let member = key.strip_prefix("pagination[")?.strip_suffix(']')?;
            Some((member, value.as_str()))
        })
        .collect();
    let number = |key: &str| {
        members
            .get(key)
            .and_then(|text| text.parse().ok())
            .filter(|n| *n > 0)
    };
    if members.is_empty() {
        return Some(Pagination::First { limit: None });
    }
    if let (Some(page), Some(size)) = (number("page"), number("pageSize")) {
        return Some(Pagination::Page { page, size });
    }
    let limit = match members.get("limit") {
        Some(_) => Some(number("limit")? as usize),
        None => None,
    };
    if let Some(cursor) = members.get("cursor") {
        let cursor = (*cursor).to_owned();
        return Some(Pagination::Cursor { cursor, limit });
    }
    let next = members
        .get("direction")
        .is_none_or(|direction| *direction == "next");
    (next && (limit.is_some() || members.contains_key("direction")))
        .then_some(Pagination::First { limit })
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                let digits = std::str::from_utf8(&digits).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_service_reads_brackets_raw_and_encoded() {
    let page = Some(Pagination::Page { page: 2, size: 20 });
    assert_eq!(
        read("accountId=a&pagination[page]=2&pagination[pageSize]=20"),
        page
    );
    assert_eq!(
        read("accountId=a&pagination%5Bpage%5D=2&pagination%5BpageSize%5D=20"),
        page
    );
    assert_eq!(
        read("accountId=a&page=2&pageSize=20"),
        Some(Pagination::First { limit: None })
    );
    assert_eq!(read("accountId=a&pagination={}"), None);
}
