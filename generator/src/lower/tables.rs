//! Which tables for XML anybody needs: those that a body leads to.

use super::walk;
use crate::ir::{Api, Content, Operation, XmlId, XmlObject, XmlShape};

/// Takes out the tables that no body of an operation leads to: a request that is written as JSON
/// has no use for how it would look in XML.
pub(super) fn prune(api: &mut Api) {
    let mut waiting = Vec::new();
    each_root(api, &mut |shape| ids(shape, &mut |id| waiting.push(*id)));
    let mut needed = vec![false; api.xml.len()];
    while let Some(XmlId(id)) = waiting.pop() {
        let index = id as usize;
        match needed.get_mut(index) {
            Some(needed) if !*needed => *needed = true,
            _ => continue,
        }
        if let Some(table) = api.xml.get_mut(index) {
            each_shape(table, &mut |shape| ids(shape, &mut |id| waiting.push(*id)));
        }
    }
    let places = walk::places(&needed);
    let mut kept = needed.into_iter();
    api.xml.retain(|_| kept.next() == Some(true));
    let rename = &mut |id: &mut XmlId| {
        if let Some(place) = places.get(id.0 as usize) {
            *id = XmlId(*place);
        }
    };
    for table in &mut api.xml {
        each_shape(table, &mut |shape| ids(shape, rename));
    }
    each_root(api, &mut |shape| ids(shape, rename));
}

fn each_root(api: &mut Api, found: &mut dyn FnMut(&mut XmlShape)) {
    let operations = api.services.iter_mut().flat_map(|one| &mut one.operations);
    for content in operations.flat_map(contents) {
        if let Some(root) = &mut content.xml {
            found(&mut root.shape);
        }
    }
}

fn contents(operation: &mut Operation) -> impl Iterator<Item = &mut Content> {
    let sent = operation
        .body
        .iter_mut()
        .flat_map(|body| &mut body.contents);
    let responses = &mut operation.responses;
    let all = responses.by_status.iter_mut().map(|(_, response)| response);
    let all = all.chain(responses.default.as_mut());
    sent.chain(all.flat_map(|response| &mut response.contents))
}

fn each_shape(table: &mut XmlObject, found: &mut dyn FnMut(&mut XmlShape)) {
    let members = table.members.iter_mut().map(|member| &mut member.shape);
    members.chain(table.others.as_mut()).for_each(found);
}

fn ids(shape: &mut XmlShape, found: &mut dyn FnMut(&mut XmlId)) {
    match shape {
        XmlShape::Object(id) => found(id),
        XmlShape::List { of, .. } | XmlShape::Map(of) => ids(of, found),
        XmlShape::Text | XmlShape::Number | XmlShape::Bool | XmlShape::Any => {}
    }
}
