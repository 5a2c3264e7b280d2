//! How to walk the pages of an operation.

/// An operation whose answers are pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Members that lead from the output to the list of items; none where it is the output.
    pub items: Vec<String>,
    /// What follows a page.
    pub step: PagingStep,
    /// The same in words, for documentation.
    pub words: String,
}

/// What follows a page.
#[derive(Clone, Debug, PartialEq)]
pub enum PagingStep {
    /// A cursor of the answer goes into the next request.
    Cursor(CursorStep),
    /// The next number of a page.
    Page(PageStep),
    /// The number of items so far.
    Offset(OffsetStep),
    /// A link of the answer.
    Link(LinkStep),
    /// What the answer's mode says.
    Modes(PagingModes),
}

/// Members that lead to a value of the answer, from its output.
pub type Path = Vec<String>;

/// A cursor of the answer goes into the next request.
#[derive(Clone, Debug, PartialEq)]
pub struct CursorStep {
    /// Where the cursor is.
    pub from: PagingSource,
    /// Where it goes.
    pub to: PagingTarget,
    /// The answer's boolean that says whether to go on.
    pub more: Option<Path>,
}

/// The next number of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct PageStep {
    /// Where it goes.
    pub to: PagingTarget,
    /// The number of the first page, if it is known.
    pub first: Option<u64>,
    /// The answer's number of its page, where that of the first is not known.
    pub current: Option<Path>,
    /// The answer's boolean that says whether to go on.
    pub more: Option<Path>,
    /// The answer's number of pages.
    pub pages: Option<Path>,
    /// The request's page size.
    pub size: Option<PagingSize>,
}

/// The number of items so far.
#[derive(Clone, Debug, PartialEq)]
pub struct OffsetStep {
    /// Where it goes.
    pub to: PagingTarget,
    /// The answer's boolean that says whether to go on.
    pub more: Option<Path>,
    /// The answer's number of items on all pages.
    pub total: Option<Path>,
    /// The request's page size.
    pub size: Option<PagingSize>,
}

/// How many items a page has at most.
#[derive(Clone, Debug, PartialEq)]
pub struct PagingSize {
    /// Where a request says it.
    pub to: PagingTarget,
    /// What it is where a request does not.
    pub default: Option<u64>,
}

/// A link of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkStep {
    /// Where the link is.
    pub from: PagingSource,
    /// The answer's boolean that says whether to go on.
    pub more: Option<Path>,
}

/// Where an answer has its cursor or link.
#[derive(Clone, Debug, PartialEq)]
pub enum PagingSource {
    /// A member.
    Member(Path),
    /// A member of the last item.
    LastItem(Path),
    /// A header.
    Header(String),
    /// The header `Link` with the relation `next`.
    LinkHeader,
}

/// Where a request takes its cursor or number.
#[derive(Clone, Debug, PartialEq)]
pub struct PagingTarget {
    /// The wire name of the parameter; the body where there is none.
    pub parameter: Option<String>,
    /// Members that lead to the place within it.
    pub members: Path,
}

/// An answer that says which way its pages go on.
#[derive(Clone, Debug, PartialEq)]
pub struct PagingModes {
    /// Members that lead from the output to the union that names the mode.
    pub answer: Path,
    /// The wire name of the parameter that asks for a page; its type is a union.
    pub parameter: String,
    /// The request's members that carry the caller's page size where a walk has to repeat it.
    pub limits: Vec<VariantField>,
    /// What to do in each mode.
    pub modes: Vec<PagingMode>,
}

/// A member of a variant.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantField {
    /// The variant's index in its union.
    pub variant: usize,
    /// The member's wire name.
    pub field: String,
}

/// A mode: what the answer says, and what to ask next.
#[derive(Clone, Debug, PartialEq)]
pub struct PagingMode {
    /// The variant's index in the answer's union.
    pub answer: usize,
    /// The next step.
    pub step: ModeStep,
}

/// The next step in a mode.
#[derive(Clone, Debug, PartialEq)]
pub enum ModeStep {
    /// There is only this page.
    End,
    /// Follow a cursor.
    Cursor(ModeCursor),
    /// Ask for the next page number.
    Page(ModePage),
}

/// Follow a cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct ModeCursor {
    /// The answer's boolean that says whether to go on.
    pub has_next: String,
    /// The answer's next cursor.
    pub next_cursor: String,
    /// The request's variant to ask with.
    pub request: usize,
    /// The request's member for the cursor.
    pub cursor: String,
    /// The request's member for the caller's page size.
    pub limit: Option<String>,
    /// How to walk back.
    pub back: Option<CursorBack>,
}

/// How to walk back.
#[derive(Clone, Debug, PartialEq)]
pub struct CursorBack {
    /// The answer's boolean that says whether to go on.
    pub has_previous: String,
    /// The answer's previous cursor.
    pub previous_cursor: String,
    /// The request's member for the direction.
    pub direction: String,
    /// The direction's value that walks back.
    pub value: String,
}

/// Ask for the next page number.
#[derive(Clone, Debug, PartialEq)]
pub struct ModePage {
    /// The answer's boolean that says whether to go on.
    pub has_next: String,
    /// The answer's page number.
    pub page: String,
    /// The answer's page size, repeated where the caller gave none.
    pub page_size: String,
    /// The request's variant to ask with.
    pub request: usize,
    /// The request's member for the page number.
    pub request_page: String,
    /// The request's member for the page size.
    pub request_page_size: String,
}
