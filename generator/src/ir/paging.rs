//! How to walk the pages of an operation.

/// An operation whose answer says which way its pages go on.
#[derive(Clone, Debug, PartialEq)]
pub struct Paging {
    /// Members that lead from the output to the list of items.
    pub items: Vec<String>,
    /// Members that lead from the output to the union that names the mode.
    pub answer: Vec<String>,
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
    pub step: PagingStep,
}

/// The next step of a walk.
#[derive(Clone, Debug, PartialEq)]
pub enum PagingStep {
    /// There is only this page.
    End,
    /// Follow a cursor.
    Cursor(CursorStep),
    /// Ask for the next page number.
    Page(PageStep),
}

/// Follow a cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct CursorStep {
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
pub struct PageStep {
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
