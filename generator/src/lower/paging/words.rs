//! What APIs call the members that pages are walked by, and of which type these are. All names are
//! without case and separators.

use crate::ir::{Field, Integer, Record, Scalar, TypeRef};
use crate::lower::Context;

/// What a member is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    HasNext,
    HasPrevious,
    NextCursor,
    PreviousCursor,
    Cursor,
    Limit,
    Page,
    PageSize,
    Direction,
}

/// Names without case and separators.
const WORDS: &[(Role, &[&str])] = &[
    (
        Role::HasNext,
        &["hasnext", "hasmore", "hasnextpage", "more"],
    ),
    (
        Role::HasPrevious,
        &[
            "hasprevious",
            "hasprev",
            "hasbefore",
            "haspreviouspage",
            "hasless",
        ],
    ),
    (
        Role::NextCursor,
        &[
            "nextcursor",
            "endcursor",
            "nextpagetoken",
            "nexttoken",
            "cursor",
        ],
    ),
    (
        Role::PreviousCursor,
        &[
            "previouscursor",
            "prevcursor",
            "startcursor",
            "previouspagetoken",
            "prevtoken",
        ],
    ),
    (
        Role::Cursor,
        &[
            "cursor",
            "pagetoken",
            "nexttoken",
            "token",
            "after",
            "startingafter",
        ],
    ),
    (
        Role::Limit,
        &[
            "limit",
            "first",
            "maxresults",
            "count",
            "size",
            "pagesize",
            "perpage",
        ],
    ),
    (
        Role::Page,
        &["page", "pagenumber", "pageno", "pageindex", "currentpage"],
    ),
    (Role::PageSize, &["pagesize", "perpage", "size", "limit"]),
    (Role::Direction, &["direction", "order", "dir"]),
];

/// Words in the names of objects that are about the page.
const ABOUT_PAGE: &[&str] = &[
    "page",
    "pages",
    "paging",
    "pagination",
    "pager",
    "meta",
    "metadata",
    "link",
    "links",
    "cursor",
    "cursors",
    "next",
    "info",
];

/// Lists that are no items.
pub(super) const NO_ITEMS: &[&str] = &[
    "errors",
    "warnings",
    "messages",
    "links",
    "included",
    "aggregations",
    "facets",
    "columns",
    "headers",
    "fields",
    "notices",
    "alerts",
    "failures",
    "sort",
    "orders",
];

/// Lists that are the items, where there are others.
pub(super) const ITEMS: &[&str] = &[
    "items",
    "data",
    "results",
    "result",
    "records",
    "value",
    "values",
    "entries",
    "elements",
    "list",
    "rows",
    "objects",
    "hits",
    "resources",
    "content",
];

/// Cursors of an answer that are called so for nothing else, the best first.
pub(super) const NEXT_CURSOR: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "nextcontinuationtoken",
    "continuationtoken",
    "nextpaginationtoken",
    "paginationtoken",
    "nextpagecursor",
    "nextmarker",
    "endcursor",
    "aftercursor",
    "cursorafter",
    "cursorsafter",
    "cursornext",
    "cursorsnext",
    "nextafter",
    "nextcursormark",
    "nextstartingafter",
    "nextpagekey",
    "nextkey",
    "scrollid",
    "nextscrollid",
    "nextpageoffset",
    "nextpagestartcursor",
    "xnextcursor",
    "xnextpagetoken",
    "xcontinuationtoken",
    "xmscontinuation",
    "xmscontinuationtoken",
    "xnexttoken",
    "cursor",
];

/// Cursors of a request.
pub(super) const CURSOR: &[&str] = &[
    "cursor",
    "pagetoken",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
    "pagecursor",
    "continuationtoken",
    "continuation",
    "xmscontinuation",
    "xmscontinuationtoken",
    "xcontinuationtoken",
    "paginationtoken",
    "startcursor",
    "aftercursor",
    "cursormark",
    "nextpagekey",
    "pagekey",
    "nextkey",
    "startkey",
    "startingafter",
    "startafter",
    "pageafter",
    "pagecursor",
    "scrollid",
    "marker",
    "nextmarker",
    "after",
    "token",
    "offset",
    "pageoffset",
];

/// Cursors that are the same in both: what an answer calls so means nothing for other parameters.
pub(super) const SAME: &[(&str, &[&str])] = &[
    ("continue", &["continue"]),
    ("nextoffset", &["offset", "nextoffset", "skip"]),
    ("nextpage", &["pagetoken", "page", "nextpage", "pagenumber"]),
    ("xnextpage", &["page", "pagenumber"]),
    ("nextpagenumber", &["page", "pagenumber"]),
    ("nextpagestart", &["start"]),
    ("nextstart", &["start"]),
    ("next", &["next"]),
];

/// The last item's id, told by the answer itself: a cursor only where it is told, too, whether
/// there is more.
pub(super) const LAST_ID: &[(&str, &[&str])] =
    &[("lastid", &["after", "afterid", "startingafter"])];

/// Cursors of a request that are the last item's id.
pub(super) const AFTER_ITEM: &[&str] = &["startingafter", "afterid", "after"];

/// Links of an answer that are called so for nothing else.
pub(super) const NEXT_LINK: &[&str] = &[
    "nextlink",
    "odatanextlink",
    "nexturl",
    "nexturi",
    "nexthref",
    "nextpagelink",
    "nextpageurl",
    "nextpageuri",
    "linknext",
    "linksnext",
    "pagesnext",
    "nextpagehref",
];

/// What says that there is more.
pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasnext",
    "hasnextpage",
    "more",
    "hasmorepages",
    "hasmoreitems",
    "hasmoreresults",
    "morepages",
    "moreresults",
    "hasmorerecords",
    "moreavailable",
    "ismore",
];

/// Numbers of pages in a request.
pub(super) const PAGE: &[&str] = &[
    "page",
    "pagenumber",
    "pageno",
    "pagenum",
    "pageindex",
    "currentpage",
    "pagepage",
];

/// Numbers of the page in an answer.
pub(super) const CURRENT: &[&str] = &["currentpage", "page", "pagenumber", "pageno", "pagenum"];

/// How many pages there are.
pub(super) const PAGES: &[&str] = &[
    "totalpages",
    "pagecount",
    "pagestotal",
    "lastpage",
    "numpages",
    "numberofpages",
    "pagetotal",
    "totalpage",
    "pages",
    "totalpagecount",
];

/// The page size in a request.
pub(super) const SIZE: &[&str] = &[
    "pagesize",
    "perpage",
    "limit",
    "itemsperpage",
    "pagelimit",
    "size",
    "maxresults",
    "top",
    "resultsperpage",
    "rowsperpage",
    "take",
    "rows",
    "count",
    "pagecount",
    "max",
    "numberofitems",
];

/// How many items are passed over.
pub(super) const OFFSET: &[&str] = &["offset", "skip", "startat", "pageoffset", "start"];

/// How many items there are on all pages.
pub(super) const TOTAL: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "totalelements",
    "numfound",
    "recordstotal",
    "totalhits",
    "totalnumber",
    "totalsize",
    "totalrows",
    "counttotal",
];

/// The member of a record that has a role: by name, in order of preference, and by type.
pub(super) fn find<'r>(context: &Context<'_>, record: &'r Record, role: Role) -> Option<&'r Field> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == role)?;
    words.iter().find_map(|word| {
        let mut fields = record.fields.iter();
        fields.find(|field| plain(&field.wire_name) == *word && fits(context, &field.ty, role))
    })
}

/// A name without case and separators.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether an object of this name is about the page.
pub(super) fn is_about_page(name: &str) -> bool {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        let begins = letter.is_uppercase() && was_lower;
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        was_lower = letter.is_lowercase();
        if let Some(word) = words.last_mut() {
            word.extend(
                letter
                    .to_lowercase()
                    .filter(|letter| letter.is_alphanumeric()),
            );
        }
    }
    words.iter().any(|word| ABOUT_PAGE.contains(&word.as_str()))
}

fn fits(context: &Context<'_>, ty: &TypeRef, role: Role) -> bool {
    match role {
        Role::HasNext | Role::HasPrevious => *ty == TypeRef::Scalar(Scalar::Bool),
        Role::NextCursor | Role::PreviousCursor | Role::Cursor => {
            *ty == TypeRef::Scalar(Scalar::String)
        }
        Role::Limit | Role::Page | Role::PageSize => matches!(
            ty,
            TypeRef::Scalar(
                Scalar::Integer(Integer::U32 | Integer::U64)
                    | Scalar::NonZeroU32
                    | Scalar::NonZeroU64
            )
        ),
        Role::Direction => matches!(context.shape(ty), Some(crate::ir::TypeShape::Enum(_))),
    }
}
