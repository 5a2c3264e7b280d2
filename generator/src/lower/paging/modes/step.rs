//! One mode of an answer to the step that follows it.

use crate::ir::{
    CursorBack, Field, Literal, ModeCursor, ModePage, ModeStep, Presence, Record, TypeShape, Union,
};
use crate::lower::Context;
use crate::lower::paging::words::{Role, find};

/// What an answer's backward step is called in a request.
const BACKWARDS: [&str; 5] = ["previous", "prev", "backward", "before", "back"];

/// The step; `None` if the request has nothing that goes on from such an answer.
pub(super) fn of(context: &Context<'_>, told: &Record, asked: &Union) -> Option<ModeStep> {
    let name = |field: &Field| field.wire_name.clone();
    let role = |role| find(context, told, role);
    let required = |field: &&Field| field.presence == Presence::Required;
    let Some(has_next) = role(Role::HasNext).filter(required) else {
        return Some(ModeStep::End);
    };
    if let Some(next_cursor) = role(Role::NextCursor) {
        let mut requests = super::alternatives(context, asked);
        return requests.find_map(|(request, record)| {
            let cursor = find(context, record, Role::Cursor)?;
            let limit = find(context, record, Role::Limit);
            let known = [Some(cursor), limit, find(context, record, Role::Direction)];
            others_are_optional(record, &known).then_some(())?;
            Some(ModeStep::Cursor(ModeCursor {
                has_next: name(has_next),
                next_cursor: name(next_cursor),
                request,
                cursor: name(cursor),
                limit: limit.map(name),
                back: back(context, told, record),
            }))
        });
    }
    let page = role(Role::Page).filter(required)?;
    let page_size = role(Role::PageSize).filter(required)?;
    let mut requests = super::alternatives(context, asked);
    requests.find_map(|(request, record)| {
        let request_page = find(context, record, Role::Page)?;
        let request_page_size = find(context, record, Role::PageSize)?;
        let known = [Some(request_page), Some(request_page_size)];
        others_are_optional(record, &known).then_some(())?;
        Some(ModeStep::Page(ModePage {
            has_next: name(has_next),
            page: name(page),
            page_size: name(page_size),
            request,
            request_page: name(request_page),
            request_page_size: name(request_page_size),
        }))
    })
}

fn others_are_optional(record: &Record, known: &[Option<&Field>]) -> bool {
    record.fields.iter().all(|field| {
        let is_known = known
            .iter()
            .flatten()
            .any(|one| one.wire_name == field.wire_name);
        is_known || field.presence == Presence::Optional
    })
}

fn back(context: &Context<'_>, told: &Record, record: &Record) -> Option<CursorBack> {
    let has_previous = find(context, told, Role::HasPrevious)?;
    let previous_cursor = find(context, told, Role::PreviousCursor)?;
    let direction = find(context, record, Role::Direction)?;
    let TypeShape::Enum(values) = context.shape(&direction.ty)? else {
        return None;
    };
    let value = values.values.iter().find_map(|value| match &value.value {
        Literal::String(text) if BACKWARDS.contains(&text.to_lowercase().as_str()) => Some(text),
        _ => None,
    })?;
    Some(CursorBack {
        has_previous: has_previous.wire_name.clone(),
        previous_cursor: previous_cursor.wire_name.clone(),
        direction: direction.wire_name.clone(),
        value: value.clone(),
    })
}
