//! The opinion engine against published answers: pol.is' own output for conversations whose votes are
//! published.

use std::collections::HashMap;

use opinion::compatible::{Cluster, Memory, best, divisions};
use opinion::read::{comments, participants_votes, votes};
use opinion::{
    Axes, Cast, Map, Moderation, Representative, Search, Side, Unasked, Vote, Votes, adjusted_rand,
    consensus, group_informed, group_tallies, place_all, priority, representative,
};
use serde_json::Value;

use crate::data;

/// A conversation with what pol.is computed for it.
struct Recorded {
    votes: Votes,
    /// pol.is' output; agreement is -1 there.
    output: Value,
    /// The number of each statement, by column.
    tids: Vec<u64>,
    /// The number of each participant, by row.
    pids: Vec<u64>,
    moderation: Moderation,
}

const EXPORTED: [&str; 2] = ["scoop-hivemind.taxes", "scoop-hivemind.biodiversity"];
const FIXTURES: [&str; 3] =
    ["150ptpt-3gp-no-strict-no-meta", "25ptpt-3gp-no-strict-with-meta", "below-100-ptpts"];

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn numbers(value: &Value) -> Vec<u64> {
    value.as_array().map(|list| list.iter().map(number).collect()).unwrap_or_default()
}

fn doubles(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a double")).collect()
}

impl Recorded {
    fn new(output: Value, pids: Vec<u64>, casts: &[(u64, u64, Vote)]) -> Self {
        let tids = numbers(&output["tids"]);
        let row: HashMap<u64, u32> = pids.iter().copied().zip(0..).collect();
        let column: HashMap<u64, u32> = tids.iter().copied().zip(0..).collect();
        let casts = casts.iter().filter_map(|&(pid, tid, vote)| {
            Some(Cast { participant: row[&pid], statement: *column.get(&tid)?, vote })
        });
        let votes = Votes::cast(pids.len(), tids.len(), casts.collect());
        let columns = |key: &str| {
            numbers(&output[key]).iter().filter_map(|tid| column.get(tid)).map(|&at| at as usize).collect()
        };
        let moderation = Moderation { rejected: columns("mod-out"), meta: columns("meta-tids") };
        Self { votes, output, tids, pids, moderation }
    }

    /// A conversation of the public exports.
    fn exported(name: &str) -> Self {
        let output = data::json(&format!("opinion/engine-output/{name}.math-pca2.json"));
        let file = data::text(&format!("opinion/openData/{name}/participants-votes.csv"));
        let read = participants_votes(file.as_bytes()).expect("a table of votes");
        let name = |names: &[String], at: usize| names[at].parse::<u64>().expect("a number");
        let pids: Vec<u64> = (0..read.participants.len()).map(|row| name(&read.participants, row)).collect();
        let casts: Vec<(u64, u64, Vote)> = (0..pids.len())
            .flat_map(|row| read.votes.of(row as u32).into_iter().map(move |vote| (row, vote)))
            .map(|(row, (column, vote))| (pids[row], name(&read.statements, column as usize), vote))
            .collect();
        Self::new(output, pids, &casts)
    }

    /// A small one of red-dwarf's fixtures.
    fn fixture(name: &str) -> Self {
        let folder = format!("opinion/small-fixtures/{name}");
        let list = data::json(&format!("{folder}/votes.json"));
        let of = |vote: &Value, names: [&str; 2]| number(vote.get(names[0]).unwrap_or(&vote[names[1]]));
        let casts: Vec<(u64, u64, Vote)> = list
            .as_array()
            .expect("a list of votes")
            .iter()
            .map(|vote| {
                let said = match vote["vote"].as_i64() {
                    Some(1) => Vote::Agree,
                    Some(-1) => Vote::Disagree,
                    Some(0) => Vote::Pass,
                    other => panic!("{other:?} is no vote"),
                };
                (of(vote, ["participant_id", "pid"]), of(vote, ["statement_id", "tid"]), said)
            })
            .collect();
        let output = data::json(&format!("{folder}/math-pca2.json"));
        let mut pids: Vec<u64> = output["user-vote-counts"]
            .as_object()
            .expect("counts")
            .keys()
            .filter_map(|pid| pid.parse().ok())
            .collect();
        pids.sort_unstable();
        let known: Vec<_> = casts.into_iter().filter(|cast| pids.contains(&cast.0)).collect();
        Self::new(output, pids, &known)
    }

    fn all() -> Vec<(&'static str, Self)> {
        let exported = EXPORTED.into_iter().map(|name| (name, Self::exported(name)));
        exported.chain(FIXTURES.into_iter().map(|name| (name, Self::fixture(name)))).collect()
    }

    fn row(&self, pid: u64) -> usize {
        self.pids.iter().position(|&known| known == pid).expect("a known participant")
    }

    fn left_out(&self) -> Vec<bool> {
        let mut out = vec![false; self.tids.len()];
        for &column in self.moderation.rejected.iter().chain(&self.moderation.meta) {
            out[column] = true;
        }
        out
    }

    /// Polis' own axes, in our polarity.
    fn axes(&self) -> Axes {
        let pca = &self.output["pca"];
        let turned = |list: &Value| doubles(list).iter().map(|x| -x).collect();
        Axes::known(turned(&pca["center"]), [turned(&pca["comps"][0]), turned(&pca["comps"][1])])
    }

    /// Polis' own base clusters.
    fn base(&self) -> Vec<Cluster> {
        let base = &self.output["base-clusters"];
        let (x, y) = (doubles(&base["x"]), doubles(&base["y"]));
        let members = base["members"].as_array().expect("members").iter().map(numbers);
        let ids = numbers(&base["id"]);
        ids.iter()
            .zip(members)
            .enumerate()
            .map(|(at, (&id, members))| Cluster {
                id: id as usize,
                centre: [x[at], y[at]],
                members: members.iter().map(|&pid| self.row(pid)).collect(),
            })
            .collect()
    }

    /// Polis' own groups by participant.
    fn group_of(&self) -> Vec<Option<u8>> {
        let base = self.base();
        let mut group_of = vec![None; self.pids.len()];
        for (number, group) in (0_u8..).zip(self.output["group-clusters"].as_array().expect("groups")) {
            for id in numbers(&group["members"]) {
                let cluster = base.iter().find(|cluster| cluster.id == id as usize).expect("a base cluster");
                cluster.members.iter().for_each(|&row| group_of[row] = Some(number));
            }
        }
        group_of
    }

    fn groups(&self) -> usize {
        self.output["group-clusters"].as_array().map_or(0, Vec::len)
    }
}

fn close(name: &str, what: &str, ours: f64, theirs: f64, tolerance: f64) {
    assert!(
        (ours - theirs).abs() <= tolerance * theirs.abs().max(1.0),
        "{name}: {what} is {ours}, not {theirs}"
    );
}

#[test]
fn centre_axes_and_places() {
    for (name, recorded) in Recorded::all() {
        let left_out = recorded.left_out();
        let ours = Axes::find(&recorded.votes, &left_out, Search::exact(), None);
        let theirs = recorded.axes();
        let centre = ours.centre.iter().zip(&theirs.centre).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(centre < 1e-12, "{name}: the centre is {centre} away");
        let cos: [f64; 2] = [0, 1].map(|axis| {
            ours.components[axis].iter().zip(&theirs.components[axis]).map(|(a, b)| a * b).sum::<f64>().abs()
        });
        assert!(cos.iter().all(|cos| *cos > 0.999_999), "{name}: the axes are turned: {cos:?}");
        let (places, _) = place_all(&recorded.votes, &theirs, &left_out, Unasked::Passed, 2);
        let mut farthest = 0.0_f64;
        for cluster in recorded.base() {
            for axis in [0, 1] {
                let mean = cluster.members.iter().map(|&row| places[row][axis]).sum::<f64>();
                farthest = farthest.max((mean / cluster.members.len() as f64 - cluster.centre[axis]).abs());
            }
        }
        assert!(farthest < 1e-12, "{name}: a place is {farthest} away");
        println!(
            "figure: opinion, {name}: centre within {centre:.0e}, {} base clusters within {farthest:.0e}, \
             axes 1 - |cos| {:.0e} and {:.0e}",
            recorded.base().len(),
            1.0 - cos[0],
            1.0 - cos[1],
        );
    }
}

#[test]
fn groups_from_the_same_base_clusters() {
    for (name, recorded) in Recorded::all() {
        let base = recorded.base();
        let found = divisions(&base, &[]);
        let chosen = best(&found).expect("groups");
        assert_eq!(chosen.groups.len(), recorded.groups(), "{name}");
        let theirs = recorded.group_of();
        let mut ours = vec![None; theirs.len()];
        for (number, group) in (0_u8..).zip(&chosen.groups) {
            let members = base.iter().filter(|cluster| group.members.contains(&cluster.id));
            members.flat_map(|cluster| &cluster.members).for_each(|&row| ours[row] = Some(number));
        }
        assert_eq!(adjusted_rand(&ours, &theirs), 1.0, "{name}");
        let people = theirs.iter().flatten().count();
        println!("figure: opinion, {name}: {} groups of {people} people, adjusted Rand 1.0", chosen.k);
    }
}

#[test]
fn representative_statements() {
    for (name, recorded) in Recorded::all() {
        let tallies = group_tallies(&recorded.votes, &recorded.group_of(), recorded.groups(), 2);
        let (mut lists, mut values) = (0, 0);
        for (group, tally) in tallies.iter().enumerate() {
            let mut others = vec![opinion::Tally::default(); recorded.tids.len()];
            for (other, votes) in tallies.iter().enumerate() {
                if other != group {
                    for (sum, vote) in others.iter_mut().zip(votes) {
                        sum.agree += vote.agree;
                        sum.disagree += vote.disagree;
                        sum.pass += vote.pass;
                    }
                }
            }
            let ours = representative(tally, &others, &recorded.left_out());
            let theirs = recorded.output["repness"][group.to_string()].as_array().expect("a list");
            assert_eq!(ours.len(), theirs.len(), "{name}, group {group}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                same_representative(&format!("{name}, group {group}"), &recorded, ours, theirs);
                values += 1;
            }
            lists += 1;
        }
        println!(
            "figure: opinion, {name}: {lists} lists of representative statements with {values} statements equal"
        );
    }
}

fn same_representative(name: &str, recorded: &Recorded, ours: &Representative, theirs: &Value) {
    assert_eq!(recorded.tids[ours.statement], number(&theirs["tid"]), "{name}");
    let side = if ours.side == Side::Agree { "agree" } else { "disagree" };
    assert_eq!(theirs["repful-for"], side, "{name}");
    assert_eq!(u64::from(ours.successes), number(&theirs["n-success"]), "{name}");
    assert_eq!(u64::from(ours.trials), number(&theirs["n-trials"]), "{name}");
    assert_eq!(ours.best_agree, theirs["best-agree"] == true, "{name}");
    let same = |what: &str, ours: f64, tolerance: f64| {
        close(name, what, ours, theirs[what].as_f64().expect("a double"), tolerance);
    };
    same("p-success", ours.p, 1e-12);
    same("p-test", ours.p_test, 1e-12);
    same("repness", ours.r, 1e-12);
    // Polis computes this one in single precision.
    same("repness-test", ours.r_test, 1e-6);
}

#[test]
fn consensus_of_all() {
    for (name, recorded) in Recorded::all() {
        let ours = consensus(recorded.votes.tallies(), &recorded.left_out());
        let mut equal = 0;
        for (side, ours) in [("agree", &ours.agree), ("disagree", &ours.disagree)] {
            let theirs = recorded.output["consensus"][side].as_array().expect("a list");
            assert_eq!(ours.len(), theirs.len(), "{name}: {side}");
            for (ours, theirs) in ours.iter().zip(theirs) {
                assert_eq!(recorded.tids[ours.statement], number(&theirs["tid"]), "{name}: {side}");
                assert_eq!(u64::from(ours.successes), number(&theirs["n-success"]), "{name}");
                assert_eq!(u64::from(ours.trials), number(&theirs["n-trials"]), "{name}");
                close(name, "p-success", ours.p, theirs["p-success"].as_f64().expect("a double"), 1e-12);
                close(name, "p-test", ours.p_test, theirs["p-test"].as_f64().expect("a double"), 1e-12);
                equal += 1;
            }
        }
        println!("figure: opinion, {name}: {equal} statements of consensus equal");
    }
}

#[test]
fn group_informed_consensus_and_priorities() {
    for (name, recorded) in Recorded::all() {
        let tallies = group_tallies(&recorded.votes, &recorded.group_of(), recorded.groups(), 2);
        let axes = recorded.axes();
        let meta = &recorded.moderation.meta;
        let (mut informed, mut priorities) = (0, 0);
        for (column, tid) in recorded.tids.iter().map(u64::to_string).enumerate() {
            let of_groups: Vec<_> = tallies.iter().map(|group| group[column]).collect();
            if let Some(theirs) = recorded.output["group-aware-consensus"][&tid].as_f64() {
                close(name, &tid, group_informed(&of_groups).share, theirs, 1e-12);
                informed += 1;
            }
            let [x, y] = axes.statement(column, recorded.tids.len()).expect("a statement");
            let extremity = recorded.output["pca"]["comment-extremity"][column].as_f64().expect("a double");
            close(name, "the extremity", x.hypot(y), extremity, 1e-12);
            let all = of_groups.iter().fold(opinion::Tally::default(), |sum, votes| opinion::Tally {
                agree: sum.agree + votes.agree,
                disagree: sum.disagree + votes.disagree,
                pass: sum.pass + votes.pass,
            });
            let ours = if meta.contains(&column) { opinion::META } else { priority(&all, extremity) };
            if let Some(theirs) = recorded.output["comment-priorities"][&tid].as_f64() {
                close(name, &format!("the priority of {tid}"), ours, theirs, 1e-12);
                priorities += 1;
            }
        }
        assert_eq!((informed, priorities), (recorded.tids.len(), recorded.tids.len()), "{name}");
        println!(
            "figure: opinion, {name}: group-informed consensus and priority of {informed} statements equal"
        );
    }
}

/// From votes alone Polis' groups cannot be had by anybody: this is a report, not a test of equality.
#[test]
fn end_to_end_beside_polis() {
    for folder in [
        "scoop-hivemind.taxes",
        "scoop-hivemind.biodiversity",
        "vtaiwan.uberx",
        "american-assembly.bowling-green",
    ] {
        let matrix = data::text(&format!("opinion/openData/{folder}/participants-votes.csv"));
        let read = participants_votes(matrix.as_bytes()).expect("a table of votes");
        let said = data::text(&format!("opinion/openData/{folder}/comments.csv"));
        let rejected =
            comments(said.as_bytes()).expect("a table of comments").into_iter().filter(|said| said.rejected);
        let column = |id: &String| read.statements.iter().position(|name| name == id);
        let rejected = rejected.filter_map(|said| column(&said.id)).collect();
        let moderation = Moderation { rejected, meta: Vec::new() };
        let polis: HashMap<&String, &String> = read
            .participants
            .iter()
            .zip(&read.groups)
            .filter_map(|(who, group)| Some((who, group.as_ref()?)))
            .collect();
        let k = polis.values().collect::<std::collections::HashSet<_>>().len();
        let beside = |map: &Map| {
            let both = map
                .group_of
                .iter()
                .zip(&read.participants)
                .filter_map(|(ours, who)| Some(((*ours)?, *polis.get(who)?)));
            let (ours, theirs): (Vec<u8>, Vec<&String>) = both.unzip();
            (map.groups.len(), adjusted_rand(&ours, &theirs))
        };
        let search = Search::exact();
        let compatible = beside(&Memory::default().draw(&read.votes, &moderation, search));
        let map = Map::draw(&read.votes, &moderation, search, None);
        let best = beside(&map);
        let trust = map.examine(&read.votes, 50, 2).expect("groups");
        assert_eq!(trust.doubt(), None, "{folder}: {trust:?}");
        println!(
            "figure: opinion, {folder}, from votes alone: Polis k {k}; compatible k {} with adjusted Rand {:.2}; \
             best k {} with {:.2}, stability {:.2}, clumping {:.1}",
            compatible.0, compatible.1, best.0, best.1, trust.stability, trust.clumping
        );
    }
}

/// The log of all votes cast and the table of the latest ones are the same votes.
#[test]
fn the_log_of_votes_is_the_table_of_votes() {
    for folder in ["scoop-hivemind.taxes", "scoop-hivemind.biodiversity", "vtaiwan.uberx"] {
        let table = data::text(&format!("opinion/openData/{folder}/participants-votes.csv"));
        let log = data::text(&format!("opinion/openData/{folder}/votes.csv"));
        let (table, log) =
            (participants_votes(table.as_bytes()).expect("a table"), votes(log.as_bytes()).expect("a log"));
        let cells = |read: &opinion::read::Conversation| {
            let mut cells: Vec<(String, String, String)> = Vec::new();
            for (row, who) in read.participants.iter().enumerate() {
                let votes = read.votes.of(row as u32).into_iter();
                cells.extend(votes.map(|(at, vote)| {
                    (who.clone(), read.statements[at as usize].clone(), format!("{vote:?}"))
                }));
            }
            cells.sort();
            cells
        };
        let (table, log) = (cells(&table), cells(&log));
        assert!(table == log, "{folder}: {} cells, {} in the log", table.len(), log.len());
        println!("figure: opinion, {folder}: {} cells of the log and the table equal", table.len());
    }
}
