//! [`Article`] to [`Record`]: who said what, with the exact place of every part.
//!
//! Reading is a pure function of the article: no clock, files, network or environment.

mod record;

pub use record::{Act, Medium, Record, Statement, StatementId, StatementType};
use wortlaut_text::Article;

/// Reads an article.
///
/// ```
/// use wortlaut_text::{Article, Metadata};
/// let article = Article::new("„Wir bauen die Brücke“, sagte Ada Brandt.", Metadata::default())?;
/// let record = wortlaut_reading::read(&article);
/// assert_eq!(record.statements[0].quote[0].of(article.text()), "„Wir bauen die Brücke“");
/// # Ok::<(), wortlaut_text::Error>(())
/// ```
#[must_use]
pub fn read(article: &Article) -> Record {
    let statements = article
        .quotations()
        .iter()
        .enumerate()
        .map(|(position, quotation)| Statement {
            id: StatementId::new(position),
            kind: StatementType::Direct,
            quote: vec![quotation.span],
            speaker: None,
            cue: Vec::new(),
            addressee: None,
            frame: Vec::new(),
            medium: None,
            act: None,
            hedge: false,
            within: None,
            confidence: 0.5,
            found_by: "quotation-marks",
        })
        .collect();
    Record { statements, diagnostics: article.diagnostics().to_vec() }
}
