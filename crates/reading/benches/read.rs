//! Articles a second, text layers and reading together and apart, on one core and on two.
//!
//! The articles are those of `examples/`, repeated; criterion prints `elem/s` (articles) and, for bytes, `MiB/s`.

use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use wortlaut_text::{Article, Metadata};

fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the repository has examples")
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("examples are UTF-8")).collect();
    texts.iter().cycle().take(texts.len() * 20).cloned().collect()
}

fn article(text: &str) -> Article {
    Article::new(text, Metadata::default()).expect("examples are short")
}

fn benchmark(criterion: &mut Criterion) {
    let texts = texts();
    let articles: Vec<Article> = texts.iter().map(|text| article(text)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group("articles");
    group.sample_size(20);
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("layers, one core", |bench| {
        bench.iter(|| texts.iter().for_each(|text| drop(black_box(article(text)))));
    });
    group.bench_function("reading, one core", |bench| {
        bench.iter(|| articles.iter().for_each(|article| drop(black_box(wortlaut_reading::read(article)))));
    });
    for cores in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().expect("threads start");
        group.bench_function(BenchmarkId::new("layers and reading, cores", cores), |bench| {
            bench.iter(|| {
                pool.install(|| texts.par_iter().for_each(|text| drop(black_box(wortlaut_reading::read(&article(text))))))
            });
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("bytes");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("layers and reading, one core", |bench| {
        bench.iter(|| texts.iter().for_each(|text| drop(black_box(wortlaut_reading::read(&article(text))))));
    });
    group.finish();
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
