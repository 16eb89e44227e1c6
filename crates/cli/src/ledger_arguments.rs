//! The command line of everything that has to do with the ledger.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};
use wortlaut_reading::{Act, StatementType};

use crate::arguments::{Color, Labels};

/// Which ledger.
#[derive(Debug, Args)]
pub(crate) struct LedgerFile {
    /// The ledger [default: that of WORTLAUT_LEDGER, else wortlaut/ledger.db in your data directory]
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
}

/// How to talk to people.
#[derive(Debug, Args)]
pub(crate) struct Talk {
    /// Language of labels and messages [default: that of LC_ALL, LC_MESSAGES or LANG, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Labels>,

    /// Colours in output and messages; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

const ADD_EXAMPLES: &str = "\
Examples:
  wortlaut add archive/                                     all texts in a folder; again, only what is new
  wortlaut add page.txt --url https://example.org/a --outlet Kurier --published 2026-11-25
  wortlaut add draft.txt --source 'press release 12'        another text of this source is a new version
  wortlaut add archive/ --again                             read anew what was read by an older program

Exit codes: 0 all is in the ledger, 1 there was nothing to add, 2 something could not be read or written (the rest is added).";

/// Read articles and append what they say to the ledger.
///
/// What is there already, the same text of the same source, is passed over. Stopped at any moment, the same command goes on where it
/// was. Each line on standard output tells of an article that is safely in the ledger; its number names it to other commands.
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(crate) struct Add {
    /// Files, folders, patterns such as 'news/*.txt', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// What the versions of the article have in common [default: its --url]
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,

    /// Where the article was published
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) url: Option<String>,

    /// Its headline, if that is not part of the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,

    /// Who published it, or all of them
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,

    /// When it was published, or all of them: ISO 8601, such as 2026-11-25
    #[arg(long, value_name = "DATE", value_parser = published)]
    pub(crate) published: Option<String>,

    /// Read those again that are there, and append what is read now if it is something else
    #[arg(long)]
    pub(crate) again: bool,

    /// Read with the weights of this file, which wortlaut train wrote [default: those that are built in]
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,

    /// Articles to read at the same time [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

const FIND_EXAMPLES: &str = "\
Examples:
  wortlaut find Brücke                                   any inflection of the word
  wortlaut find '„sechs Monate“' --party Adomeit         words as they follow each other, said by her
  wortlaut find Prüfbericht --act deny --since 2026-11   what was denied since November
  wortlaut find 'Neubau -Kosten' --as-of 2026-11-24      as the ledger was that day
  wortlaut find --outlet Kurier --format jsonl           everything it published, for other programs

Words: all must occur; * at the end stands for any ending; - in front excludes; „“ or \"\" hold words together.

Exit codes: 0 something was found, 1 nothing was found, 2 something went wrong.";

/// Find statements in the ledger.
///
/// The latest come first. The number in front of each names it to wortlaut correct.
#[derive(Debug, Args)]
#[command(after_help = FIND_EXAMPLES)]
pub(crate) struct Find {
    /// Words of what was said
    #[arg(value_name = "WORDS", required_unless_present_any = ["party", "act", "type", "outlet", "since", "until"])]
    pub(crate) words: Vec<String>,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// Only what this party says; any words of its name
    #[arg(long, value_name = "NAME")]
    pub(crate) party: Option<String>,

    /// Only statements with which the party does this
    #[arg(long, value_name = "ACT", value_parser = acts())]
    pub(crate) act: Option<String>,

    /// Only statements of this type
    #[arg(long = "type", id = "type", value_name = "TYPE", value_parser = types())]
    pub(crate) of_type: Option<String>,

    /// Only what this outlet published
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,

    /// Only what was said then or later: a day, month or year; where the text does not tell, when it was published
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,

    /// Only what was said then or before
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,

    /// As the ledger was at the end of that day (UTC), or at that time
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// Also statements that stand only in older versions of an article
    #[arg(long)]
    pub(crate) all_versions: bool,

    /// What comes first
    #[arg(long, value_name = "ORDER", default_value = "added")]
    pub(crate) order: FindOrder,

    /// How many to show
    #[arg(short = 'n', long, value_name = "N", default_value = "20", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) limit: u32,

    /// How many to pass over first
    #[arg(long, value_name = "N", default_value = "0", hide_default_value = true)]
    pub(crate) offset: u64,

    /// How to show them
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    pub(crate) format: FindFormat,

    /// Columns of the terminal view [default: those of the terminal, at most 120, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub(crate) width: Option<u16>,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindOrder {
    /// What was added last
    Added,
    /// What was said last
    Said,
    /// What fits the words best
    Relevance,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FindFormat {
    /// For people
    Terminal,
    /// One statement a line, as in wortlaut/record/1, with its article
    Jsonl,
}

/// Show the versions of an article and what changed between them.
///
/// Statements that are altered, added and removed are listed, each with the places of its own version.
///
/// Exit codes: 0 there are versions, 1 there is none of that name, 2 something went wrong.
#[derive(Debug, Args)]
pub(crate) struct Versions {
    /// The address, or the name that --source gave
    #[arg(value_name = "SOURCE")]
    pub(crate) source: String,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

const VERIFY_EXAMPLES: &str = "\
Examples:
  wortlaut verify                            prints the head of the chain: note it elsewhere
  wortlaut verify --head 1042:sha256:5e8c…   and prove later that nothing before it was changed or cut off

Exit codes: 0 the ledger holds what was added, 2 it does not, or it could not be read.";

/// Prove that the ledger holds what was added.
///
/// Every hash is computed again, every place is cut out of its text again, and every table that is derived from the chain is derived again.
#[derive(Debug, Args)]
#[command(after_help = VERIFY_EXAMPLES)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// A number and hash that were noted before
    #[arg(long, value_name = "NUMBER:HASH")]
    pub(crate) head: Option<String>,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

/// Make the ledger's tables for searching anew.
///
/// Needed after an update that says so, and where wortlaut verify finds only derived tables damaged. The chain is not touched.
#[derive(Debug, Args)]
pub(crate) struct Reindex {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

/// Who writes an entry, and why. Both stay in the ledger for ever.
#[derive(Debug, Args)]
pub(crate) struct Answerable {
    /// Who does this
    #[arg(long, value_name = "NAME")]
    pub(crate) author: String,

    /// Why; it stays in the ledger, so without what is to be forgotten
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: String,
}

const FORGET_EXAMPLES: &str = "\
Example:
  wortlaut forget 17 --author 'Legal department' --reason 'court order 12/26'

Exit codes: 0 the words are gone, 2 something went wrong.";

/// Remove the words of an article from the ledger for legal reasons.
///
/// Its text, metadata and everything that was read from it are overwritten. Its entries stay with their hashes, so that the chain still
/// verifies; one more entry says who removed the words and why. This cannot be undone. Backups of the file keep the words.
#[derive(Debug, Args)]
#[command(after_help = FORGET_EXAMPLES)]
pub(crate) struct Forget {
    /// The article: its number as wortlaut add shows it, or a statement of it as wortlaut find shows it, such as 18.s2
    #[arg(value_name = "ARTICLE")]
    pub(crate) article: Entry,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) answerable: Answerable,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

const CORRECT_EXAMPLES: &str = "\
Examples:
  wortlaut correct --author Redaktion --reason 'a headline' reject 18.s2
  wortlaut correct --author Redaktion --reason typo rename party 'Adda Brandt' 'Ada Brandt'
  wortlaut correct --author Redaktion --reason 'same person' merge party Brandt 'Ada Brandt' --article 17
  wortlaut correct --author Redaktion --reason 'two people' split party 'Ada Brandt (Holtau)' 18.s3 18.s4

Exit codes: 0 the correction is in the ledger, 2 something went wrong.";

/// Correct what was read: parties, matters, statements that are none.
///
/// Nothing is overwritten: a correction is an entry with an author and a reason, and holds for what is read later, too.
#[derive(Debug, Args)]
#[command(after_help = CORRECT_EXAMPLES)]
pub(crate) struct Correct {
    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    #[command(flatten)]
    pub(crate) answerable: Answerable,

    #[command(flatten)]
    pub(crate) talk: Talk,

    #[command(subcommand)]
    pub(crate) what: What,
}

#[derive(Debug, Subcommand)]
pub(crate) enum What {
    /// This is no statement
    Reject {
        /// As wortlaut find shows it, such as 18.s2
        statement: Address,
    },
    /// It is a statement after all
    Accept {
        /// As wortlaut find shows it, such as 18.s2
        statement: Address,
    },
    /// A party or matter has another name
    Rename {
        /// Which of the two
        subject: Named,
        /// The name so far
        name: String,
        /// The name from now on
        to: String,
        /// Only in this article, by its number or a statement of it [default: in all, also those to come]
        #[arg(long, value_name = "ARTICLE")]
        article: Option<Entry>,
    },
    /// Two parties or matters are the same
    Merge {
        /// Which of the two
        subject: Named,
        /// The name that goes
        name: String,
        /// The name that stays
        into: String,
        /// Only in this article, by its number or a statement of it [default: in all, also those to come]
        #[arg(long, value_name = "ARTICLE")]
        article: Option<Entry>,
    },
    /// Some statements of an article belong to another party or matter
    Split {
        /// Which of the two
        subject: Named,
        /// The name of the other one
        to: String,
        /// As wortlaut find shows them, such as 18.s2
        #[arg(required = true)]
        statements: Vec<Address>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Named {
    /// Who says something
    Party,
    /// What statements are about
    Matter,
}

/// An entry by its number, or by a statement of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry(pub(crate) u64);

impl std::str::FromStr for Entry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let statement = text.parse::<Address>().map(|address| address.record);
        let number = text.parse().ok().filter(|number| *number > 0);
        number
            .or(statement.ok())
            .map(Self)
            .ok_or_else(|| "a number such as 17, or a statement such as 18.s2, is expected".to_owned())
    }
}

/// A statement: the entry of its record and its position there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) record: u64,
    /// From 0.
    pub(crate) position: usize,
}

impl std::str::FromStr for Address {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts =
            text.split_once(".s").and_then(|(record, number)| Some((record.parse().ok()?, number.parse::<usize>().ok()?)));
        match parts {
            Some((record, number @ 1..)) => Ok(Self { record, position: number - 1 }),
            _ => Err("a statement is expected as wortlaut find shows it, such as 18.s2".to_owned()),
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.s{}", self.record, self.position + 1)
    }
}

/// Write what is in the ledger for other programs.
///
/// The newest reading of the newest version of every article, in the order of adding. Rejected statements are left out, and parties and matters have
/// the names that corrections gave them; with --as-read, records are as wortlaut read gives them.
///
/// Exit codes: 0 records were written, 1 there were none, 2 something went wrong.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// What to write
    pub(crate) format: ExportFormat,

    #[command(flatten)]
    pub(crate) ledger: LedgerFile,

    /// Write to a file instead of standard output; it is replaced once all is done
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// As the ledger was at the end of that day (UTC), or at that time
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<String>,

    /// Without corrections
    #[arg(long)]
    pub(crate) as_read: bool,

    #[command(flatten)]
    pub(crate) talk: Talk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Records of the schema wortlaut/record/1, one a line
    Jsonl,
}

fn acts() -> PossibleValuesParser {
    Act::ALL.iter().map(|act| act.name()).collect::<Vec<_>>().into()
}

fn types() -> PossibleValuesParser {
    StatementType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().into()
}

/// A date with or without a time, or less of it.
fn published(text: &str) -> Result<String, String> {
    let date = text.get(..10).unwrap_or(text);
    let dated = wortlaut_ledger::Time::end_of(date).is_ok() && matches!(text.as_bytes().get(10), None | Some(b'T'));
    if dated {
        Ok(text.to_owned())
    } else {
        Err("a date is expected, such as 2026-11-25 or 2026-11-25T09:30:00+01:00".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_named_by_record_and_number() {
        assert_eq!("18.s2".parse(), Ok(Address { record: 18, position: 1 }));
        assert_eq!(Address { record: 18, position: 1 }.to_string(), "18.s2");
        for wrong in ["18", "18.2", "s2", "18.s0", "18.s", ".s1", "-1.s1", ""] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn articles_are_published_on_days_that_there_are() {
        for good in ["2026-11-25", "2026-11-25T09:30:00+01:00"] {
            assert!(published(good).is_ok(), "{good}");
        }
        for wrong in ["2026-11-31", "gestern", "25.11.2026", "2026-11-25 09:30", ""] {
            assert!(published(wrong).is_err(), "{wrong}");
        }
    }
}
