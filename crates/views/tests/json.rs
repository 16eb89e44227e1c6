//! The record as JSON.

mod common;

use serde_json::Value;
use wortlaut_reading::{Act, Medium, Record, StatementType};
use wortlaut_text::{Article, DiagnosticKind, Metadata};
use wortlaut_views::{RECORD_SCHEMA, RecordModel};

fn schema() -> jsonschema::Validator {
    let schema = serde_json::from_str(RECORD_SCHEMA).expect("the schema is JSON");
    jsonschema::draft202012::new(&schema).expect("the schema is a schema")
}

fn complaints(instance: &Value) -> Vec<String> {
    schema().iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn value(article: &Article, record: &Record) -> Value {
    serde_json::to_value(RecordModel::new(article, record)).expect("serialises")
}

#[test]
fn pretty_json_of_everything() {
    insta::assert_snapshot!(RecordModel::new(&common::article(), &common::record()).json().unwrap());
}

#[test]
fn json_line_has_one_line_and_the_same_content() {
    let model = RecordModel::new(&common::article(), &common::record());
    let mut line = Vec::new();
    model.write_json_line(&mut line).unwrap();
    let line = String::from_utf8(line).unwrap();
    assert_eq!(line.matches('\n').count(), 1);
    assert!(line.ends_with("}\n"));
    assert_eq!(serde_json::from_str::<RecordModel>(&line).unwrap(), model);
    assert_eq!(serde_json::from_str::<RecordModel>(&model.json().unwrap()).unwrap(), model);
}

#[test]
fn every_place_gives_its_text_back() {
    fn visit(value: &Value, text: &[char], seen: &mut usize) {
        match value {
            Value::Object(object) => {
                if let (Some(start), Some(end), Some(Value::String(quoted))) =
                    (object.get("start"), object.get("end"), object.get("text"))
                {
                    let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                    assert_eq!(text[range].iter().collect::<String>(), *quoted);
                    *seen += 1;
                }
                object.values().for_each(|value| visit(value, text, seen));
            }
            Value::Array(array) => array.iter().for_each(|value| visit(value, text, seen)),
            _ => {}
        }
    }
    let text: Vec<char> = common::TEXT.chars().collect();
    let value = value(&common::article(), &common::record());
    let mut seen = 0;
    visit(&value, &text, &mut seen);
    let of_statements = 11 + 7 + 7 + 2 + 3 + 1 + 2;
    let of_others = 4 + 2 + 2 + 2 + 1;
    assert_eq!(
        seen,
        of_statements + of_others,
        "quotes, speakers, cues, addressees, frames, venues, times; mentions of parties and matters, evidence, positions, their times"
    );
    assert_eq!(value["article"]["length"], text.len());
}

#[test]
fn keys_come_in_the_order_of_the_design() {
    let value = value(&common::article(), &common::record());
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&value), "schema offsets article parties statements matters stances changes events diagnostics");
    assert_eq!(keys(&value["article"]), "id title url outlet published language length");
    assert_eq!(
        keys(&value["statements"][8]),
        "id type quote speaker party cue addressee frame medium act hedge venue when within matter confidence found_by"
    );
    assert_eq!(keys(&value["statements"][0]["quote"][0]), "start end text");
    assert_eq!(keys(&value["diagnostics"][0]), "kind start end message");
}

#[test]
fn output_obeys_the_schema() {
    assert_eq!(complaints(&value(&common::article(), &common::record())), [""; 0]);
    let empty = Article::new("", Metadata::default()).unwrap();
    assert_eq!(complaints(&value(&empty, &Record::default())), [""; 0]);
    let known = Metadata {
        title: Some("Streit".into()),
        url: Some("https://zeitung.example/1".into()),
        outlet: Some("Zeitung".into()),
        published: Some("2025-01-03".into()),
    };
    assert_eq!(complaints(&value(&Article::new("Text", known).unwrap(), &Record::default())), [""; 0]);
}

#[test]
fn the_schema_refuses_what_is_no_record() {
    let good = value(&common::article(), &common::record());
    let spoil = |path: &str, new: Option<Value>| {
        let mut bad = good.clone();
        match new {
            Some(new) => *bad.pointer_mut(path).unwrap() = new,
            None => {
                let (parent, key) = path.rsplit_once('/').unwrap();
                bad.pointer_mut(parent).unwrap().as_object_mut().unwrap().shift_remove(key).unwrap();
            }
        }
        complaints(&bad).len()
    };
    assert_eq!(spoil("/schema", Some("wortlaut/record/2".into())), 1);
    assert_eq!(spoil("/events", None), 1);
    assert_eq!(spoil("/statements/0/type", Some("shouted".into())), 1);
    assert_eq!(spoil("/statements/0/quote", Some(Value::Array(Vec::new()))), 1);
    assert_eq!(spoil("/statements/0/confidence", Some(1.5.into())), 1);
    assert_eq!(spoil("/statements/8/within", None), 1);
    assert_eq!(spoil("/article/length", Some((-1).into())), 1);
}

#[test]
fn the_schema_knows_every_type_act_and_medium() {
    let schema: Value = serde_json::from_str(RECORD_SCHEMA).unwrap();
    let listed = |key: &str| {
        schema["$defs"]["statement"]["properties"][key]["enum"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(listed("type"), StatementType::ALL.iter().map(|one| one.name()).collect::<Vec<_>>());
    assert_eq!(listed("act"), Act::ALL.iter().map(|one| one.name()).collect::<Vec<_>>());
    assert_eq!(listed("medium"), Medium::ALL.iter().map(|one| one.name()).collect::<Vec<_>>());
}

#[test]
fn confidence_leaves_in_thousandths() {
    let mut record = common::record();
    for (given, expected) in [(0.93, 0.93), (0.12345, 0.123), (1.7, 1.0), (-0.1, 0.0), (f32::NAN, 0.0)] {
        record.statements[0].confidence = given;
        assert_eq!(value(&common::article(), &record)["statements"][0]["confidence"], expected);
    }
}

#[test]
fn diagnostics_without_a_place_have_null() {
    let value = value(&common::article(), &common::record());
    assert_eq!(value["diagnostics"][0]["kind"], DiagnosticKind::UnknownLanguage.name());
    assert!(value["diagnostics"][0]["start"].is_null() && value["diagnostics"][0]["end"].is_null());
    assert!(value["diagnostics"][1]["start"].is_u64());
}
