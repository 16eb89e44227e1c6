//! The view for a terminal.

mod common;

use unicode_width::UnicodeWidthStr;
use wortlaut_reading::{Record, StatementType};
use wortlaut_text::{Article, Diagnostic, DiagnosticKind, Language, Metadata, Span};
use wortlaut_views::{TerminalOptions, terminal, terminal_legend};

fn options(width: usize) -> TerminalOptions {
    TerminalOptions { width, colour: false, labels: Language::English }
}

fn german(width: usize) -> TerminalOptions {
    TerminalOptions { labels: Language::German, ..options(width) }
}

fn whole(options: &TerminalOptions) -> String {
    terminal("hafen.txt", &common::article(), &common::record(), options)
}

/// The view of a text with one direct statement.
fn one(text: &str, quote: &str) -> String {
    let article = Article::new(text, Metadata::default()).expect("short enough");
    let start = text.find(quote).expect("stands in the text");
    let span = Span::of_bytes(start, start + quote.len());
    let statements = vec![common::bare(0, StatementType::Direct, vec![span])];
    terminal("text.txt", &article, &Record { statements, ..Record::default() }, &options(60))
}

#[test]
fn wide_in_english_with_legend() {
    insta::assert_snapshot!(terminal_legend(&options(110)) + &whole(&options(110)));
}

#[test]
fn eighty_columns_in_german() {
    insta::assert_snapshot!(whole(&german(80)));
}

#[test]
fn narrow_in_german() {
    insta::assert_snapshot!(whole(&german(40)));
}

#[test]
fn coloured() {
    let options = TerminalOptions { colour: true, ..german(90) };
    insta::assert_snapshot!((terminal_legend(&options) + &whole(&options)).replace('\u{1b}', "^"));
}

#[test]
fn colour_is_never_the_only_sign() {
    for width in [40, 90, 140] {
        let coloured = whole(&TerminalOptions { colour: true, ..options(width) });
        assert!(coloured.contains('\u{1b}'));
        assert_eq!(stripped(&coloured), whole(&options(width)));
    }
}

fn stripped(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    parts.for_each(|part| out.push_str(part.split_once('m').expect("only styles").1));
    out
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [40, 41, 59, 60, 79, 80, 99, 100, 120, 200] {
        for line in (terminal_legend(&german(width)) + &whole(&german(width))).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn the_drawn_text_is_the_text() {
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    for width in [40, 80, 140] {
        let drawn: String =
            whole(&options(width)).lines().filter_map(|line| line.split_once("│ ").map(|(_, text)| squeezed(text))).collect();
        assert_eq!(drawn, squeezed(common::TEXT), "{width}");
    }
}

#[test]
fn marks_stand_below_their_words_also_after_wide_characters() {
    let view = one("🚧🚧 Während é und 日本: „Ja“, hieß es.", "„Ja“");
    let lines: Vec<&str> = view.lines().collect();
    let text = lines.iter().position(|line| line.contains("„Ja“")).unwrap();
    let column = |line: &str, words: &str| line[..line.find(words).unwrap()].width();
    assert_eq!(column(lines[text], "„Ja“"), column(lines[text + 1], "┗1"));
    assert_eq!(column(lines[text], ", hieß"), column(lines[text + 1], "┛") + 1);
}

#[test]
fn a_text_without_statements_says_so_in_one_line() {
    let article = Article::new("Ada Brandt eröffnete am Montag die neue Brücke über den Hafen.", Metadata::default()).unwrap();
    let view = |options| terminal("leer.txt", &article, &Record::default(), &options);
    assert_eq!(view(options(80)), "leer.txt · German · no statements found\n\n");
    assert_eq!(view(german(80)), "leer.txt · Deutsch · keine Aussagen gefunden\n\n");
}

#[test]
fn paragraphs_without_statements_are_counted() {
    let plain = "Hier steht ein Absatz, in dem niemand etwas sagt und der deshalb fehlen darf.";
    let view = one(&format!("{plain}\n\n{plain}\n\n„Nein“, hieß es.\n\n{plain}"), "„Nein“");
    assert!(!view.contains("Hier steht"), "{view}");
    assert!(view.contains("⋯ 2 paragraphs without statements\n\n 5 │ „Nein“, hieß es.") || view.contains("5 │ „Nein“"));
    assert!(view.contains("⋯ 1 paragraph without statements"), "{view}");
}

#[test]
fn of_a_long_paragraph_the_lines_next_to_marks_are_shown() {
    let filler = "Wort ".repeat(2_000);
    let view = one(&format!("{filler}„Nein“, hieß es. {filler}"), "„Nein“");
    assert!(view.lines().count() < 20, "{view}");
    assert_eq!(view.matches("⋯\n").count(), 2);
    assert!(view.contains("┗1━━━┛"), "{view}");
}

#[test]
fn nothing_in_a_text_steers_the_terminal() {
    let text = "Ein \u{1b}[31mTrick\u{1b}]0;x\u{7}: „Nein\u{202e}\u{9b}2J“, hieß es.";
    let article = Article::new(text, Metadata::default()).unwrap();
    let record = Record {
        statements: vec![common::bare(0, StatementType::Direct, vec![Span::of_bytes(0, text.len())])],
        diagnostics: vec![Diagnostic {
            kind: DiagnosticKind::UnknownSpeaker,
            span: Some(Span::of_bytes(0, text.len())),
            message: String::new(),
        }],
        ..Record::default()
    };
    let view = terminal("b\u{1b}se.txt", &article, &record, &options(80));
    assert!(view.chars().all(|c| c == '\n' || !c.is_control()), "{view:?}");
    assert!(!view.contains('\u{202e}'));
}

#[test]
fn many_nested_statements_are_counted_where_they_do_not_fit() {
    let text = "„Nein, nein und noch einmal nein“, hieß es.";
    let article = Article::new(text, Metadata::default()).unwrap();
    let span = Span::of_bytes(0, text.find(", hieß").unwrap());
    let statements = (0..12).map(|position| common::bare(position, StatementType::Direct, vec![span])).collect();
    let view = terminal("tief.txt", &article, &Record { statements, ..Record::default() }, &options(80));
    assert!(view.contains("┗8 direct") && !view.contains("┗9 direct"), "{view}");
    assert!(view.contains("… +4"), "{view}");
}

#[test]
fn statements_over_several_paragraphs_are_drawn_in_each() {
    let text = "Sie sagte: „Erstens nein.\n\nZweitens nein.“";
    let article = Article::new(text, Metadata::default()).unwrap();
    let span = Span::of_bytes(text.find('„').unwrap(), text.len());
    let statements = vec![common::bare(0, StatementType::Direct, vec![span])];
    let view = terminal("zwei.txt", &article, &Record { statements, ..Record::default() }, &options(80));
    assert!(view.contains("┗1 direct ━━━━"), "{view}");
    assert!(view.contains("╎ ━1━━━━━━━━━━━━┛"), "{view}");
}
