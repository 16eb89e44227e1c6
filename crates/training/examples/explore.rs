fn main() {
    let read = |path: &str| wortlaut_training::Corpus::read(std::path::Path::new(path)).unwrap();
    let mut train = read("/work/shared/corpora/wortlaut-gold/train.jsonl");
    train.documents.extend(read("/work/shared/corpora/wortlaut-gold/train-modern.jsonl").documents);
    let gold = train.clone();
    if let Ok(extra) = std::env::var("EXTRA") {
        let extra = read(&extra);
        wortlaut_training::print_figures("rules extra", &extra, wortlaut_reading::read);
        train.documents.extend(extra.documents);
    }
    wortlaut_training::explore(&train, &gold, &read("/work/shared/corpora/wortlaut-gold/dev.jsonl"), &[read("/work/shared/corpora/wikinews-quotes-dev")]);
}
