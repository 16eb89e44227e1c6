//! Our own marked sentences: `[act …]` is a statement, `[act? …]` a hedged one. One passage a line; `#` opens a comment.

use wortlaut_reading::Act;
use wortlaut_text::Span;

use super::{Corpus, Document, GoldStatement};

/// The passages that come with the program.
const ACTS: &str = include_str!("../../passages/acts.txt");

impl Corpus {
    /// Our own sentences, written to train acts that are rare in news, or that only the content shows.
    #[must_use]
    pub fn own_passages() -> Self {
        let lines = ACTS.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let documents = lines.filter_map(|(at, line)| document(&format!("acts-{}", at + 1), line)).collect();
        Self { name: "passages/acts.txt".to_owned(), documents, ..Self::default() }
    }
}

/// `None` if a mark is open or of no act.
fn document(id: &str, line: &str) -> Option<Document> {
    let mut text = String::new();
    let mut statements = Vec::new();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, after) = marked.split_once(']')?;
        let (label, words) = inside.split_once(' ')?;
        let (name, hedge) = label.strip_suffix('?').map_or((label, false), |name| (name, true));
        let quote = vec![Span::of_bytes(text.len(), text.len() + words.len())];
        statements.push(GoldStatement {
            quote,
            act: Some(Act::from_name(name)?),
            hedge: Some(hedge),
            ..GoldStatement::default()
        });
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    Some(Document { id: id.to_owned(), text, tokens: None, statements })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_passage_is_marked_right() {
        let lines = ACTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        let corpus = Corpus::own_passages();
        assert_eq!(corpus.documents.len(), lines);
        for document in &corpus.documents {
            assert!(!document.statements.is_empty() && !document.text.contains(['[', ']']), "{}", document.text);
        }
    }

    #[test]
    fn marks_become_statements() {
        let one = document("x", "Ada sagte, [hint? es gehe vielleicht].").unwrap();
        assert_eq!(one.text, "Ada sagte, es gehe vielleicht.");
        assert_eq!(one.statements[0].quote[0].of(&one.text), "es gehe vielleicht");
        assert_eq!((one.statements[0].act, one.statements[0].hedge), (Some(Act::Hint), Some(true)));
        assert!(document("x", "[nonsense a]").is_none() && document("x", "[hint a").is_none());
    }
}
