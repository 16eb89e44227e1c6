//! What the text layers cost for an article of the usual length, as a whole and by step.
//!
//! `cargo bench -p wortlaut-text --bench article`

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use wortlaut_text::{Article, CodePoints, Language, Metadata, decode};

/// Two of these are about as long as an agency report of 1.5 kB.
const PARAGRAPHS: &str = "Weber verteidigt Entwurf: „Wir schaffen das“

BERLIN (dpa) – Die Ministerin Dr. Ada Weber hat den Entwurf am 3. März verteidigt. „Das ist kein Geschenk. Das ist \
nötig“, sagte sie der Zeitung „Merkur“. Er sei mit den Ländern abgestimmt, u.a. mit Hessen, und koste 3,5 Mio. Euro im \
Jahr. Kritik wies sie zurück: „Wer sagt, es gehe ‚um nichts‘, der irrt.“

Die Opposition nannte den Plan „unausgegoren“. Der Abgeordnete J. Brandt fragte: „Wer soll das zahlen?“ Er wolle die \
Bürger:innen nicht belasten, so der SPD-Politiker. Im 2. Halbjahr soll der Bundestag entscheiden.

";

fn article(c: &mut Criterion) {
    let text = PARAGRAPHS.repeat(2);
    let bytes = text.as_bytes();
    let mut group = c.benchmark_group("article");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("bytes to article", |bencher| {
        bencher.iter(|| Article::from_decoded(decode(black_box(bytes)).unwrap(), Metadata::default()).unwrap());
    });
    group.bench_function("text to article", |bencher| {
        bencher.iter(|| Article::new(black_box(text.as_str()), Metadata::default()).unwrap());
    });
    group.bench_function("decoding", |bencher| bencher.iter(|| decode(black_box(bytes)).unwrap()));
    group.bench_function("language", |bencher| bencher.iter(|| Language::detect(black_box(&text))));
    let whole = Article::new(text.as_str(), Metadata::default()).unwrap();
    group.bench_function("identity", |bencher| bencher.iter(|| black_box(&whole).id()));
    group.bench_function("code points", |bencher| bencher.iter(|| CodePoints::new(black_box(&text))));
    group.finish();
}

criterion_group!(benches, article);
criterion_main!(benches);
