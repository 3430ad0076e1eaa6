//! Shared budgets as `.pb` files: what comes in leaves as it came.

use ::store::Store;
use axum::http::StatusCode;
use budget::pb::{self, File};
use kernel::{Context, Error, Ref};

use super::pages::Browser;
use super::{Here, is_refused};
use crate::allocation::store;
use crate::fund::{self, Rule};
use crate::{import_pb, project};

/// Points with decimals, further columns, a semicolon and a quotation mark in cells, an empty ballot.
const SCORES: &str = "META\nkey;value\ndescription;Our village\nunit;Lower End\ncurrency;EUR\nbudget;100,5\nvote_type;scoring\n\
    date_begin;06.11.2020\ndate_end;30.11.2020\nnum_votes;3\n\
    PROJECTS\nproject_id;name;cost;selected;latitude;description\np1;\"A path; \"\"long\"\"\";60.25;1;51.5;For all\np2;Bench;40;0;;\n\
    VOTES\nvoter_id;age;vote;points\n7;40;p2,p1;2.5,1\n8;;p1;3\n9;;;\n";
const RANKS: &str = "META\nkey;value\nbudget;9\nvote_type;ordinal\nPROJECTS\nproject_id;cost\na;1\nb;2\nc;3\n\
    VOTES\nvoter_id;vote\nx;c,a\ny;b\n";

/// Without what names lines, which may be others.
fn bare(text: &str) -> File {
    File { notes: Vec::new(), ..pb::read(text).unwrap_or_else(|refusal| panic!("{refusal}")) }
}

/// Brings the text in, downloads it again, and holds both against each other. Answers the fund's number.
async fn there_and_back(here: &Here, cx: &Context, text: &str) -> i64 {
    let number = import_pb(cx, text.as_bytes().to_vec()).await.unwrap();
    let (status, again) = Browser::new(here).get(&format!("/funds/{number}/pb")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(bare(&again) == bare(text), "fund {number} leaves as another than it came");
    number
}

#[test]
fn a_file_comes_in_and_leaves_as_it_came() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        is_refused(import_pb(&here.new_person("Mo", "member").await, RANKS.into()).await);
        assert_eq!(there_and_back(&here, &cx, SCORES).await, 1);
        assert_eq!(there_and_back(&here, &cx, RANKS).await, 2);
        assert_eq!(import_pb(&cx, SCORES.into()).await.unwrap(), 1, "the same file is the same fund");

        let mut read = cx.read().await.unwrap();
        let fund = fund::store::numbered(&mut read, here.initiative, 1).await.unwrap().unwrap();
        assert_eq!(
            (fund.title.as_str(), fund.currency.as_str(), fund.amount),
            ("Our village", "EUR", 10_050)
        );
        assert_eq!(fund.opens_at.to_string(), "2020-11-06T00:00:00Z");
        assert_eq!(fund::store::ballots(&mut read, here.initiative, 1).await.unwrap().0, 3);
        let found = store::all(&mut read, here.initiative, 1).await.unwrap();
        assert_eq!(found.iter().map(|allocation| allocation.rule).collect::<Vec<_>>(), Rule::ALL);
        let scores: Vec<i64> = found[1].lines.iter().map(|line| line.score).collect();
        assert_eq!(scores, [40, 25], "in tenths, as the file gives points");
        // What was funded there leads to the fund.
        let projects = project::store::all(&mut read, here.initiative, 1).await.unwrap();
        let abouts: Vec<Ref> = projects.iter().map(project::Project::about).collect();
        let after = journal::thread::after(&cx, &mut read, &abouts).await.unwrap();
        assert_eq!(after.iter().map(|(from, _)| from).collect::<Vec<_>>(), [&abouts[0]]);
    });
}

#[test]
fn a_wrong_file_leaves_nothing() {
    house::both(async |store| {
        let here = Here::new(store).await;
        let cx = here.new_person("Fay", "facilitator").await;
        let wrong = [
            b"\xff\xfe".to_vec(),
            Vec::new(),
            RANKS.replace("y;b", "y;d").into_bytes(),
            SCORES.replace("60.25", "much").into(),
        ];
        for file in wrong {
            match import_pb(&cx, file).await {
                Err(Error::Invalid(problems)) => assert_eq!(problems.0[0].field, "file"),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(fund::store::all(&mut cx.read().await.unwrap(), here.initiative).await.unwrap().len(), 0);
    });
}

#[test]
#[ignore = "reads the folder in GROUNDSWELL_DATA; ./check runs it with what else is compared with published data"]
fn every_published_file_comes_in_and_leaves_as_it_came() {
    let folder = std::env::var_os("GROUNDSWELL_DATA").expect("GROUNDSWELL_DATA names the folder of data");
    let files =
        std::fs::read_dir(std::path::Path::new(&folder).join("budgets")).expect("a folder of budgets");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "pb"));
    assert!(!paths.is_empty(), "there is no .pb file in the folder");
    house::on_sqlite(async |location| {
        let here = Here::new(Store::open(&location).await.unwrap()).await;
        let cx = here.new_person("Fay", "facilitator").await;
        for path in &paths {
            let text = std::fs::read_to_string(path).expect("a text");
            let began = std::time::Instant::now();
            there_and_back(&here, &cx, &text).await;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            println!("figure: {name}: there and back in {:.1?}", began.elapsed());
        }
    });
}
