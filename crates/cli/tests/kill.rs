//! `add` is ended without warning at any moment: what it told of is there, the ledger is whole, and a rerun completes.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail as tests do")]

mod common;

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;
use std::time::Duration;

use common::{Folder, Run};

const ARTICLES: usize = 400;

fn rounds(count: u64) {
    let folder = Folder::new();
    for number in 0..ARTICLES {
        let name = format!("archiv/{number:03}.txt");
        folder.file(
            &name,
            format!("Bauplan {number}\n\n„Wir bauen {number} Brücken“, sagte Ministerin Ada Brandt am Montag dem Stadtrat.\n"),
        );
    }
    let command = || {
        let mut command = folder.command();
        command.env("WORTLAUT_LEDGER", folder.path("news.db"));
        command
    };
    let mut told: Vec<String> = Vec::new();
    let mut state = 7_u64;
    let (mut ended, mut all, mut complete) = (0, 0, false);
    for round in 0..count {
        if complete {
            // All is there; begin again.
            for name in ["news.db", "news.db-wal", "news.db-shm"] {
                let _ = std::fs::remove_file(folder.path(name));
            }
            told.clear();
            complete = false;
        }
        let mut child = command()
            .args(["add", "archiv", "--jobs", "2"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut out = BufReader::new(child.stdout.take().expect("piped"));
        let mut lines = String::new();
        if round % 2 == 0 {
            // Some while it starts, some while it writes, some after it is done.
            std::thread::sleep(Duration::from_micros(state >> 33 & 0x7_FFFF));
        } else {
            // Some after it wrote for the first time, however long that takes here.
            out.read_line(&mut lines).expect("UTF-8");
            std::thread::sleep(Duration::from_micros(state >> 33 & 0xFFFF));
        }
        child.kill().expect("it is ours");
        out.read_to_string(&mut lines).expect("UTF-8");
        ended += usize::from(child.wait().expect("it ended").code().is_none());
        // A line counts when it is complete.
        let before = told.len();
        told.extend(lines.split_inclusive('\n').filter(|line| line.ends_with('\n')).map(str::to_owned));
        all += told.len() - before;
        if !folder.path("news.db").exists() {
            assert_eq!(told.len(), 0);
            continue;
        }
        let verified = Run::of(command().arg("verify").output().expect("the program"));
        assert_eq!(verified.code, 0, "round {round}: {}{}", verified.stdout, verified.stderr);
        let exported = Run::of(command().args(["export", "jsonl"]).output().expect("the program"));
        let there = exported.stdout.lines().count();
        // What was written may not have been told of yet.
        complete = there == ARTICLES;
        assert!(there >= told.len(), "round {round}: {there} are there, {} were told", told.len());
        for line in &told {
            let number = line.split(['/', '.']).nth(1).expect("a name").trim_start_matches('0');
            let number = if number.is_empty() { "0" } else { number };
            assert!(exported.stdout.contains(&format!("„Wir bauen {number} Brücken“")), "round {round}: {line} is lost");
        }
    }
    let last = Run::of(command().args(["add", "archiv"]).output().expect("the program"));
    assert_eq!(last.code, 0, "{}", last.stderr);
    let verified = Run::of(command().arg("verify").output().expect("the program"));
    assert!(verified.stdout.contains(&format!("{ARTICLES} articles")), "{}", verified.stdout);
    assert_eq!(verified.code, 0, "{}", verified.stdout);
    println!("{count} rounds, {ended} ended while at work, {all} articles told of before");
}

#[test]
fn nothing_that_was_told_is_lost() {
    rounds(12);
}

#[test]
#[ignore = "takes minutes"]
fn nothing_that_was_told_is_lost_in_two_hundred_rounds() {
    rounds(200);
}
