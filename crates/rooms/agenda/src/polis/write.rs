//! Writing the files, as Polis does: rows by number, times in UTC, whatever the clock of the source.

use std::collections::BTreeMap;

use csv::Writer;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Context, Error, Result};
use web::Pieces;

use super::read::asked;
use super::store;
use crate::cast;
use crate::conversation::Conversation;
use crate::map;
use crate::vote::Choice;

/// Rows read at once.
const PART: usize = 2_000;

/// One of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum File {
    /// One row a participant, one column a statement.
    ParticipantsVotes,
    /// One row a vote as it was cast.
    Votes,
    /// One row a statement.
    Comments,
    /// Key and value.
    Summary,
}

impl File {
    /// Every file, in the order in which they are offered.
    pub(crate) const ALL: [Self; 4] = [Self::ParticipantsVotes, Self::Votes, Self::Comments, Self::Summary];

    /// Its name without the ending: its field in a form, and its text's key after `polis-`.
    pub(crate) fn stem(self) -> &'static str {
        self.name().trim_end_matches(".csv")
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::ParticipantsVotes => "participants-votes.csv",
            Self::Votes => "votes.csv",
            Self::Comments => "comments.csv",
            Self::Summary => "summary.csv",
        }
    }

    /// The file of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// Writes it a piece at a time.
    pub(crate) async fn write(
        self,
        cx: &Context,
        conversation: &Conversation,
        pieces: &Pieces,
    ) -> Result<()> {
        match self {
            Self::ParticipantsVotes => participants_votes(cx, conversation, pieces).await,
            Self::Votes => votes(cx, conversation, pieces).await,
            Self::Comments => comments(cx, conversation, pieces).await,
            Self::Summary => summary(cx, conversation, pieces).await,
        }
    }
}

/// Rows on their way out.
struct Rows<'a> {
    writer: Writer<Vec<u8>>,
    pieces: &'a Pieces,
}

impl<'a> Rows<'a> {
    fn new(pieces: &'a Pieces) -> Self {
        Self { writer: Writer::from_writer(Vec::new()), pieces }
    }

    fn row<S: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = S>) -> Result<()> {
        self.writer.write_record(cells).map_err(|error| Error::Internal(error.to_string()))
    }

    async fn send(&mut self) -> Result<()> {
        let full = std::mem::replace(&mut self.writer, Writer::from_writer(Vec::new()));
        let mut bytes = full.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
        self.pieces.send(&mut bytes).await
    }
}

/// A moment as Polis writes it for people.
fn datetime(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%a %b %d %H:%M:%S UTC %Y").to_string()
}

async fn comments(cx: &Context, conversation: &Conversation, pieces: &Pieces) -> Result<()> {
    let mut rows = Rows::new(pieces);
    rows.row([
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    ])?;
    let mut read = cx.read().await?;
    let statements = store::statements(&mut read, cx.initiative()?, conversation.number).await?;
    drop(read);
    for said in statements {
        // Somebody here may have taken out or let in since what Polis' people did.
        let moderated = match (said.hidden, said.moderated) {
            (true, _) => -1,
            (false, Some(moderated)) if moderated >= 0 => moderated,
            (false, _) => 1,
        };
        rows.row([
            said.at.as_millisecond().to_string(),
            datetime(said.at),
            said.number.to_string(),
            said.author.map(|author| author.to_string()).unwrap_or_default(),
            said.agrees.to_string(),
            said.disagrees.to_string(),
            moderated.to_string(),
            said.text,
        ])?;
    }
    rows.send().await
}

/// The history. What is not known to have been cast at some time is not in it.
async fn votes(cx: &Context, conversation: &Conversation, pieces: &Pieces) -> Result<()> {
    let mut rows = Rows::new(pieces);
    rows.row(["timestamp", "datetime", "comment-id", "voter-id", "vote"])?;
    let mut last = 0;
    loop {
        let mut read = cx.read().await?;
        let number = conversation.number;
        let part = cast::store::numbered(&mut read, cx.initiative()?, number, (last, PART)).await?;
        drop(read);
        let Some((end, _)) = part.last() else { return rows.send().await };
        last = *end;
        for (_, vote) in part {
            let Some(at) = vote.at else { continue };
            rows.row([
                at.as_millisecond().to_string(),
                datetime(at),
                vote.statement.to_string(),
                vote.participant.to_string(),
                vote.choice.to_string(),
            ])?;
        }
        rows.send().await?;
    }
}

async fn participants_votes(cx: &Context, conversation: &Conversation, pieces: &Pieces) -> Result<()> {
    let (initiative, number) = (cx.initiative()?, conversation.number);
    let mut read = cx.read().await?;
    let numbers: Vec<i64> =
        map::store::statements(&mut read, initiative, number).await?.iter().map(|said| said.number).collect();
    let first = store::participants(&mut read, initiative, number, (-1, PART)).await?;
    drop(read);
    let xids = first.iter().any(|taker| taker.xid.as_ref().is_some_and(|xid| !xid.is_empty()));
    let mut rows = Rows::new(pieces);
    let head = ["participant"].into_iter().chain(xids.then_some("xid"));
    let head = head.chain(["group-id", "n-comments", "n-votes", "n-agree", "n-disagree"]).map(str::to_owned);
    rows.row(head.chain(numbers.iter().map(i64::to_string)))?;
    let (mut takers, mut after) = (first, (-1, -1));
    let mut waiting: Vec<(i64, i64, i64)> = Vec::new();
    while let Some(end) = takers.last().map(|taker| taker.number) {
        for taker in takers {
            let mut own: BTreeMap<i64, i64> = BTreeMap::new();
            loop {
                let until = waiting.iter().position(|vote| vote.0 != taker.number).unwrap_or(waiting.len());
                own.extend(waiting.drain(..until).map(|(_, statement, choice)| (statement, choice)));
                if !waiting.is_empty() {
                    break;
                }
                let mut read = cx.read().await?;
                waiting = map::store::votes(&mut read, initiative, number, after, 10 * PART).await?;
                let Some(&(participant, statement, _)) = waiting.last() else { break };
                after = (participant, statement);
            }
            let of = |wanted: Choice| own.values().filter(|&&choice| choice == wanted.number()).count();
            let head =
                [taker.number.to_string()].into_iter().chain(xids.then(|| taker.xid.unwrap_or_default()));
            let head = head.chain([
                taker.group.unwrap_or_default(),
                (taker.written + taker.beyond).to_string(),
                own.len().to_string(),
                of(Choice::Agree).to_string(),
                of(Choice::Disagree).to_string(),
            ]);
            let cells = numbers.iter().map(|number| own.get(number).map(i64::to_string).unwrap_or_default());
            rows.row(head.chain(cells))?;
        }
        rows.send().await?;
        let mut read = cx.read().await?;
        takers = store::participants(&mut read, initiative, number, (end, PART)).await?;
    }
    rows.send().await
}

async fn summary(cx: &Context, conversation: &Conversation, pieces: &Pieces) -> Result<()> {
    let (initiative, number) = (cx.initiative()?, conversation.number);
    let mut read = cx.read().await?;
    let now = store::counts(&mut read, initiative, number).await?;
    let lines = store::lines(&mut read, initiative, number).await?;
    let groups = map::newest(&mut read, initiative, number).await?.map_or(0, |picture| picture.groups.len());
    drop(read);
    let came: Vec<(String, String)> =
        lines.iter().map(|(key, value, _)| (key.clone(), value.clone())).collect();
    let (question, description) = (conversation.question.clone(), conversation.description.clone());
    // What is asked may have been put in other words here.
    let same = asked(&came) == (question.clone(), description.clone());
    let mut rows = Rows::new(pieces);
    if lines.is_empty() {
        let counts = ["voters", "voters-in-conv", "commenters", "comments"];
        rows.row(["topic", question.as_str()])?;
        for key in counts {
            rows.row([key, now.of(key).unwrap_or_default().to_string().as_str()])?;
        }
        rows.row(["groups", groups.to_string().as_str()])?;
        rows.row(["conversation-description", description.as_str()])?;
    }
    for (key, value, beyond) in lines {
        let value = match (key.as_str(), beyond.zip(now.of(&key))) {
            (_, Some((beyond, now))) => (now + beyond).to_string(),
            ("topic", _) if !same => question.clone(),
            ("conversation-description", _) if !same => description.clone(),
            _ => value,
        };
        rows.row([key, value])?;
    }
    rows.send().await
}
