//! The map on paper: the same words and numbers as on its page.

use press::{Block, Colour, Column, Figure, Form, Look, Shape, Table};
use web::Visit;
use web::look::chart::opinion::Opinion;

use super::Weighed;
use super::draw::{BOX, Frame, SIZES, colour, size};
use super::page::{Shown, by_group, group_title, name, side};

/// How wide the map is on paper, and a stripe of votes, in points.
const MAP: f32 = 372.0;
const STRIPE: f32 = 220.0;

impl Shown {
    /// All that the page says of the map, aside from where its reader stands.
    pub(crate) fn print(&self, visit: &Visit) -> Vec<Block> {
        let picture = &self.picture;
        let mut blocks =
            vec![Block::Heading(2, visit.t("map-title")), Block::Text(Look::Plain, self.lead(visit))];
        if picture.marks.is_empty() {
            blocks.push(Block::Text(Look::Plain, visit.t("map-nobody")));
        } else {
            blocks.push(Block::Together(vec![
                self.drawn(visit),
                Block::Text(Look::Small, self.counted(visit)),
            ]));
            blocks.push(Block::Table(self.in_numbers(visit)));
        }
        blocks.extend(self.listed(visit, "unites", &picture.unites));
        for (at, group) in picture.groups.iter().enumerate() {
            blocks.push(Block::Heading(2, group_title(visit, at, group)));
            let known = self.known(group);
            let lead = if known.is_empty() { "map-group-nothing" } else { "map-group-lead" };
            blocks.push(Block::Text(Look::Plain, visit.t(lead)));
            let entry = |(speaks, statement): &(&super::Speaks, &crate::statement::Statement)| {
                let said = Block::Text(Look::Said, statement.text.clone());
                vec![Block::Together(vec![said, Block::Text(Look::Small, side(visit, speaks))])]
            };
            blocks.push(Block::List(known.iter().map(entry).collect()));
        }
        blocks.extend(self.listed(visit, "divides", &picture.divides));
        blocks.push(Block::Heading(2, visit.t("map-how")));
        blocks.extend(self.sure(visit).map(|sure| Block::Text(Look::Plain, sure)));
        blocks.push(Block::Text(Look::Plain, visit.t("map-how-made")));
        let method = visit.with("map-method", &[("method", picture.method.as_str().into())]);
        blocks.push(Block::Text(Look::Small, method));
        if picture.stamp > 0 {
            let stamp = visit.with("map-stamp", &[("stamp", picture.stamp.to_string().into())]);
            blocks.push(Block::Text(Look::Small, stamp));
        }
        blocks
    }

    /// Whoever votes alike stands close together; groups differ in shape as well as in colour.
    fn drawn(&self, visit: &Visit) -> Block {
        let picture = &self.picture;
        let frame = Frame::of(picture);
        let on = |at: [f64; 2]| {
            let [x, y] = frame.at(at);
            [(BOX[0] / 2.0 + x as f64) as f32, (BOX[1] / 2.0 + y as f64) as f32]
        };
        let mark = |mark: &super::Mark| {
            let width = SIZES[size(mark.people)].1 as f32;
            let group = colour(mark.group);
            // A square is as large as a disc of the same area.
            let form = match group {
                1 => Form::Square(width * 0.886),
                2 => Form::Triangle(width),
                3 => Form::Diamond(width),
                4 => Form::Cross(width),
                _ => Form::Disc(width),
            };
            let colour =
                if group < super::GROUPS.len() { Colour::Group(group as u8) } else { Colour::Neutral };
            Shape { form, at: on(mark.at.map(f64::from)), colour, cover: 0.65 }
        };
        let named = picture.groups.iter().enumerate().map(|(at, group)| Shape {
            form: Form::Words(name(visit, at), 34.0),
            at: on(group.centre),
            colour: Colour::Ink,
            cover: 1.0,
        });
        let shapes = picture.marks.iter().map(mark).chain(named).collect();
        let alt = format!("{}: {}", visit.t("map-drawing"), self.lead(visit));
        Block::Figure(Figure { alt: Some(alt), size: BOX.map(|side| side as f32), width: MAP, shapes })
    }

    /// How many people and votes the picture holds.
    fn counted(&self, visit: &Visit) -> String {
        let count = |key: &str, n: i64| format!("{} {}", visit.t(key), visit.say().count(n));
        let people = count("map-people", self.picture.people as i64);
        let votes = count("map-votes", self.picture.votes as i64);
        format!("{people} · {votes} · {}", self.caption(visit))
    }

    fn in_numbers(&self, visit: &Visit) -> Table {
        let column = |key: &str, number| Column { head: visit.t(key), number };
        Table {
            caption: visit.t("map-drawing"),
            columns: vec![
                column("map-group-head", false),
                column("map-people", true),
                column("map-share-head", true),
            ],
            rows: self.shares(visit).into_iter().map(Vec::from).collect(),
        }
    }

    fn listed(&self, visit: &Visit, which: &str, found: &[Weighed]) -> Vec<Block> {
        let mut blocks = vec![Block::Heading(2, visit.t(&format!("map-{which}")))];
        if found.is_empty() {
            blocks.push(Block::Text(Look::Plain, visit.t(&format!("map-{which}-nothing"))));
        }
        let known = found.iter().filter_map(|weighed| Some((weighed, self.words.get(&weighed.statement)?)));
        let entry = |(weighed, statement): (&Weighed, &crate::statement::Statement)| {
            let [agree, disagree, pass] = weighed.all.map(i64::from);
            let mut whole = vec![Block::Text(Look::Said, statement.text.clone())];
            whole.extend(votes(visit, &Opinion { agree, disagree, pass }));
            let by_group = by_group(visit, weighed);
            if !by_group.is_empty() {
                whole.push(Block::Text(Look::Small, by_group));
            }
            vec![Block::Together(whole)]
        };
        blocks.push(Block::List(known.map(entry).collect()));
        blocks
    }
}

/// How people stand to a statement: a stripe whose parts differ in height as well as in colour, and its counts.
fn votes(visit: &Visit, opinion: &Opinion) -> Vec<Block> {
    let all = opinion.all();
    if all == 0 {
        return vec![Block::Text(Look::Small, visit.t("look-no-votes"))];
    }
    let parts = [
        (opinion.agree, 8.0, Colour::Agree),
        (opinion.disagree, 5.4, Colour::Disagree),
        (opinion.pass, 2.0, Colour::Neutral),
    ];
    let mut shapes = Vec::new();
    let mut left = 0.0;
    for (votes, height, colour) in parts {
        let width = STRIPE * votes as f32 / all as f32;
        if votes > 0 {
            shapes.push(Shape {
                form: Form::Bar(width, height),
                at: [left + width / 2.0, 4.0],
                colour,
                cover: 1.0,
            });
        }
        left += width;
    }
    let stripe = Figure { alt: None, size: [STRIPE, 8.0], width: STRIPE, shapes };
    vec![Block::Figure(stripe), Block::Text(Look::Small, opinion.counts(visit.say()).join(" · "))]
}
