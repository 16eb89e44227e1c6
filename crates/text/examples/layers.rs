//! Prints what this crate finds in a text: `cargo run -p wortlaut-text --example layers -- FILE` (`-` or nothing reads standard input).
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::io::Read;

use wortlaut_text::{Article, CodePoints, Metadata, decode};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    match std::env::args().nth(1).as_deref() {
        None | Some("-") => std::io::stdin().read_to_end(&mut bytes)?,
        Some(path) => std::fs::File::open(path)?.read_to_end(&mut bytes)?,
    };
    let article = Article::from_decoded(decode(&bytes)?, Metadata::default())?;
    let code_points = CodePoints::new(article.text());
    println!("{} {:?}", article.id(), article.language());
    let mut last_block = None;
    for sentence in article.sentences() {
        if last_block != Some(sentence.block) {
            println!("-- {:?}", article.blocks()[sentence.block].kind);
            last_block = Some(sentence.block);
        }
        let tokens: Vec<&str> = sentence.tokens.range().map(|index| article.token_text(index)).collect();
        println!("   {}", tokens.join("|"));
    }
    for quotation in article.quotations() {
        let (start, end) = code_points.range(quotation.span);
        let recovered = if quotation.recovered { " recovered" } else { "" };
        println!("quotation {start}..{end} in {:?}{recovered}: {:?}", quotation.parent, quotation.content.of(article.text()));
    }
    for diagnostic in article.diagnostics() {
        println!("{} at {:?}: {}", diagnostic.kind.name(), diagnostic.span, diagnostic.message);
    }
    Ok(())
}
