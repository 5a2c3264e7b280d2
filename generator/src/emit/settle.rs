//! What holds of a type once it holds of types that it uses: found by looking at a type again only
//! when one of those was settled, so that long chains of types stay quick.

use super::uses;
use crate::ir::{Api, TypeId, TypeRef, TypeShape};
use std::collections::VecDeque;

/// Settles types until nothing changes. `look` says what holds of a type, given what is settled so far.
pub fn settle<T: Copy>(
    api: &Api,
    look: impl Fn(&[Option<T>], &TypeShape, TypeId) -> Option<T>,
) -> Vec<Option<T>> {
    let users = users(api);
    let mut settled = vec![None; api.types.len()];
    let mut waiting: VecDeque<usize> = (0..api.types.len()).collect();
    while let Some(index) = waiting.pop_front() {
        let (Some(ty), Some(None)) = (api.types.get(index), settled.get(index)) else {
            continue;
        };
        let found = look(&settled, &ty.shape, TypeId(index as u32));
        if found.is_some() {
            if let Some(slot) = settled.get_mut(index) {
                *slot = found;
            }
            waiting.extend(users.get(index).into_iter().flatten());
        }
    }
    settled
}

/// The types that use each type, by its [`TypeId`].
fn users(api: &Api) -> Vec<Vec<usize>> {
    let mut users = vec![Vec::new(); api.types.len()];
    for (index, ty) in api.types.iter().enumerate() {
        uses::each(&ty.shape, &mut |used| {
            let TypeRef::Named(id) = used else { return };
            if let Some(users) = users.get_mut(id.0 as usize) {
                users.push(index);
            }
        });
    }
    users
}
