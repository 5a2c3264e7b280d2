//! What APIs call the members that pages are walked by, and of which type these are.

use crate::ir::{Field, Record, Scalar, TypeRef};
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

/// The member of a record that has a role: by name, in order of preference, and by type.
pub(super) fn find<'r>(context: &Context<'_>, record: &'r Record, role: Role) -> Option<&'r Field> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == role)?;
    words.iter().find_map(|word| {
        let mut fields = record.fields.iter();
        fields.find(|field| plain(&field.wire_name) == *word && fits(context, &field.ty, role))
    })
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn fits(context: &Context<'_>, ty: &TypeRef, role: Role) -> bool {
    match role {
        Role::HasNext | Role::HasPrevious => *ty == TypeRef::Scalar(Scalar::Bool),
        Role::NextCursor | Role::PreviousCursor | Role::Cursor => {
            *ty == TypeRef::Scalar(Scalar::String)
        }
        Role::Limit | Role::Page | Role::PageSize => matches!(
            ty,
            TypeRef::Scalar(Scalar::U64 | Scalar::NonZeroU64 | Scalar::U32 | Scalar::NonZeroU32)
        ),
        Role::Direction => matches!(context.shape(ty), Some(crate::ir::TypeShape::Enum(_))),
    }
}
