//! What is printed for what: golden outputs, and the laws that names and files obey.

mod hand;
mod laws;
mod zoo;
