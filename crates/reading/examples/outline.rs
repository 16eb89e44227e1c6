//! Prints the clauses behind a reading: `cargo run -p wortlaut-reading --example outline -- FILE`.
#![allow(clippy::print_stdout)]

use std::error::Error;

use wortlaut_text::{Article, Metadata};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let article = Article::new(std::fs::read_to_string(path)?, Metadata::default())?;
        println!("{}", wortlaut_reading::outline(&article));
    }
    Ok(())
}
