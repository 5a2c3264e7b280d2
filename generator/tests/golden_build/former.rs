//! A program that calls everything as it was called before: it compiles, and the compiler warns of each name.

use crate::renamed::api::pets::{List, Pets};
use crate::renamed::types::{Kind, Pet, Round, Shape};
use crate::renamed::{Client, Error, ErrorCode, Server};

// A name that is no former one, or none that the compiler warns of, leaves an expectation unfulfilled, which the
// workspace's lints do not let pass.
#[deny(unfulfilled_lint_expectations)]
mod program {
    use super::*;

    #[expect(deprecated)]
    pub fn server() -> Server {
        Server::Second
    }

    #[expect(deprecated)]
    pub fn client() -> Result<Client, Error> {
        let client = Client::builder().server(server()).key("secret");
        client.build()
    }

    #[expect(deprecated)]
    pub fn tag(client: &Client) -> Pets {
        client.animals()
    }

    #[expect(deprecated)]
    pub fn module(tag: Pets) -> crate::renamed::api::animals::List {
        tag.list()
    }

    #[expect(deprecated)]
    pub fn operation(tag: &crate::renamed::api::pets::Animals) -> List {
        tag.find()
    }

    #[expect(deprecated)]
    pub fn call(call: List) -> crate::renamed::api::pets::Find {
        call.of(Kind::Cat)
    }

    #[expect(deprecated)]
    pub fn setter() -> Pet {
        Pet::new("Tom").nickname("T")
    }

    #[expect(deprecated)]
    pub fn built() -> Round {
        Shape::circle(1.0)
    }

    #[expect(deprecated)]
    pub fn pattern(kind: crate::renamed::types::PetKind) -> bool {
        match kind {
            Kind::Feline => true,
            Kind::Dog => false,
            Kind::Unknown(_) => false,
        }
    }

    #[expect(deprecated)]
    pub fn code(code: ErrorCode) -> bool {
        matches!(code, ErrorCode::Missing)
    }

    #[expect(deprecated)]
    pub fn expected(server: &crate::renamed::testing::MockServer) {
        server.expect().animals().find().returns([]);
    }

    #[expect(deprecated)]
    pub fn holder<'a>(
        tag: crate::renamed::testing::pets::Animals<'a>,
    ) -> crate::renamed::testing::animals::Animals<'a> {
        tag
    }

    /// The old struct and the old call, of which one has the name that the other had.
    #[expect(deprecated)]
    pub fn exchanged(
        tag: &crate::renamed_taken::api::search::Search,
    ) -> crate::renamed_taken::api::search::SearchCall {
        tag.search()
    }

    #[expect(deprecated)]
    pub fn webhook(body: crate::renamed::webhooks::NewPet) -> String {
        body.name
    }
}

#[test]
fn former_names_lead_to_what_there_is() {
    let client = program::client().unwrap();
    let tag = program::tag(&client);
    let call = program::call(program::operation(&tag));
    assert!(program::module(tag).to_request().is_ok());
    let request = call.to_request().unwrap();
    assert_eq!(request.uri(), "https://b.example.com/pets?kind=cat");
    assert_eq!(program::setter(), Pet::new("Tom").nick("T"));
    assert_eq!(program::built(), Shape::round(1.0));
    assert!(program::pattern(Kind::Cat) && !program::pattern(Kind::Dog));
    assert!(program::code(ErrorCode::NotFound));
    assert_eq!(program::webhook(Pet::new("Tom")), "Tom");
    let server = crate::renamed::testing::MockServer::new();
    program::expected(&server);
    let all = crate::calls::now(server.client().pets().list());
    assert!(all.unwrap().is_empty());
    program::holder(server.expect().pets());
}

#[test]
fn a_former_name_gives_way_to_what_has_it_now() {
    let client = crate::renamed_taken::Client::builder().build().unwrap();
    let call = program::exchanged(&client.find());
    assert!(call.to_request().is_ok());
    let call: crate::renamed_taken::api::animals::AnimalsCall = client.animals().animals();
    assert!(call.to_request().is_ok());
}
