//! Annotations go from one format to another and come back; damaged files are told, never a panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::{Index, select};
use wortlaut_reading::{Act, Medium, StatementType};
use wortlaut_text::Span;
use wortlaut_training::{Corpus, CorpusFormat, Document, Error, GoldStatement, Loss, file_names};

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The document written in a format and read again, with what was lost.
fn there_and_back(folder: &Path, document: &Document, format: CorpusFormat) -> (Document, Vec<(Loss, usize)>) {
    let export = document.export(format).unwrap();
    let path = folder.join(&file_names([document.id.as_str()], format.ending())[0]);
    fs::write(&path, &export.content).unwrap();
    let mut corpus = Corpus::read(&path).unwrap_or_else(|error| panic!("{error}\n{}", export.content));
    fs::remove_file(&path).unwrap();
    assert_eq!(corpus.mismatches, [], "{}", export.content);
    (corpus.documents.remove(0), export.losses.iter().collect())
}

/// The place of a part of a text.
fn place(text: &str, part: &str) -> Span {
    let start = text.find(part).unwrap();
    Span::of_bytes(start, start + part.len())
}

const TEXT: &str = "Streit um die Brücke 🚧\n\n„Wir bauen sie“, sagte Ada Brandt dem Rat; „bald“.\nDas Amt [Bau_amt] schwieg.\n";

/// A quote in two pieces with one inside it by the same speaker, and a told one.
fn bridge() -> Document {
    let speaker = vec![place(TEXT, "Ada Brandt")];
    let statements = vec![
        GoldStatement {
            kind: Some(StatementType::Direct),
            quote: vec![place(TEXT, "„Wir bauen sie“"), place(TEXT, "„bald“")],
            speaker: speaker.clone(),
            party: Some("Ada Brandt|Ministerin_1".to_owned()),
            cue: vec![place(TEXT, "sagte")],
            addressee: vec![place(TEXT, "dem Rat")],
            medium: Some(Medium::Speech),
            act: Some(Act::Announce),
            hedge: Some(false),
            matter: Some("Bau der\nBrücke -> 🚧".to_owned()),
            ..GoldStatement::default()
        },
        GoldStatement { kind: Some(StatementType::Direct), quote: vec![place(TEXT, "bau")], speaker, ..GoldStatement::default() },
        GoldStatement {
            kind: Some(StatementType::Reported),
            quote: vec![place(TEXT, "Das Amt [Bau_amt] schwieg.")],
            speaker: vec![place(TEXT, "Das Amt")],
            act: Some(Act::NoComment),
            hedge: Some(true),
            ..GoldStatement::default()
        },
    ];
    Document { id: "a/b: 1.txt".to_owned(), text: TEXT.to_owned(), tokens: None, statements }
}

#[test]
fn an_article_goes_through_every_format() {
    let folder = folder("example");
    for format in [CorpusFormat::Gold, CorpusFormat::WebAnno] {
        assert_eq!(there_and_back(&folder, &bridge(), format), (bridge(), Vec::new()));
    }
    let (public, losses) = there_and_back(&folder, &bridge(), CorpusFormat::Public);
    assert_eq!(losses, [(Loss::Act, 2), (Loss::Hedge, 2), (Loss::Party, 1), (Loss::Matter, 1)]);
    assert_eq!(public.statements[0].quote, bridge().statements[0].quote);
    assert!(public.tokens.is_some_and(|tokens| tokens.iter().any(|token| token.of(TEXT) == "🚧")));
}

#[test]
fn a_webanno_file_is_what_the_format_s_description_says() {
    let document = Document {
        statements: vec![GoldStatement {
            kind: Some(StatementType::Direct),
            quote: vec![place("🚧 „Ja“, sagt Ada.", "„Ja“")],
            speaker: vec![place("🚧 „Ja“, sagt Ada.", "Ad")],
            ..GoldStatement::default()
        }],
        text: "🚧 „Ja“, sagt Ada.\n".to_owned(),
        ..Document::default()
    };
    let expected = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=webanno.custom.Part|
#T_SP=webanno.custom.Statement|act|hedge|kind|matter|medium|party|ROLE_webanno.custom.Statement:parts_webanno.custom.StatementPartsLink|webanno.custom.Part


#Text=🚧 „Ja“, sagt Ada.
#Text=
1-1	0-2	🚧	_	_	_	_	_	_	_	_	_	
1-2	3-4	„	_	*[1]	*[1]	direct[1]	*[1]	*[1]	*[1]	speaker[1]	1-7.1[2]	
1-3	4-6	Ja	_	*[1]	*[1]	direct[1]	*[1]	*[1]	*[1]	speaker[1]	1-7.1[2]	
1-4	6-7	“	_	*[1]	*[1]	direct[1]	*[1]	*[1]	*[1]	speaker[1]	1-7.1[2]	
1-5	7-8	,	_	_	_	_	_	_	_	_	_	
1-6	9-13	sagt	_	_	_	_	_	_	_	_	_	
1-7	14-17	Ada	_	_	_	_	_	_	_	_	_	
1-7.1	14-16	Ad	*[2]	_	_	_	_	_	_	_	_	
1-8	17-18	.	_	_	_	_	_	_	_	_	_	
";
    assert_eq!(document.export(CorpusFormat::WebAnno).unwrap().content, expected);
}

/// As INCEpTION writes a corrected file: other layers beside ours, features without values left out, sentences without the white space
/// between them, no numbers where nothing is ambiguous, another package.
const CORRECTED: &str = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_SP=custom.Statement|ROLE_custom.Statement:parts_custom.StatementPartsLink|custom.Part|act|kind
#T_SP=custom.Part|
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation
#T_RL=webanno.custom.Relation|value|BT_custom.Part


#Sentence.id=s1
#Text=Streit
1-1	0-6	Streit	_	_	_	_	_	_	_	_	_	_	_

#Text=Ada schwieg.
2-1	8-11	Ada	*	PER	speaker[3]|_[4]	2-1|*	no\\_comment[3]|*[4]	reported[3]|free\\_indirect[4]	*	*[1]	*->1-1	_	_
2-2	12-19	schwieg	_	_	speaker[3]	2-1	no\\_comment[3]	reported[3]	_	_	_	*	2-1
2-3	19-20	.	_	_	speaker[3]	2-1	no\\_comment[3]	reported[3]	_	_	_	_	_

#Text=Gut.
3-1	21-24	Gut	_	_	_	_	_	direct	_	_	_	_	_
3-2	24-25	.	_	_	_	_	_	_	_	_	_	_	_";

#[test]
fn a_file_corrected_in_inception_is_read() {
    let folder = folder("corrected");
    fs::write(folder.join("Bericht.txt.tsv"), CORRECTED.replace('\n', "\r\n")).unwrap();
    let corpus = Corpus::read(&folder).unwrap();
    let document = &corpus.documents[0];
    assert_eq!((document.id.as_str(), document.text.as_str()), ("Bericht", "Streit\n\nAda schwieg. Gut."));
    let told: Vec<String> = document
        .statements
        .iter()
        .map(|one| {
            let speaker = one.speaker.first().map_or("nobody", |span| span.of(&document.text));
            let (kind, act) = (one.kind.map_or("", StatementType::name), one.act.map_or("", Act::name));
            format!("{} / {speaker} / {kind} / {act}", one.quote[0].of(&document.text))
        })
        .collect();
    let expected = ["Ada schwieg. / Ada / reported / no_comment", "Ada / nobody / free_indirect / ", "Gut / nobody / direct / "];
    assert_eq!(told, expected);
    assert!(!corpus.has_frames);
}

#[test]
fn a_project_as_inception_exports_it_is_read() {
    let folder = folder("project");
    for name in ["eins.txt", "zwei.txt"] {
        fs::create_dir(folder.join(name)).unwrap();
        fs::write(folder.join(name).join("CURATION_USER.tsv"), CORRECTED).unwrap();
    }
    let ids: Vec<String> = Corpus::read(&folder).unwrap().documents.into_iter().map(|one| one.id).collect();
    assert_eq!(ids, ["eins", "zwei"]);
    fs::write(folder.join("zwei.txt").join("anna.tsv"), CORRECTED).unwrap();
    let message = Corpus::read(&folder).unwrap_err().to_string();
    assert!(message.contains("zwei.txt is annotated more than once; keep one .tsv"), "{message}");
}

#[test]
fn wrong_files_are_told_with_line_and_remedy() {
    let folder = folder("wrong");
    let path = folder.join("a.tsv");
    let message = |content: &str| {
        fs::write(&path, content).unwrap();
        Corpus::read(&path).unwrap_err().to_string()
    };
    for (from, to, line, expected) in [
        ("WebAnno TSV 3.3", "WebAnno TSV 2.0", 1, "export the article from INCEpTION in the format"),
        ("2-2\t12-19\tschwieg\t_", "2-2\t12-19\tschwieg", 15, "has 13 columns"),
        ("12-19", "12", 15, "\"12\" is no place"),
        ("12-19", "12-99", 15, "ends at 99, after its sentence at 20"),
        ("8-11\tAda", "3-11\tAda", 14, "begins at 3, before the one before it ends at 6"),
        ("21-24", "90021-90024", 19, "missing before the sentence"),
        ("reported[3]", "told[3]", 14, "kind \"told\" is not known; use one of direct, indirect"),
        ("no\\_comment[3]", "silence[3]", 14, "act \"silence\" is not known; use one of assert"),
        ("speaker[3]|_[4]\t2-1|*", "speaker[3]|_[4]\t3-2|*", 14, ""),
        ("speaker[3]|_[4]\t2-1|*", "speaker[3]|_[4]\t2-1;3-1|*", 14, "1 roles and 2 parts"),
        ("speaker[3]|_[4]", "speaker[3]", 14, "different numbers of annotations"),
        ("speaker[3]", "*[3]", 14, "has no role; give it one of quote, speaker"),
        ("speaker[3]", "person[3]", 14, "role \"person\" is not known"),
        ("reported[3]", "reported[x]", 14, "\"x\" is no number"),
    ] {
        let content = CORRECTED.replace(from, to);
        assert_ne!(content, CORRECTED, "{from}");
        if expected.is_empty() {
            // Only the first row says something else; the last one counts, as in INCEpTION.
            fs::write(&path, content).unwrap();
            assert!(Corpus::read(&path).is_ok());
            continue;
        }
        let message = message(&content);
        assert!(message.contains(&format!("a.tsv:{line}: ")) && message.contains(expected), "{from}: {message}");
        assert!(message.contains("; "), "no remedy: {message}");
    }
    let message = message(&CORRECTED.replace("2-1\tno\\_comment[3]\treported[3]", "3-2\tno\\_comment[3]\treported[3]"));
    assert!(message.contains("should begin on row 3-2, which has none"), "{message}");
    fs::write(&path, b"#FORMAT=WebAnno TSV 3.3\n\xFC").unwrap();
    let message = Corpus::read(&path).unwrap_err().to_string();
    assert!(message.contains("a.tsv:2: the file is not in UTF-8; save it in UTF-8"), "{message}");
}

#[test]
fn what_a_format_cannot_hold_is_counted() {
    let document = Document {
        text: "\n Ada kam.".to_owned(),
        statements: vec![
            GoldStatement { quote: vec![Span::of_bytes(1, 5)], frame: vec![Span::of_bytes(2, 5)], ..GoldStatement::default() },
            GoldStatement { quote: vec![Span::of_bytes(5, 6), Span::of_bytes(90, 99)], ..GoldStatement::default() },
        ],
        tokens: Some(Vec::new()),
        ..Document::default()
    };
    let losses = |format| document.export(format).unwrap().losses.iter().collect::<Vec<_>>();
    assert_eq!(losses(CorpusFormat::Gold), [(Loss::Frame, 1), (Loss::Tokens, 1), (Loss::Place, 1)]);
    assert_eq!(losses(CorpusFormat::Public), [(Loss::Untyped, 2)]);
    let webanno = [(Loss::Tokens, 1), (Loss::Unplaced, 1), (Loss::Place, 2), (Loss::Edge, 1), (Loss::LeadingSpace, 1)];
    assert_eq!(losses(CorpusFormat::WebAnno), webanno);
    let blank = Document { text: " \n".to_owned(), ..Document::default() };
    assert_eq!(blank.export(CorpusFormat::WebAnno).unwrap().losses.iter().collect::<Vec<_>>(), [(Loss::Invisible, 1)]);
    let (back, _) = there_and_back(&folder("lost"), &blank, CorpusFormat::WebAnno);
    assert_eq!(back.text, "");
}

/// The first and the last character of a place, among those that can be seen.
type Ends = (Index, Index);

/// Places as indices into a text to come; the number of the piece that the speaker shares with others.
#[derive(Debug)]
struct Drawn {
    kind: Option<StatementType>,
    medium: Option<Medium>,
    act: Option<Act>,
    hedge: Option<bool>,
    party: Option<String>,
    matter: Option<String>,
    quote: Vec<Ends>,
    speaker: Option<Index>,
    cue: Vec<Ends>,
    addressee: Vec<Ends>,
    frame: Vec<Ends>,
}

fn ends(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Ends>> {
    prop::collection::vec((any::<Index>(), any::<Index>()), count)
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let named = || prop::option::of("[a-zÄß_|;*\\[\\]>\\\\\t\r\n🚧-]{1,12}");
    let told = (
        prop::option::weighted(0.9, select(StatementType::ALL)),
        prop::option::of(select(Medium::ALL)),
        prop::option::of(select(Act::ALL)),
        prop::option::of(any::<bool>()),
        named(),
        named(),
    );
    let places = (ends(1..4), prop::option::of(any::<Index>()), ends(0..3), ends(0..2), ends(0..2));
    (told, places).prop_map(|((kind, medium, act, hedge, party, matter), (quote, speaker, cue, addressee, frame))| Drawn {
        kind,
        medium,
        act,
        hedge,
        party,
        matter,
        quote,
        speaker,
        cue,
        addressee,
        frame,
    })
}

/// Articles with umlauts, emoji of several parts, line breaks and reserved characters; quotes nest, cross, lie in words and have several
/// pieces; speakers are shared.
fn document() -> impl Strategy<Value = Document> {
    let part = select(vec![
        "Öl ",
        "„Ja“, ",
        "sagte ",
        "Ada ",
        "👩‍🚒",
        "🚧 ",
        "\n\n",
        "\r\n",
        "\t",
        ".",
        ". Das ",
        " ",
        "u\u{308}",
        "\\",
        "_",
        "|*",
        "->",
        "[1]",
        "\u{a0}",
        "\u{1}",
        "»",
        "z. B. ",
        "#Text=",
        "1-1\t",
    ]);
    let speakers = ends(1..4);
    (prop::collection::vec(part, 0..40), speakers, prop::collection::vec(drawn(), 0..6), "[a-zä/.% ]{0,12}").prop_map(
        |(parts, speakers, statements, id)| {
            let text = format!("A{}", parts.concat());
            let seen: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
            let span = |(first, last): &Ends| {
                let (first, last) = (first.get(&seen), last.get(&seen));
                let (first, last) = if first.0 <= last.0 { (first, last) } else { (last, first) };
                Span::of_bytes(first.0, last.0 + last.1.len_utf8())
            };
            let spans = |places: &[Ends]| {
                let mut spans: Vec<Span> = places.iter().map(span).collect();
                spans.sort();
                spans
            };
            let statements = statements
                .iter()
                .map(|one| GoldStatement {
                    kind: one.kind,
                    quote: spans(&one.quote),
                    speaker: one.speaker.iter().map(|index| span(index.get(&speakers))).collect(),
                    party: one.party.clone(),
                    cue: spans(&one.cue),
                    addressee: spans(&one.addressee),
                    frame: spans(&one.frame),
                    medium: one.medium,
                    act: one.act,
                    hedge: one.hedge,
                    matter: one.matter.clone(),
                })
                .collect();
            Document { id, text, tokens: None, statements }
        },
    )
}

proptest! {
    #[test]
    fn gold_comes_back_from_webanno(document in document()) {
        let (back, losses) = there_and_back(&folder("gold-webanno"), &document, CorpusFormat::WebAnno);
        prop_assert_eq!(losses, []);
        prop_assert_eq!(&back, &document);
    }

    #[test]
    fn gold_comes_back_from_gold(mut document in document()) {
        document.statements.iter_mut().for_each(|one| one.frame.clear());
        let (back, losses) = there_and_back(&folder("gold-gold"), &document, CorpusFormat::Gold);
        prop_assert_eq!(losses, []);
        prop_assert_eq!(&back, &document);
    }

    #[test]
    fn gold_comes_back_from_public_as_far_as_it_holds(mut document in document()) {
        let (back, losses) = there_and_back(&folder("gold-public"), &document, CorpusFormat::Public);
        document.statements.retain(|one| one.kind.is_some());
        for one in &mut document.statements {
            (one.act, one.hedge, one.party, one.matter) = (None, None, None, None);
        }
        prop_assert_eq!((&back.id, &back.text, &back.statements), (&document.id, &document.text, &document.statements));
        prop_assert!(losses.iter().all(|(loss, _)| matches!(loss, Loss::Act | Loss::Hedge | Loss::Party | Loss::Matter | Loss::Untyped)));
        // The second time nothing is lost, and nothing changes.
        prop_assert_eq!(there_and_back(&folder("public-public"), &back, CorpusFormat::Public), (back, Vec::new()));
    }

    #[test]
    fn damaged_files_are_read_or_told(
        document in document(),
        format in select(CorpusFormat::ALL),
        (from, length) in (any::<Index>(), 0..6_usize),
        put in "[\\[\\]{}|;:\t\n\"_*0-9#.-]{0,3}|99999999999|18446744073709551616|\u{FEFF}",
    ) {
        let content = document.export(format).unwrap().content;
        let at: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len()]).collect();
        let first = from.index(at.len());
        let last = (first + length).min(at.len() - 1);
        let damaged = format!("{}{put}{}", &content[..at[first]], &content[at[last]..]);
        let path = folder("damaged").join("a").with_extension(format.ending());
        fs::write(&path, damaged).unwrap();
        match Corpus::read(&path) {
            Ok(corpus) => {
                // Whatever was read can be worked with.
                for document in &corpus.documents {
                    for format in CorpusFormat::ALL {
                        document.export(*format).unwrap();
                    }
                }
            }
            Err(Error::Format { line, remedy, .. }) => prop_assert!(line > 0 && !remedy.is_empty()),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
