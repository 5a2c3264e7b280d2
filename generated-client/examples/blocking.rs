//! Lists works without async: the same client and the same calls, waited for.
//!
//! `cargo run --features blocking --example blocking -- --api-key KEY --account ID`

#[cfg(feature = "blocking")]
fn main() -> Result<(), aitoearn_client::Error> {
    waits::main()
}

#[cfg(not(feature = "blocking"))]
fn main() {
    eprintln!("this example needs `--features blocking`");
}

pub mod common;

#[cfg(feature = "blocking")]
pub mod waits {
    //! The example itself.

    use super::common::{self, Settings};
    use aitoearn_client::Error;
    use aitoearn_client::runtime::blocking::{Wait, WaitEach};

    /// What there is to run.
    pub fn main() -> Result<(), Error> {
        let settings = common::settings(std::env::args().skip(1))?;
        println!("{} works", walk(&settings)?);
        Ok(())
    }

    /// Prints the ids of the first page, then those of all; counts them.
    pub fn walk(settings: &Settings) -> Result<usize, Error> {
        let list = || {
            let works = settings.client.works();
            works.list(settings.platform.as_str(), &settings.account)
        };
        let first = list().wait()?;
        println!("{} on the first page", first.items.len());
        let mut count = 0;
        for work in list().items().wait_each() {
            println!("{}", work?.platform_work_id);
            count += 1;
        }
        Ok(count)
    }
}
