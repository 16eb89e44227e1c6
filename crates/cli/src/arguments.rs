//! The command line.

use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use wortlaut_reading::StatementType;
use wortlaut_text::Language;
use wortlaut_training::{CorpusFormat, DifferenceKind};

use crate::ledger_arguments::{Add, Correct, Export, Find, Forget, Reindex, Verify, Versions};

/// Who said that, who confirmed it, and what did they say before?
///
/// Wortlaut reads German news and shows every statement at its exact place in the text: who said it, to whom, what the
/// party does with it, and how sure the reading is. It never rules who is right.
#[derive(Debug, Parser)]
#[command(name = "wortlaut", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and show who said what
    Read(Read),
    /// Measure the reading on annotated articles
    Eval(Eval),
    /// Annotate articles for correction, and bring annotations from one format into another
    Convert(Convert),
    /// Train a model on annotated articles
    Train(Train),
    /// Read articles and append what they say to the ledger
    Add(Add),
    /// Find statements in the ledger
    Find(Find),
    /// Show the versions of an article and what changed between them
    Versions(Versions),
    /// Prove that the ledger holds what was added
    Verify(Verify),
    /// Make the ledger's tables for searching anew
    Reindex(Reindex),
    /// Remove the words of an article from the ledger for legal reasons
    Forget(Forget),
    /// Correct what was read: parties, matters, statements that are none
    Correct(Correct),
    /// Write what is in the ledger for other programs
    Export(Export),
}

const EXIT_CODES: &str = "Exit codes: 0 something was found, 1 nothing was found, 2 something went wrong.";

const EXAMPLES: &str = "\
Examples:
  wortlaut read article.txt                      statements drawn on the text
  wortlaut read article.txt -o article.html      a page to look at and to print
  wortlaut read archive/ -o archive.jsonl        one record a line, folders and all below them
  wortlaut read '2024-*.txt' --format json       a pattern, also where the shell knows none
  wortlaut read --parties parties.toml news/     with what you know about who is who
  pbpaste | wortlaut read - --lang de            what comes from another program

Exit codes: 0 statements were found, 1 none were found, 2 something could not be read (the rest was).";

/// Read articles and show who said what.
///
/// Texts are read in any encoding that news comes in, such as UTF-8, Windows-1252 and UTF-16. In folders, files ending in
/// .txt and .md are read, but no hidden ones and no README. Records come in the order of the inputs.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Read {
    /// Files, folders, patterns such as 'news/*.txt', or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to show the records [default: by the ending of --output, else terminal]
    #[arg(short, long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,

    /// Write to a file instead of standard output; it is replaced once all is done
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Show only statements at least this sure, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value = "0", value_parser = share, hide_default_value = true)]
    pub(crate) min_confidence: f32,

    /// Read with the weights of this file, which wortlaut train wrote [default: those that are built in]
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,

    /// Names that are one party's, and what else you know about parties: a file parties.toml, see docs/parties.md
    #[arg(long, value_name = "FILE")]
    pub(crate) parties: Option<PathBuf>,

    /// Identities for parties: JSON lines such as Wikidata's, with id, label and aliases; as often as you like
    #[arg(long, value_name = "FILE")]
    pub(crate) gazetteer: Vec<PathBuf>,

    /// Articles to read at the same time [default: one for each processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,

    /// Language of labels and messages [default: that of LC_ALL, LC_MESSAGES or LANG, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Labels>,

    /// Colours in the terminal view and in messages; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,

    /// Columns of the terminal view [default: those of the terminal, at most 120, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000))]
    pub(crate) width: Option<u16>,
}

const EVAL_EXAMPLES: &str = "\
Examples:
  wortlaut eval corrected/                         the tables
  wortlaut eval corrected/ --errors                and what goes wrong, the most frequent first
  wortlaut eval dev.jsonl --errors 20 --kind missed --type reported

Exit codes: 0 articles were measured, 1 there were none, 2 a corpus could not be read.";

/// Measure the reading on annotated articles.
///
/// Prints how many statements are found and rightly attributed, by type and by rule, and whether confidence can be believed.
#[derive(Debug, Args)]
#[command(after_help = EVAL_EXAMPLES)]
pub(crate) struct Eval {
    /// Corpora: folders of .jsonl files (our format), .json files (the public data's) or .tsv files (WebAnno), or one such file
    #[arg(required = true, value_name = "CORPUS")]
    pub(crate) corpora: Vec<PathBuf>,

    /// Read with the weights of this file, which wortlaut train wrote [default: those that are built in]
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,

    /// Print each report as a line of JSON, to compare others with
    #[arg(long, conflicts_with = "errors")]
    pub(crate) json: bool,

    /// Compare with a report that --json printed for the same corpus: paired bootstrap over its articles
    #[arg(long, value_name = "REPORT", conflicts_with = "json")]
    pub(crate) baseline: Option<PathBuf>,

    /// Group what is read otherwise than annotated by cause, the largest groups first, with up to N examples each
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", value_parser = examples)]
    pub(crate) errors: Option<usize>,

    /// Only errors of this kind
    #[arg(long, value_name = "KIND", requires = "errors", value_parser = kinds())]
    pub(crate) kind: Option<String>,

    /// Only errors with a statement of this type on either side
    #[arg(long = "type", value_name = "TYPE", requires = "errors", value_parser = types())]
    pub(crate) of_type: Option<String>,

    /// Only errors of what this rule found
    #[arg(long, value_name = "NAME", requires = "errors")]
    pub(crate) rule: Option<String>,

    /// Only errors in this article
    #[arg(long, value_name = "NAME", requires = "errors")]
    pub(crate) document: Option<String>,

    /// Language of messages [default: that of LC_ALL, LC_MESSAGES or LANG, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Labels>,

    /// Colours in messages; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

const CONVERT_EXAMPLES: &str = "\
Examples:
  wortlaut convert --read news/ --to webanno -o to-correct/    what wortlaut reads, to correct in INCEpTION
  wortlaut convert corrected/ -o corrected.jsonl               the corrected files as one file of our format
  wortlaut convert corrected.jsonl --to public -o public/      the same for programs that read the public data

Formats:
  gold      one JSON object a line, spans in code points; holds everything but frames
  public    one JSON file an article, as the public German quotation data; holds no act, hedge, party and matter
  webanno   one WebAnno TSV 3.3 file an article; spans begin and end in words, not in white space

Exit codes: 0 articles were written, 1 there were none, 2 something could not be read or written.";

/// Annotate articles for correction, and bring annotations from one format into another.
///
/// Annotations are folders of .jsonl, .json or .tsv files, or single files; the format follows from the ending. With --read, inputs are
/// articles as in wortlaut read, and what wortlaut finds in them is written. What a format cannot hold is said.
#[derive(Debug, Args)]
#[command(after_help = CONVERT_EXAMPLES)]
pub(crate) struct Convert {
    /// Annotations; with --read: texts, as in wortlaut read
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The format to write [default: by the ending of --output, else gold]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<Annotation>,

    /// A file, or a folder for formats with one file an article [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,

    /// Read the inputs as articles and write what is found, for people to correct
    #[arg(long)]
    pub(crate) read: bool,

    /// Replace files that are there already
    #[arg(long)]
    pub(crate) replace: bool,

    /// With --read: read with the weights of this file, which wortlaut train wrote [default: those that are built in]
    #[arg(long, value_name = "FILE", requires = "read")]
    pub(crate) model: Option<PathBuf>,

    /// Language of messages [default: that of LC_ALL, LC_MESSAGES or LANG, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Labels>,

    /// Colours in messages; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Annotation {
    /// Ours, one file with an article a line
    Gold,
    /// The public German quotation data's, a file an article
    Public,
    /// WebAnno TSV 3.3 for INCEpTION, a file an article
    Webanno,
}

impl From<Annotation> for CorpusFormat {
    fn from(annotation: Annotation) -> Self {
        match annotation {
            Annotation::Gold => Self::Gold,
            Annotation::Public => Self::Public,
            Annotation::Webanno => Self::WebAnno,
        }
    }
}

const TRAIN_EXAMPLES: &str = "\
Examples:
  wortlaut train --corpus corrected/ -o own.model                    weights of your own annotations
  wortlaut read --model own.model article.txt                        read with them
  wortlaut eval --model own.model others.jsonl                       measure them on articles they were not trained on

Training takes minutes and about a gigabyte of memory for some hundred articles. The same annotations give the same model.

Exit codes: 0 the model was written, 2 something could not be read or written.";

/// Train a model on annotated articles.
///
/// Prints what to expect of it: each article is read with weights that were trained without it. A few hundred annotated articles are
/// needed for good weights; add yours to those that the built-in model was trained on where you have them.
#[derive(Debug, Args)]
#[command(after_help = TRAIN_EXAMPLES)]
pub(crate) struct Train {
    /// Annotated articles: folders of .jsonl, .json or .tsv files, or one such file; as often as you like
    #[arg(long, required = true, value_name = "CORPUS", num_args = 1..)]
    pub(crate) corpus: Vec<PathBuf>,

    /// Treebanks of Universal Dependencies (.conllu) to train a tagger on [default: the tagger of the built-in model]
    #[arg(long, value_name = "CONLLU", num_args = 1..)]
    pub(crate) treebank: Vec<PathBuf>,

    /// The model file to write
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,

    /// The share of its precision that the grammar keeps on other articles; below 1 if it was tuned on these, as on the train part of
    /// wortlaut-gold (0.94). Confidence is lowered by it
    #[arg(long, value_name = "SHARE", default_value = "1", value_parser = share)]
    pub(crate) held_out: f32,

    /// Replace a file that is there already
    #[arg(long)]
    pub(crate) replace: bool,

    /// Language of messages [default: that of LC_ALL, LC_MESSAGES or LANG, else en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Labels>,

    /// Colours in messages; NO_COLOR is heeded
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
}

fn kinds() -> PossibleValuesParser {
    DifferenceKind::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().into()
}

fn types() -> PossibleValuesParser {
    StatementType::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().into()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Statements drawn on their text, and a table
    Terminal,
    /// Records of the schema wortlaut/record/1, an array unless a single file is read
    Json,
    /// The same, one record a line
    Jsonl,
    /// A page
    Html,
}

impl Format {
    /// The one that files with this ending hold.
    pub(crate) fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Labels {
    /// German
    De,
    /// English
    En,
}

impl From<Labels> for Language {
    fn from(labels: Labels) -> Self {
        match labels {
            Labels::De => Self::German,
            Labels::En => Self::English,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// Where a terminal shows them
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// How many examples; what stands there may be a corpus instead.
fn examples(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "a number of examples is expected; name corpora before --errors, or write --errors=3".to_owned())
}

/// A number from 0 to 1, with the decimal mark of either language.
fn share(text: &str) -> Result<f32, String> {
    match text.replace(',', ".").parse::<f32>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("a share from 0 to 1 is expected, such as 0.8".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn shares_lie_between_nothing_and_all() {
        assert_eq!(share("0.8"), Ok(0.8));
        assert_eq!(share("0,8"), Ok(0.8));
        for wrong in ["1.1", "-0.1", "NaN", "", "viel"] {
            assert!(share(wrong).is_err(), "{wrong}");
        }
    }
}
