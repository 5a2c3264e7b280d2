//! What every part of the lowering shares: the document, the findings, the API so far.

use super::schema::{Facts, Heirs, Places};
use crate::config::Config;
use crate::diagnostic::Code;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::{Node, Object};
use crate::ir::{
    Api, Docs, Dropped, Origin, Place, SchemeId, TypeDef, TypeId, TypeRef, TypeShape, Usage, XmlId,
};
use crate::source::{Pointer, Span};
use foldhash::{HashMap, HashSet};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

/// The state of one lowering.
pub struct Context<'a> {
    /// The document in the shape of OpenAPI 3.0.
    pub document: &'a Node,
    /// What the user decided.
    pub config: &'a Config,
    /// The findings.
    pub diagnostics: &'a mut Diagnostics,
    /// The API so far.
    pub api: Api,
    /// The types of schemas, by the places of the schemas that hold together.
    pub(super) known: HashMap<Places, Known>,
    /// What schemas say, their alternatives as written, by their places.
    pub(super) gathered: HashMap<Pointer, Rc<Facts>>,
    /// What schemas say, by their places.
    pub(super) settled: HashMap<Pointer, Rc<Facts>>,
    /// Whether schemas or their alternatives take `null`, by their places.
    pub(super) null: HashMap<Pointer, bool>,
    /// Which schemas have another one among their `allOf`, once somebody asked.
    pub(super) heirs: Option<Rc<Heirs>>,
    /// The places that are reported as untyped.
    pub(super) untyped: HashSet<Pointer>,
    /// Component schemas that have a type but no shape yet.
    pub(super) waiting: VecDeque<(Pointer, TypeId)>,
    /// The types of patches, by the places of the schemas that hold together.
    pub(super) patches: HashMap<Places, TypeId>,
    /// Patches that have no members yet.
    pub(super) patches_waiting: VecDeque<(Places, TypeId)>,
    /// The tables of objects in XML, by the places of the schemas that hold together.
    pub(super) xml: HashMap<Places, XmlId>,
    /// Tables that have no members yet.
    pub(super) xml_waiting: VecDeque<(Places, XmlId)>,
    /// The security schemes by name.
    pub(super) schemes: HashMap<String, SchemeId>,
    /// Where chains of `$ref` end, by each place on their way: long ones are followed once.
    ends: RefCell<HashMap<Pointer, Pointer>>,
    /// How many members schemas took over from the parts of their `allOf`.
    pub(super) taken_over: usize,
    /// The places that were already reported, for findings that a schema would give at each use.
    reported: HashSet<(Pointer, String)>,
}

/// What is known of the type of a schema.
#[derive(Clone, Debug)]
pub(super) enum Known {
    /// It is being lowered.
    Busy,
    /// It is being lowered, and has this type if it needs one with a name.
    Reserved(TypeId),
    /// It is being lowered, and a cycle back to it refers to this type.
    Used(TypeId),
    /// Its type.
    Done(TypeRef),
}

impl<'a> Context<'a> {
    /// Nothing lowered yet.
    pub fn new(document: &'a Node, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            config,
            diagnostics,
            api: Api::default(),
            known: HashMap::default(),
            gathered: HashMap::default(),
            settled: HashMap::default(),
            null: HashMap::default(),
            heirs: None,
            untyped: HashSet::default(),
            waiting: VecDeque::new(),
            patches: HashMap::default(),
            patches_waiting: VecDeque::new(),
            xml: HashMap::default(),
            xml_waiting: VecDeque::new(),
            schemes: HashMap::default(),
            ends: RefCell::default(),
            taken_over: 0,
            reported: HashSet::default(),
        }
    }

    /// What stands at a place.
    pub fn node(&self, at: &Pointer) -> Option<&'a Node> {
        self.document.at(at)
    }

    /// The keys of the object at a place. Anything else there is an error.
    pub(super) fn keys(&mut self, at: &Pointer) -> impl Iterator<Item = &'a String> + use<'a> {
        let object = self.expect(at, "an object", Node::as_object);
        object.into_iter().flat_map(Object::keys)
    }

    /// The elements of the array at a place. Anything else there is an error.
    pub(super) fn elements(&mut self, at: &Pointer) -> &'a [Node] {
        let array = self.expect(at, "an array", Node::as_array);
        array.unwrap_or_default()
    }

    fn expect<T>(
        &mut self,
        at: &Pointer,
        expected: &str,
        read: fn(&'a Node) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(at)?;
        let found = read(node);
        if found.is_none() {
            let message = format!("{expected} is expected here, not {}", node.kind());
            let wrong = Diagnostic::error(Code::InvalidDocument, message);
            self.once(at, wrong.at(node.span, ""));
        }
        found
    }

    /// The place that a place stands for, through chains of `$ref`. (That none is a circle was
    /// checked before; the bound only keeps a defect from hanging.)
    pub fn resolve(&self, at: &Pointer) -> Pointer {
        const BOUND: usize = 1_000_000;
        let (mut at, mut way) = (at.clone(), Vec::new());
        loop {
            if let Some(end) = self.ends.borrow().get(&at) {
                at = end.clone();
                break;
            }
            let target = self
                .node(&at)
                .and_then(|node| node.get("$ref"))
                .and_then(Node::as_str)
                .and_then(Pointer::parse);
            match target.filter(|_| way.len() < BOUND) {
                Some(target) => way.push(std::mem::replace(&mut at, target)),
                None => break,
            }
        }
        let ends = way.into_iter().map(|place| (place, at.clone()));
        self.ends.borrow_mut().extend(ends);
        at
    }

    /// A place with its span.
    pub fn origin(&self, at: &Pointer) -> Origin {
        Origin {
            pointer: at.clone(),
            span: self.span(at),
        }
    }

    /// Where a place stands in its file.
    pub fn span(&self, at: &Pointer) -> Span {
        self.node(at).map(|node| node.span).unwrap_or_default()
    }

    /// A text of what stands at a place.
    pub fn text(&self, at: &Pointer, key: &str) -> Option<&'a str> {
        self.node(at)?.get(key)?.as_str()
    }

    /// The name that the document pins at a place.
    pub fn pinned(&self, at: &Pointer) -> Option<String> {
        self.text(at, "x-clientwright-name").map(str::to_owned)
    }

    /// Reports what would be found again at each use of a place, once.
    pub(super) fn once(&mut self, at: &Pointer, diagnostic: Diagnostic) {
        if self
            .reported
            .insert((at.clone(), diagnostic.message.clone()))
        {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The last finding as the reason why something is left out.
    pub(super) fn dropped(&self, at: &Pointer) -> Dropped {
        let last = self.diagnostics.last();
        Dropped {
            pointer: at.clone(),
            code: last
                .map(|last| last.code.slug())
                .unwrap_or_default()
                .to_owned(),
            reason: last.map(|last| last.message.clone()).unwrap_or_default(),
        }
    }

    /// A type whose shape follows.
    pub(super) fn reserve(&mut self, at: &Pointer, place: Place) -> TypeId {
        let id = TypeId(self.api.types.len() as u32);
        self.api.types.push(TypeDef {
            id,
            place,
            pinned: None,
            shape: TypeShape::Alias(TypeRef::AnyJson),
            usage: Usage::default(),
            docs: Docs::default(),
            origin: self.origin(at),
        });
        id
    }

    /// A type by its id.
    pub fn ty(&self, id: TypeId) -> Option<&TypeDef> {
        self.api.types.get(id.0 as usize)
    }

    /// What a use of a type comes down to when aliases and nullability are taken off.
    pub fn shape(&self, ty: &TypeRef) -> Option<&TypeShape> {
        let mut ty = ty;
        for _ in 0..=self.api.types.len() {
            match ty {
                TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => ty = inner,
                TypeRef::Named(id) => match &self.ty(*id)?.shape {
                    TypeShape::Alias(target) => ty = target,
                    shape => return Some(shape),
                },
                _ => return None,
            }
        }
        None
    }
}
