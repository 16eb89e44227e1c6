//! Fills a ledger with articles made by rule and measures adding, finding, verifying and size.
//!
//!     cargo run --release -p wortlaut-ledger --example fill -- 200000 /tmp/filled.db
//!
//! Articles have about 2.5 kB and five statements; words are made of syllables, frequent and rare ones as in real text.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "measures time and prints it")]

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use wortlaut_ledger::{Ledger, Query, Reader, Time};
use wortlaut_reading::{
    Act, Matter, MatterId, Mention, MentionKind, Party, PartyId, PartyKind, Record, Stance, Statement, StatementId, StatementType,
};
use wortlaut_text::{Article, Metadata, Span};

/// Articles in one transaction.
const BATCH: usize = 100;

/// Different words.
const WORDS: f64 = 200_000.0;

/// Numbers without order, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next()).unwrap_or(0) % most
    }

    /// A word; the rank of each is drawn so that the logarithm of ranks is even.
    fn word(&mut self) -> String {
        let share = self.next() as f64 / (1_u64 << 31) as f64;
        word(WORDS.powf(share) as usize)
    }
}

fn word(mut rank: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ber", "gen", "lich", "tra", "kum", "ost", "ein", "wal", "mir", "schu", "fel", "dorn", "ka", "le", "üb", "ra", "ton",
        "bi", "ses", "hof", "ma", "ne", "pol", "ti",
    ];
    let mut text = String::new();
    loop {
        text += SYLLABLES[rank % SYLLABLES.len()];
        rank /= SYLLABLES.len();
        if rank == 0 {
            return text;
        }
    }
}

fn article(numbers: &mut Numbers, number: usize) -> (Article, Record) {
    let mut text = String::new();
    let mut record = Record::default();
    let names: Vec<String> =
        (0..6).map(|_| format!("{} {}", word(numbers.below(900) + 30), word(numbers.below(9000) + 600))).collect();
    let put = |text: &mut String, words: &str| {
        let start = text.len();
        text.push_str(words);
        Span::of_bytes(start, text.len())
    };
    let sentence = |numbers: &mut Numbers, count: usize| (0..count).map(|_| numbers.word()).collect::<Vec<_>>().join(" ");
    for (position, name) in names.iter().enumerate() {
        let mut mentions = Vec::new();
        for _ in 0..3 {
            let span = put(&mut text, name);
            mentions.push(Mention { span, kind: MentionKind::Name });
            put(&mut text, &format!(" {}. ", sentence(numbers, 11)));
        }
        record.parties.push(Party {
            id: PartyId::new(position),
            name: name.clone(),
            kind: Some(PartyKind::Person),
            aliases: vec![name.split(' ').next_back().unwrap_or_default().to_owned()],
            roles: Vec::new(),
            speaks_for: None,
            identity: None,
            mentions,
        });
    }
    for position in 0..2 {
        let label = sentence(numbers, 3);
        let mention = put(&mut text, &label);
        put(&mut text, ". ");
        record.matters.push(Matter {
            id: MatterId::new(position),
            label,
            parties: vec![PartyId::new(position), PartyId::new(position + 2)],
            mentions: vec![mention],
            time: None,
        });
    }
    for position in 0..5 {
        let quote = put(&mut text, &format!("„{}“", sentence(numbers, 14)));
        put(&mut text, ", ");
        let cue = put(&mut text, "sagte");
        put(&mut text, " ");
        let party = numbers.below(6);
        let speaker = put(&mut text, &names[party]);
        put(&mut text, ".\n\n");
        let act = Act::ALL[numbers.below(Act::ALL.len())];
        record.statements.push(Statement {
            id: StatementId::new(position),
            kind: StatementType::ALL[numbers.below(5)],
            quote: vec![quote],
            speaker: Some(speaker),
            party: Some(PartyId::new(party)),
            cue: vec![cue],
            addressee: None,
            frame: vec![cue.cover(speaker)],
            medium: None,
            act: Some(act),
            hedge: false,
            venue: None,
            when: None,
            within: None,
            matter: Some(MatterId::new(position % 2)),
            confidence: 0.9,
            found_by: "direct-speech",
        });
        record.stances.push(Stance {
            matter: MatterId::new(position % 2),
            party: PartyId::new(party),
            act,
            statement: StatementId::new(position),
            since: None,
            first_hand: true,
        });
    }
    let outlet = format!("Blatt {}", numbers.below(200));
    let metadata = Metadata {
        title: Some(sentence(numbers, 6)),
        url: Some(format!("https://blatt.example/{number}")),
        outlet: Some(outlet),
        published: Some(format!("20{:02}-{:02}-{:02}", 10 + number % 16, number % 12 + 1, number % 28 + 1)),
    };
    (Article::new(text, metadata).expect("short"), record)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().ok_or("how many articles?")?.parse()?;
    let path = arguments.next().ok_or("which file?")?;
    let path = Path::new(&path);
    let mut ledger = Ledger::create(path)?;
    let (reader, now) = (Reader::new("fill 1", "none"), Time::parse("2026-11-25T09:00:00Z")?);
    let mut numbers = Numbers(1);
    let mut bytes = 0_u64;
    let mut tenths = [Duration::ZERO; 10];
    for start in (0..count).step_by(BATCH) {
        // Making an article is not adding it.
        let pairs: Vec<_> = (start..count.min(start + BATCH)).map(|number| article(&mut numbers, number)).collect();
        bytes += pairs.iter().map(|(article, _)| article.text().len() as u64).sum::<u64>();
        let begun = Instant::now();
        let batch = ledger.batch()?;
        for (article, record) in &pairs {
            batch.add(article, None, record, &reader, &now)?;
        }
        batch.commit()?;
        tenths[start * 10 / count] += begun.elapsed();
    }
    let each = |time: Duration| time.as_secs_f64() * 1e6 * 10.0 / count as f64;
    println!("adding, µs an article, by tenths: {:?}", tenths.iter().map(|time| each(*time).round()).collect::<Vec<_>>());
    println!("last tenth to first: {:.2}", tenths[9].as_secs_f64() / tenths[0].as_secs_f64());
    drop(ledger);
    let size = std::fs::metadata(path)?.len();
    println!("texts {} MB, file {} MB, ratio {:.2}", bytes / 1_000_000, size / 1_000_000, size as f64 / bytes as f64);
    let ledger = Ledger::open_to_read(path)?;
    let plain = Connection::open(path)?;
    for (name, ranks) in [("frequent", 5..60_usize), ("medium", 500..3000), ("rare", 20_000..150_000)] {
        let (mut found, mut queried) = (Vec::new(), Vec::new());
        for _ in 0..200 {
            let words = word(ranks.start + numbers.below(ranks.len()));
            let begun = Instant::now();
            let query = Query { words: Some(words.clone()), ..Query::default() };
            let page = ledger.find(&query)?;
            let _ = ledger.readings_of(&page.items)?;
            found.push(begun.elapsed());
            let begun = Instant::now();
            let sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT 21";
            let _: Vec<i64> = plain.prepare_cached(sql)?.query_map([words], |row| row.get(0))?.collect::<Result<_, _>>()?;
            queried.push(begun.elapsed());
        }
        println!("find, {name} words: median {:?}, plain FTS5 {:?}", median(found), median(queried));
    }
    for query in [
        Query { act: Some(Act::Deny), ..Query::default() },
        Query { outlet: Some("Blatt 7".to_owned()), act: Some(Act::Deny), ..Query::default() },
        Query {
            since: Some("2020-03".to_owned()),
            until: Some("2020-03".to_owned()),
            order: wortlaut_ledger::Order::Said,
            ..Query::default()
        },
        Query { party: Some(word(777)), kind: Some(StatementType::Direct), ..Query::default() },
        Query { words: Some(word(7)), order: wortlaut_ledger::Order::Relevance, ..Query::default() },
        Query { words: Some(word(7)), act: Some(Act::Deny), as_of: Some(now.clone()), ..Query::default() },
    ] {
        let times = (0..20).map(|_| {
            let begun = Instant::now();
            ledger.find(&query).map(|_| begun.elapsed())
        });
        println!("find {query:?}: median {:?}", median(times.collect::<Result<_, _>>()?));
    }
    let begun = Instant::now();
    let verified = ledger.verify()?;
    println!("verify: {:?}, clean: {}", begun.elapsed(), verified.is_clean());
    Ok(())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
