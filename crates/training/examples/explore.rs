fn main() {
    let read = |path: &str| wortlaut_training::Corpus::read(std::path::Path::new(path)).unwrap();
    let mut train = read("/work/shared/corpora/wortlaut-gold/train.jsonl");
    train.documents.extend(read("/work/shared/corpora/wortlaut-gold/train-modern.jsonl").documents);
    wortlaut_training::explore(&train, &read("/work/shared/corpora/wortlaut-gold/dev.jsonl"), &[read("/work/shared/corpora/wikinews-quotes-dev")]);
}
