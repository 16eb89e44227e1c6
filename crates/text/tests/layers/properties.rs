use proptest::{collection::vec, prelude::*, sample::select};
use wortlaut_text::{Article, CodePoints, Metadata, Span, TokenRange};

/// Pieces of German news, every quotation mark and apostrophe, and what is known to be hard.
const PIECES: &[&str] = &[
    "„",
    "“",
    "”",
    "\"",
    "»",
    "«",
    "›",
    "‹",
    "‚",
    "‘",
    "’",
    "'",
    "''",
    "``",
    ",,",
    "`",
    "´",
    "‟",
    "‛",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{A0}",
    "\u{2028}",
    "\u{2029}",
    ".",
    "!",
    "?",
    "…",
    "...",
    ",",
    ";",
    ":",
    "(",
    ")",
    "[",
    "]",
    "–",
    "-",
    "/",
    "*",
    "_",
    "@",
    "#",
    "&",
    "·",
    "•",
    "Das ist gut",
    "sagte",
    "Müller",
    "Hans",
    "geht's",
    "z.B.",
    "z. B.",
    "Dr.",
    "usw.",
    "J.",
    "3.",
    "12.03.",
    "19",
    "1.000",
    "20:15",
    "27",
    "März",
    "Die",
    "die",
    "der",
    "und",
    "US-Präsident",
    "Innen-",
    "Bürger:innen",
    "Karl V.",
    "example.org",
    "https://example.org/a(b)",
    "a@example.org",
    "www.",
    "\u{AD}",
    "\u{200B}",
    "\u{FEFF}",
    "\u{301}",
    "ß",
    "Ä",
    "🙂",
    "東京",
    "ل",
    "5",
    "I",
    "’s",
    "e.V.",
    "n",
    "q.",
    "x.y",
    "BERLIN (dpa) –",
    "Nr.",
];

fn assembled() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn marks_only() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..24]), 0..80).prop_map(|pieces| pieces.concat())
}

fn holds(text: &str) -> Result<(), TestCaseError> {
    let article = Article::new(text, Metadata::default()).unwrap();
    let tokens = article.tokens();
    prop_assert_eq!(article.text(), text);
    let cut = |span: Span| text.get(span.start().index()..span.end().index());

    for token in tokens {
        let cut = cut(token.span);
        prop_assert!(cut.is_some_and(|cut| !cut.is_empty()), "{:?}", token);
        prop_assert!(!cut.unwrap_or_default().contains(char::is_whitespace), "{:?}", token);
    }
    prop_assert!(tokens.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()), "tokens in order");

    let between = |from: usize, to: usize| text[from..to].chars().all(|c| c.is_whitespace() || is_invisible(c));
    let mut end = 0;
    for token in tokens {
        prop_assert!(between(end, token.span.start().index()), "nothing but white space lies between tokens");
        end = token.span.end().index();
    }
    prop_assert!(between(end, text.len()));

    let blocks: Vec<TokenRange> = article.blocks().iter().map(|block| block.tokens).collect();
    prop_assert!(cover(&blocks, tokens.len()), "blocks cover all tokens: {:?}", blocks);
    let sentences: Vec<TokenRange> = article.sentences().iter().map(|sentence| sentence.tokens).collect();
    prop_assert!(cover(&sentences, tokens.len()), "sentences cover all tokens: {:?}", sentences);
    for block in article.blocks() {
        prop_assert_eq!(block.span, article.span_of(block.tokens));
    }
    for sentence in article.sentences() {
        prop_assert_eq!(sentence.span, article.span_of(sentence.tokens));
        prop_assert!(article.blocks()[sentence.block].span.contains(sentence.span));
    }

    let quotations = article.quotations();
    prop_assert!(quotations.windows(2).all(|pair| pair[0].tokens.start() < pair[1].tokens.start()), "quotations in order");
    let mut open: Vec<usize> = Vec::new();
    for (index, quotation) in quotations.iter().enumerate() {
        prop_assert!(cut(quotation.span).is_some() && cut(quotation.content).is_some());
        prop_assert!(quotation.span.contains(quotation.content) && !quotation.content.is_empty());
        prop_assert_eq!(quotation.span, article.span_of(quotation.tokens));
        while open.last().is_some_and(|last| quotations[*last].tokens.end() <= quotation.tokens.start()) {
            open.pop();
        }
        prop_assert_eq!(
            quotation.parent.map(|parent| parent.index()),
            open.last().copied(),
            "the parent is the innermost around it"
        );
        if let Some(parent) = open.last() {
            prop_assert!(quotations[*parent].content.contains(quotation.span), "children lie inside their parents");
        }
        open.push(index);
        let within = article.sentences_within(quotation.tokens);
        let shifted: Vec<TokenRange> = within
            .iter()
            .map(|range| TokenRange::new(range.start() - quotation.tokens.start(), range.end() - quotation.tokens.start()))
            .collect();
        prop_assert!(cover(&shifted, quotation.tokens.len()), "sentences within cover the quotation: {:?}", within);
    }

    let points = CodePoints::new(text);
    for token in tokens {
        prop_assert_eq!(points.at(token.span.end()) as usize, text[..token.span.end().index()].chars().count());
    }
    for diagnostic in article.diagnostics() {
        prop_assert!(diagnostic.span.is_none_or(|span| cut(span).is_some()));
    }
    Ok(())
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether the ranges follow each other from 0 to `end` without a gap, none of them empty.
fn cover(ranges: &[TokenRange], end: usize) -> bool {
    let last = ranges.iter().try_fold(0, |at, range| (range.start() == at && !range.is_empty()).then_some(range.end()));
    last == Some(end)
}

#[test]
fn texts_that_once_broke_hold_together() {
    for text in [" ''¡?`Ȩ'\0", "''.›Das ist gut‹", "\"'¡®'0¡?`Ȩa A¡#'"] {
        holds(text).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn layers_of_any_text_hold_together(text in ".{0,120}") {
        holds(&text)?;
    }

    #[test]
    fn layers_of_any_text_with_line_breaks_hold_together(text in "(?s)(.|[\\n\\r \"'„“.]){0,120}") {
        holds(&text)?;
    }

    #[test]
    fn layers_of_pieces_of_german_hold_together(text in assembled()) {
        holds(&text)?;
    }

    #[test]
    fn layers_of_nothing_but_marks_hold_together(text in marks_only()) {
        holds(&text)?;
    }

    #[test]
    fn ranges_that_are_not_there_have_no_sentences(text in assembled(), start in 0_usize..200, length in 0_usize..200) {
        let article = Article::new(text, Metadata::default()).unwrap();
        for range in article.sentences_within(TokenRange::new(start, start + length)) {
            prop_assert!(range.end() <= article.tokens().len() && !range.is_empty());
        }
    }
}
