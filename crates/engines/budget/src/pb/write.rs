//! Writing a `.pb` file: what [`super::read`] reads from it is equal to what was written.

use csv::{Terminator, WriterBuilder};

use super::{Ballot, File};
use crate::money::Money;

impl File {
    /// The whole file.
    pub fn text(&self) -> String {
        let mut text = self.head();
        text.extend(self.ballots.iter().map(|ballot| self.line(ballot)));
        text
    }

    /// Everything before the ballots, so that very many of them can be written one after the other.
    pub fn head(&self) -> String {
        let mut text = String::from("META\n");
        text += &row(["key", "value"]);
        for (key, value) in &self.meta {
            text += &row([key.as_str(), value]);
        }
        text += "PROJECTS\n";
        let decided = self.projects.iter().any(|project| project.selected.is_some());
        let selected = decided.then_some("selected");
        let known = ["project_id", "cost", "name"].into_iter().chain(selected);
        text += &row(known.chain(self.project_heads.iter().map(String::as_str)));
        for project in &self.projects {
            let cost = self.money.text(project.cost);
            let selected = decided.then_some(match project.selected {
                Some(true) => "1",
                Some(false) => "0",
                None => "",
            });
            let known = [project.id.as_str(), &cost, &project.name].into_iter().chain(selected);
            text += &row(known.chain(project.more.iter().map(String::as_str)));
        }
        text += "VOTES\n";
        let points = self.vote_type.has_points().then_some("points");
        let known = ["voter_id", "vote"].into_iter().chain(points);
        text + &row(known.chain(self.ballot_heads.iter().map(String::as_str)))
    }

    /// The line of one ballot. Its projects are among [`File::projects`].
    pub fn line(&self, ballot: &Ballot) -> String {
        let projects = ballot.projects.iter().map(|&project| self.projects[project as usize].id.as_str());
        let mut projects = projects.collect::<Vec<_>>().join(",");
        if projects.is_empty() && ballot.more.iter().all(String::is_empty) {
            // A line with nothing in it would be passed over, and one with a lone name may be taken for a section's.
            projects.push(',');
        }
        let decimals = Money { decimals: self.points_decimals };
        let points = self.vote_type.has_points().then(|| {
            let points = ballot.points.iter().map(|&points| decimals.text(points.into()));
            points.collect::<Vec<_>>().join(",")
        });
        let known = [ballot.voter.as_str(), &projects].into_iter().chain(points.as_deref());
        row(known.chain(ballot.more.iter().map(String::as_str)))
    }
}

/// One line of cells.
fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut out =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    out.write_record(cells).expect("a line in memory is never refused");
    let line = out.into_inner().expect("a line in memory is never refused");
    String::from_utf8(line).expect("what was put in is text")
}
