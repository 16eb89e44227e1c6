//! The sentences around a difference, with what differs marked in a way that needs no colour.

use wortlaut_text::{Article, Span};

use super::measure::cut;

/// What is marked.
pub(super) struct Marks<'a> {
    pub(super) annotated: &'a [Span],
    pub(super) found: &'a [Span],
}

/// The longest run of characters without a mark that is shown in full.
const LONGEST: usize = 160;

/// How many characters of a longer one are shown at each end.
const KEPT: usize = 60;

/// The sentences that `places` and the marks touch, on one line; ` … ` stands for what is left out.
pub(super) fn excerpt(article: &Article, places: &[Span], marks: &Marks<'_>) -> String {
    let text = article.text();
    let shown: Vec<Span> = places.iter().chain(marks.annotated).chain(marks.found).copied().collect();
    let mut parts: Vec<Span> = Vec::new();
    let mut last_shown = None;
    for (number, sentence) in article.sentences().iter().enumerate() {
        let span = article.span_of(sentence.tokens);
        if !shown.iter().any(|one| one.overlaps(span)) {
            continue;
        }
        match parts.last_mut() {
            Some(part) if last_shown == number.checked_sub(1) => *part = part.cover(span),
            _ => parts.push(span),
        }
        last_shown = Some(number);
    }
    parts.iter().map(|part| marked(text, *part, marks)).collect::<Vec<_>>().join(" … ")
}

fn marked(text: &str, part: Span, marks: &Marks<'_>) -> String {
    // Where a mark stands, its rank among those at one place (what closes comes first, the inner before the outer), and the mark.
    let mut signs: Vec<(usize, u8, &str)> = Vec::new();
    for (spans, open, close, [open_rank, close_rank]) in [(marks.annotated, "⟦", "⟧", [2, 1]), (marks.found, "⟪", "⟫", [3, 0])]
    {
        for span in spans.iter().filter(|span| span.overlaps(part)) {
            signs.push((span.start().max(part.start()).index(), open_rank, open));
            signs.push((span.end().min(part.end()).index(), close_rank, close));
        }
    }
    signs.sort_unstable();
    let mut out = String::new();
    let mut from = part.start().index();
    for (at, _, sign) in signs.iter().copied().chain([(part.end().index(), u8::MAX, "")]) {
        out.push_str(&shortened(cut(text, Span::of_bytes(from, at)).unwrap_or_default()));
        out.push_str(sign);
        from = at;
    }
    out
}

/// The text on one line. White space at its ends stays, as one blank.
fn shortened(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    let count = line.chars().count();
    if count <= LONGEST {
        return line;
    }
    // Cut between words, but a single word that long is cut anywhere.
    let at = |characters: usize| line.char_indices().nth(characters).map_or(line.len(), |(at, _)| at);
    let (start, end) = (&line[..at(KEPT)], &line[at(count - KEPT)..]);
    let start = start.rfind(' ').map_or(start, |blank| &start[..blank]);
    let end = end.find(' ').map_or(end, |blank| &end[blank + 1..]);
    format!("{start} … {end}")
}

#[cfg(test)]
mod tests {
    use wortlaut_text::Metadata;

    use super::*;

    #[test]
    fn marks_show_what_differs() {
        let text = "Es regnet.\n\nAda sagte, sie komme\nmorgen. Das Amt schwieg. Bo ging.";
        let article = Article::new(text, Metadata::default()).unwrap();
        let place = |part: &str| {
            let start = text.find(part).unwrap();
            Span::of_bytes(start, start + part.len())
        };
        let shown = |annotated: &[&str], found: &[&str]| {
            let spans = |parts: &[&str]| parts.iter().map(|part| place(part)).collect::<Vec<_>>();
            let (annotated, found) = (spans(annotated), spans(found));
            excerpt(&article, &[], &Marks { annotated: &annotated, found: &found })
        };
        assert_eq!(shown(&["sie komme"], &["komme\nmorgen"]), "Ada sagte, ⟦sie ⟪komme⟧ morgen⟫.");
        assert_eq!(shown(&["sie komme"], &["sie komme"]), "Ada sagte, ⟦⟪sie komme⟫⟧ morgen.");
        assert_eq!(shown(&["Ada"], &["Bo"]), "⟦Ada⟧ sagte, sie komme morgen. … ⟪Bo⟫ ging.");
        assert_eq!(shown(&["morgen. Das"], &[]), "Ada sagte, sie komme ⟦morgen. Das⟧ Amt schwieg.");
        assert_eq!(shown(&[], &[]), "");
        let long = shortened(&format!("Am Anfang {}am Ende ", "Ölbohrung ".repeat(100)));
        assert!(long.starts_with("Am Anfang Ölbohrung ") && long.ends_with(" Ölbohrung am Ende "), "{long}");
        assert!(long.contains("Ölbohrung … Ölbohrung") && long.chars().count() <= 2 * KEPT + 3, "{long}");
        assert_eq!(shortened(&"ö".repeat(500)).chars().count(), 2 * KEPT + 3);
    }
}
