//! Statements of many articles, one below the other, for a terminal.

use wortlaut_reading::{Record, Statement};

use crate::columns;
use crate::labels::{HEDGE, Labels};
use crate::quoted::{said, words};
use crate::terminal::TerminalOptions;
use crate::terminal::paint::{PLAIN, Paint, QUIET, STRONG, of_kind};

/// A statement, and what is known of where it is from.
#[derive(Clone, Copy, Debug)]
pub struct FoundStatement<'a> {
    /// How to name it to the program.
    pub address: &'a str,
    /// The text of its article.
    pub text: &'a str,
    /// The record it is part of.
    pub record: &'a Record,
    /// Its position there, from 0.
    pub position: usize,
    /// Who says it, where that is known better than by the words of the article.
    pub party: Option<&'a str>,
    /// When it was said, or else published.
    pub said: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// The headline, if it is known.
    pub title: Option<&'a str>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// Whether the article has a newer version.
    pub is_old: bool,
}

/// Lines of quoted words that are shown of a statement.
const LINES: usize = 3;

/// Draws statements: who does what with it and when, its words, and where it stands. Words that do not fit three lines are cut with `…`.
///
/// # Panics
/// If a position or a span of a record lies outside.
#[must_use]
pub fn found(statements: &[FoundStatement<'_>], options: &TerminalOptions) -> String {
    let labels = Labels::new(options.labels);
    let paint = Paint::new(options.colour);
    let address = statements.iter().map(|one| columns::width(one.address)).max().unwrap_or(0);
    let room = options.width.max(40).saturating_sub(address + 2).max(20);
    let indent = " ".repeat(address + 2);
    let mut out = String::new();
    for one in statements {
        let statement = &one.record.statements[one.position];
        paint.put(&mut out, QUIET, &format!("{:address$}  ", columns::clean(one.address)));
        paint.put(&mut out, STRONG, &columns::shortened(&who(one, statement, labels), room / 2));
        let mut more = String::new();
        if let Some(act) = statement.act {
            more += &format!(" · {}", labels.act(act));
        }
        if statement.hedge {
            more += &format!(" {HEDGE}");
        }
        more += &format!(" · {}", labels.kind(statement.kind));
        if let Some(said) = one.said {
            more += &format!(" · {}", columns::clean(said));
        }
        paint.put(&mut out, PLAIN, &more);
        out.push('\n');
        let quote = said(one.text, statement, LINES * room - LINES);
        for line in columns::lines(&quote, 0..quote.len(), room).into_iter().take(LINES) {
            out.push_str(&indent);
            paint.put(&mut out, of_kind(statement.kind), &quote[line]);
            out.push('\n');
        }
        let old = one.is_old.then(|| labels.older_version());
        let from: Vec<&str> = [one.outlet, one.title, one.url, old].into_iter().flatten().collect();
        if !from.is_empty() {
            out.push_str(&indent);
            paint.put(&mut out, QUIET, &columns::shortened(&from.join(" · "), room));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn who(one: &FoundStatement<'_>, statement: &Statement, labels: Labels) -> String {
    let speaker = statement.speaker.map(|span| words(one.text, span, 60));
    match (one.party, speaker) {
        (Some(party), _) => columns::clean(party),
        (None, Some(speaker)) => speaker,
        (None, None) => labels.nobody().to_owned(),
    }
}
