//! Ten thousand random attacks on a journal, all to be found.

use kernel::InitiativeId;
use serde_json::Value;
use uuid::Uuid;

use crate::export::Line;
use crate::key::{Key, told};
use crate::record::{Hex, Leaf, Record, Said, actor, mark, words};
use crate::seal::number;
use crate::tree::Tree;
use crate::verify::{Flaw, Held, Report, Verifier, verify_export};

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.roll(256) as u8).collect()
    }
}

const INITIATIVE: InitiativeId = InitiativeId(Uuid::from_u128(7));
const BATCHES: [usize; 6] = [1, 4, 9, 2, 8, 6];
/// Monday, 5 January 2026, in microseconds since 1970; then a batch an hour.
const BEGINNING: i64 = 1_767_603_600_000_000;
const HOUR: i64 = 3_600_000_000;

/// An entry as acts tell it, not sealed yet. Every fifth names nobody; every seventh has been erased.
fn entry(dice: &mut Dice, at: i64) -> Record {
    let (actor_salt, salt) = (dice.bytes(16), dice.bytes(16));
    let (named, erased) = (dice.roll(5) != 0, dice.roll(7) == 0);
    let (person, name) = (Uuid::from_u128(dice.roll(4) as u128), "Somebody");
    let (title, links) = (format!("Clause {}", dice.roll(100)), "[]");
    let before = (dice.roll(2) == 0).then(|| format!("before {}", dice.roll(1000)));
    let after = (dice.roll(2) == 0).then(|| format!("after {}", dice.roll(1000)));
    let sealed = |text: &String| Hex(mark(&salt, text).to_vec());
    let leaf = Leaf {
        act: "clause.proposed".to_owned(),
        actor_mark: named.then(|| Hex(mark(&actor_salt, &actor(Some(person), name)).to_vec())),
        after_mark: after.as_ref().map(sealed),
        at,
        before_mark: before.as_ref().map(sealed),
        id: Uuid::from_u128(dice.roll(usize::MAX) as u128),
        initiative: INITIATIVE.0,
        kind: "clause".to_owned(),
        object: Uuid::from_u128(dice.roll(20) as u128),
        seq: -1,
        via: "web".to_owned(),
        words_mark: sealed(&words(&title, links)),
    };
    let (who, what) = (named && !erased, !erased);
    let said = Said {
        actor_salt: who.then_some(Hex(actor_salt)),
        person: who.then_some(person),
        name: who.then(|| name.to_owned()),
        salt: what.then_some(Hex(salt)),
        title: what.then_some(title),
        links: what.then(|| links.to_owned()),
        before: before.filter(|_| what),
        after: after.filter(|_| what),
    };
    Record { leaf, hashes: Hex(Vec::new()), said }
}

/// A journal of [`BATCHES`]; before the last is sealed, `meddle` may do as it likes with its entries.
fn journal(key: &Key, dice: &mut Dice, meddle: impl FnOnce(&mut Dice, &mut Vec<Record>)) -> Vec<Line> {
    let mut lines = vec![Line::Journal { initiative: INITIATIVE, key: told(&key.public(), INITIATIVE) }];
    let (mut tree, mut now, mut meddle) = (Tree::new(), BEGINNING, Some(meddle));
    for (place, size) in BATCHES.into_iter().enumerate() {
        now += HOUR;
        let mut records: Vec<Record> = (0..size).map(|_| entry(dice, now)).collect();
        if place + 1 == BATCHES.len() {
            meddle.take().expect("once")(dice, &mut records);
        }
        let at = jiff::Timestamp::from_microsecond(now).expect("a time");
        let checkpoint = number(key, INITIATIVE, &mut tree, &mut records, at);
        lines.extend(records.into_iter().map(|record| Line::Entry(Box::new(record))));
        lines.push(Line::Checkpoint(checkpoint.note));
    }
    lines.push(Line::End { size: tree.size(), unsealed: 0 });
    lines
}

fn untouched(_: &mut Dice, _: &mut Vec<Record>) {}

fn file(lines: &[Line]) -> Vec<u8> {
    lines.iter().flat_map(|line| [serde_json::to_vec(line).unwrap(), b"\n".to_vec()].concat()).collect()
}

fn verify(lines: &[Line], held: Option<&str>) -> Report {
    let mut verifier = Verifier::new(held);
    for line in lines {
        verifier.take(line);
    }
    verifier.finish()
}

/// The places of entries or of checkpoints among the lines.
fn places(lines: &[Line], wanted: fn(&Line) -> bool) -> Vec<usize> {
    (0..lines.len()).filter(|place| wanted(&lines[*place])).collect()
}

fn is_entry(line: &Line) -> bool {
    matches!(line, Line::Entry(_))
}

fn is_checkpoint(line: &Line) -> bool {
    matches!(line, Line::Checkpoint(_))
}

fn record(lines: &mut [Line], place: usize) -> &mut Record {
    let Line::Entry(record) = &mut lines[place] else { panic!("an entry stands there") };
    record
}

fn notes(lines: &[Line]) -> Vec<&String> {
    lines
        .iter()
        .filter_map(|line| if let Line::Checkpoint(note) = line { Some(note) } else { None })
        .collect()
}

fn last_note(lines: &[Line]) -> String {
    notes(lines).pop().cloned().expect("every journal here has some")
}

/// Does one of the attacks; answers its name and, where one entry is the first to suffer, its number.
fn attack(dice: &mut Dice, lines: &mut Vec<Line>) -> (&'static str, Option<u64>) {
    let entries = places(lines, is_entry);
    let (one, other) = two(dice, entries.len());
    let (first, second) = (entries[one], entries[other]);
    match dice.roll(10) {
        0..3 => {
            change_anything(dice, &mut lines[first]);
            ("a changed byte", Some(one as u64))
        }
        3 => {
            let checkpoints = places(lines, is_checkpoint);
            let place = checkpoints[dice.roll(checkpoints.len())];
            change_anything(dice, &mut lines[place]);
            ("a changed byte of a checkpoint", None)
        }
        4 => {
            lines.remove(first);
            ("a dropped entry", Some(one as u64))
        }
        5 => {
            let checkpoints = places(lines, is_checkpoint);
            lines.remove(checkpoints[dice.roll(checkpoints.len())]);
            ("a dropped checkpoint", None)
        }
        6 => {
            let (there, here) = (record(lines, second).clone(), record(lines, first).clone());
            (*record(lines, first), *record(lines, second)) = (there, here);
            // A careful thief gives each the other's number.
            if dice.roll(2) == 0 {
                (record(lines, first).leaf.seq, record(lines, second).leaf.seq) = (one as i64, other as i64);
            }
            ("two swapped", Some(one as u64))
        }
        7 => {
            record(lines, first).leaf.at -= 1 + dice.roll(HOUR as usize * 48) as i64;
            rehash(lines);
            ("back-dated, hashes made to fit", None)
        }
        8 => {
            let (there, here) = (record(lines, second).said.clone(), record(lines, first).said.clone());
            if here.salt.is_none() || there.salt.is_none() {
                // Nothing there to exchange.
                lines.remove(first);
            } else {
                (record(lines, first).said, record(lines, second).said) = (there, here);
            }
            ("texts exchanged", Some(one as u64))
        }
        _ => {
            let end = 1 + dice.roll(lines.len() - 2);
            lines.truncate(end);
            let size = places(lines, is_entry).len() as u64;
            lines.push(Line::End { size, unsealed: 0 });
            ("cut off", None)
        }
    }
}

/// Two different places, the smaller first.
fn two(dice: &mut Dice, count: usize) -> (usize, usize) {
    let (one, step) = (dice.roll(count), 1 + dice.roll(count - 1));
    let other = (one + step) % count;
    (one.min(other), one.max(other))
}

/// Changes one value of a line: a character of a text, a number, something in place of nothing.
fn change_anything(dice: &mut Dice, line: &mut Line) {
    loop {
        let mut json = serde_json::to_value(&*line).unwrap();
        let mut values = Vec::new();
        leaves(&mut json, &mut values);
        let place = dice.roll(values.len());
        change(dice, values[place]);
        // What cannot even be read is found without our doing; a harder change is wanted.
        if let Ok(changed) = serde_json::from_value::<Line>(json)
            && changed != *line
        {
            *line = changed;
            return;
        }
    }
}

fn leaves<'a>(json: &'a mut Value, found: &mut Vec<&'a mut Value>) {
    match json {
        Value::Object(fields) => fields.values_mut().for_each(|field| leaves(field, found)),
        value => found.push(value),
    }
}

fn change(dice: &mut Dice, value: &mut Value) {
    *value = match &*value {
        Value::Number(n) => (n.as_i64().unwrap() ^ (1 << dice.roll(52))).into(),
        Value::String(text) if !text.is_empty() => {
            let mut letters: Vec<char> = text.chars().collect();
            let place = dice.roll(letters.len());
            letters[place] = char::from(b"0123456789abcdef"[dice.roll(16)]);
            letters.into_iter().collect::<String>().into()
        }
        _ => "00".into(),
    };
}

/// What somebody can do who may write anything but has no key: all hashes fit what is there.
fn rehash(lines: &mut [Line]) {
    let mut tree = Tree::new();
    for line in lines {
        if let Line::Entry(record) = line {
            record.hashes = Hex(tree.append(record.leaf.hash()));
        }
    }
}

#[test]
fn ten_thousand_random_attacks_are_found() {
    let mut dice = Dice(2026);
    let key = Key::new().unwrap();
    let whole = journal(&key, &mut dice, untouched);
    let held = last_note(&whole);
    let report = verify(&whole, Some(&held));
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.held, Some(Held::Extended { size: 30 }));

    for n in 0..10_000 {
        let mut lines = whole.clone();
        let (what, first) = attack(&mut dice, &mut lines);
        let report = verify(&lines, Some(&held));
        assert!(!report.is_whole(), "attack {n}, {what}, was not found");
        if let (Some(first), Some(broken)) = (first, &report.broken) {
            assert!(
                broken.seq <= first && first <= broken.through,
                "attack {n}, {what} at {first}: {broken}"
            );
        }
    }
}

#[test]
fn any_flipped_bit_of_a_file_is_found_unless_it_means_the_same() {
    let mut dice = Dice(7);
    let key = Key::new().unwrap();
    let whole = journal(&key, &mut dice, untouched);
    let (held, bytes) = (last_note(&whole), file(&whole));
    for _ in 0..3_000 {
        let mut flipped = bytes.clone();
        flipped[dice.roll(bytes.len())] ^= 1 << dice.roll(8);
        let report = verify_export(flipped.as_slice(), Some(&held)).unwrap();
        // Upper case in hex, and how many were waiting when the file was made.
        let same = flipped.eq_ignore_ascii_case(&bytes) || report.unsealed > 0;
        assert!(same || !report.is_whole(), "{}", String::from_utf8_lossy(&flipped));
    }
}

#[test]
fn no_bytes_and_no_note_make_it_fall() {
    let mut dice = Dice(11);
    let key = Key::new().unwrap();
    let lines = journal(&key, &mut dice, untouched);
    let (whole, note) = (file(&lines), last_note(&lines));
    for _ in 0..500 {
        let count = dice.roll(300);
        let mut bytes = dice.bytes(count);
        assert!(!verify_export(bytes.as_slice(), None).unwrap().is_whole());
        // Junk in the middle of a file, and in place of what somebody kept.
        let place = dice.roll(whole.len());
        bytes.truncate(8);
        let meddled = [&whole[..place], &bytes, &whole[place + dice.roll(whole.len() - place)..]].concat();
        let _ = verify_export(meddled.as_slice(), Some(&String::from_utf8_lossy(&bytes))).unwrap();
        let place = dice.roll(note.len());
        if note.is_char_boundary(place) {
            let held = note[..place].to_owned() + &String::from_utf8_lossy(&bytes) + &note[place..];
            let report = verify_export(whole.as_slice(), Some(&held)).unwrap();
            assert!(held == note || report.held == Some(Held::Foreign), "{held}: {report:?}");
        }
    }
}

#[test]
fn what_is_slipped_in_before_sealing_is_found_by_its_time() {
    let mut dice = Dice(8);
    let key = Key::new().unwrap();
    let slip = |dice: &mut Dice, records: &mut Vec<Record>| {
        let forged = entry(dice, BEGINNING + HOUR);
        records.insert(2, forged);
    };
    let report = verify(&journal(&key, &mut dice, slip), None);
    let broken = report.broken.unwrap();
    assert_eq!((broken.seq, broken.flaw), (26, Flaw::BackDated));
}

#[test]
fn an_import_may_be_older_and_is_counted() {
    let import = |dice: &mut Dice, records: &mut Vec<Record>| {
        let mut old = entry(dice, BEGINNING - 1000 * HOUR);
        old.leaf.via = "import".to_owned();
        records.push(old);
    };
    let report = verify(&journal(&Key::new().unwrap(), &mut Dice(9), import), None);
    assert!(report.is_whole(), "{report}");
    assert_eq!(report.imported, 1);
}

#[test]
fn a_rewritten_journal_is_found_by_whoever_holds_a_checkpoint() {
    let key = Key::new().unwrap();
    let mine = journal(&key, &mut Dice(10), untouched);
    // The operator, who has the key, writes another history and signs it properly.
    let other = journal(&key, &mut Dice(11), untouched);
    assert!(verify(&other, None).is_whole());
    for (note, size) in notes(&mine).into_iter().zip([1, 5, 14, 16, 24, 30]) {
        assert_eq!(verify(&mine, Some(note)).held, Some(Held::Extended { size }));
        assert_eq!(verify(&other, Some(note)).held, Some(Held::Forked { size }));
        assert!(!verify(&other, Some(note)).is_whole());
    }
    // Signed anew with another key.
    let foreign = journal(&Key::new().unwrap(), &mut Dice(10), untouched);
    assert_eq!(verify(&foreign, Some(&last_note(&mine))).held, Some(Held::Foreign));
}

#[test]
fn half_an_erasure_is_found() {
    let key = Key::new().unwrap();
    let whole = journal(&key, &mut Dice(12), untouched);
    let full = places(&whole, |line| matches!(line, Line::Entry(record) if record.said.person.is_some()));
    for (spoil, flaw) in [
        ((|said: &mut Said| said.actor_salt = None) as fn(&mut Said), Flaw::Actor),
        (|said| said.person = None, Flaw::Actor),
        (|said| said.name = None, Flaw::Actor),
        (|said| said.salt = None, Flaw::Words),
        (|said| said.title = None, Flaw::Words),
    ] {
        let mut lines = whole.clone();
        spoil(&mut record(&mut lines, full[3]).said);
        let seq = record(&mut lines, full[3]).leaf.seq as u64;
        let broken = verify(&lines, None).broken.unwrap();
        assert_eq!((broken.seq, broken.flaw), (seq, flaw));
    }
}

#[test]
fn the_report_speaks_plainly() {
    let key = Key::new().unwrap();
    let mut lines = journal(&key, &mut Dice(13), untouched);
    let text = verify(&lines, None).to_string();
    assert!(text.ends_with("The journal is whole."), "{text}");
    assert!(text.contains("30 entries are sound, under 6 checkpoints"), "{text}");
    lines.remove(1);
    let text = verify(&lines, None).to_string();
    assert!(text.contains("First broken at entry 0: it is missing."), "{text}");
    assert!(text.ends_with("THE JOURNAL IS NOT WHOLE."), "{text}");
}
