//! Mails that call those who decide: once in each round, with a link that shows the ballot. Of an open vote each choice
//! that is one word has a link of its own, in which it is filled in; of a secret one no link holds a choice.

use std::collections::BTreeMap;

use ::store::{Read, Tx};
use async_trait::async_trait;
use courier::Mail;
use kernel::{Act, Context, Owner, PersonId, Result, Via};
use people::{Errand, Secret, acting, send_on_errand};
use web::text::Say;

use super::page::listed;
use super::store;
use crate::decision::{self, Decision, PROPOSE};
use crate::poll::roll::{Voter, roll};
use crate::poll::{self, Poll, Secrecy, Shape};
use crate::{day, trustee};

/// So many are called in one transaction.
const AT_ONCE: usize = 100;

/// One mail.
struct Letter {
    person: PersonId,
    email: String,
    secret: Secret,
    subject: String,
    text: String,
}

/// What a link to the ballot of a round is good for.
pub(crate) fn errand(decision: &Decision) -> Errand {
    Errand { purpose: "ballot", about: format!("{}/{}", decision.id, decision.round) }
}

/// Posts the letters and notes who was called.
struct Call {
    decision: Decision,
    letters: Vec<Letter>,
    /// Whether nobody is left.
    last: bool,
}

#[async_trait]
impl Act for Call {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        // The product itself does it by the clock; nobody else can come in that way.
        if cx.via != Via::Job {
            cx.may(&PROPOSE, Owner::Nobody)?;
        }
        let (initiative, asked) = (cx.initiative()?, &self.decision);
        let now = decision::store::locked(tx, initiative, asked.number).await?;
        if now.is_none_or(|now| !now.is_open() || now.round != asked.round) {
            return Ok(());
        }
        let errand = errand(asked);
        for letter in &self.letters {
            let Letter { person, email, secret, subject, text } = letter;
            send_on_errand(cx, tx, &errand, (*person, email), asked.closes_at, secret).await?;
            let mail = Mail {
                to: email.clone(),
                subject: subject.clone(),
                text: text.clone(),
                html: None,
                secret: true,
                purpose: "ballot",
            };
            courier::post(cx, tx, mail).await?;
            store::call(tx, initiative, asked, *person).await?;
        }
        if self.last { store::called(tx, initiative, asked).await } else { Ok(()) }
    }
}

/// Calls whoever decides on something that is open and was not called yet. `address` is the installation's.
pub(crate) async fn call(cx: &Context, say: &Say, address: &str) -> Result<()> {
    let mut read = cx.read().await?;
    let now = crate::clock(cx, &mut read).await?;
    let open = decision::store::open(&mut read, cx.initiative()?).await?;
    drop(read);
    for decision in open.into_iter().filter(|decision| now < decision.closes_at) {
        if !trustee::is_out_of_hand(&trustee::of(cx, &mut cx.read().await?, &decision).await?) {
            continue;
        }
        loop {
            let mut read = cx.read().await?;
            let (letters, last) = letters(cx, &mut read, say, address, &decision).await?;
            let stands = last && letters.is_empty() && decision.called_round == decision.round;
            drop(read);
            if !stands {
                cx.execute(Call { decision: decision.clone(), letters, last }).await?;
            }
            if last {
                break;
            }
        }
    }
    Ok(())
}

/// The next letters, and whether they are the last.
async fn letters(
    cx: &Context,
    read: &mut Read,
    say: &Say,
    address: &str,
    decision: &Decision,
) -> Result<(Vec<Letter>, bool)> {
    let (initiative, place) = (cx.initiative()?, cx.place()?);
    let (poll, options) = poll::of(cx, read, decision.id).await?;
    let called = store::called_to(read, initiative, decision).await?;
    let answered = decision::answered(cx, read, decision, &poll).await?;
    let group = people::group(read, initiative, decision.group).await?;
    let group = group.map(|group| group.name).unwrap_or_default();
    let everybody = roll(cx, read, decision.group, poll.electorate).await?;
    // Whoever could answer for two voters answers for the first.
    let mut left: BTreeMap<PersonId, &Voter> = BTreeMap::new();
    for voter in everybody.iter().filter(|voter| !answered.contains(&voter.id)) {
        for &person in voter.people.iter().filter(|person| called.binary_search(person).is_err()) {
            left.entry(person).or_insert(voter);
        }
    }
    let mut letters = Vec::new();
    for (person, voter) in left {
        if letters.len() == AT_ONCE {
            return Ok((letters, false));
        }
        let Some(actor) = acting(read, place, person).await? else { continue };
        let theirs = cx.clone().by(actor);
        let owner = crate::poll::roll::owner(&theirs, decision, poll.electorate);
        if crate::is_neutral(&theirs) || !theirs.can(poll.electorate.ability(), owner) {
            continue;
        }
        let Some(email) = people::email_of(read, person).await? else { continue };
        let secret = Secret::new()?;
        let link = format!("{address}/ballot/{}/{}/{}", place.slug, decision.number, secret.as_str());
        let text = text(say, &theirs, &group, decision, &poll, &options, voter, &link);
        let subject = say.with("ballot-mail-subject", &[("title", decision.title.as_str().into())]);
        letters.push(Letter { person, email, secret, subject, text });
    }
    Ok((letters, true))
}

#[expect(clippy::too_many_arguments, reason = "a letter says all of it")]
fn text(
    say: &Say,
    theirs: &Context,
    group: &str,
    decision: &Decision,
    poll: &Poll,
    options: &[String],
    voter: &Voter,
    link: &str,
) -> String {
    let whom = if voter.constituency.is_empty() { &voter.name } else { &voter.constituency };
    let day = say.day(day::last(decision.closes_at));
    let opening = say.with(
        "ballot-mail-opening",
        &[
            ("name", theirs.actor.name.as_str().into()),
            ("group", group.into()),
            ("title", decision.title.as_str().into()),
            ("by", decision.proposed_by.as_str().into()),
            ("whom", whom.as_str().into()),
            ("day", day.into()),
        ],
    );
    let means = say.t(&format!("poll-secret-means-{}", poll.secrecy.word()));
    let mut parts = vec![opening, decision.text.clone(), format!("{} {link}", say.t("ballot-mail-link"))];
    if poll.secrecy != Secrecy::Secret && !matches!(poll.method.shape(), Shape::Any) {
        let choices = listed(say, poll, options).into_iter();
        let lines = choices.map(|(line, words)| format!("{words}\n{link}?answer={line}"));
        parts.extend(lines);
    }
    parts.push(format!("{} {means}", say.t("ballot-mail-closing")));
    parts.join("\n\n")
}
