use ::store::Tx;
use async_trait::async_trait;
use courier::Mail;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, PersonId, Problem, Problems, Ref, Result, Role, Told};

use super::{ACCEPT, Calling, INVITE, Invitation, InvitationId, store};
use crate::link::{self, Letter, Link, Purpose, Secret};
use crate::person::{self, Person};
use crate::session::{self, Browser};
use crate::{initiative, membership, partnership, seat};

/// Invites one address to be something in the initiative.
pub struct Invite {
    /// The address.
    pub email: String,
    /// What they are invited to be.
    pub calling: Calling,
    /// The secret in the letter.
    pub secret: Secret,
    /// What is written.
    pub letter: Letter,
}

#[async_trait]
impl Act for Invite {
    type Out = InvitationId;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<InvitationId> {
        let initiative = cx.initiative()?;
        cx.may(&INVITE, self.calling.owner(tx, initiative).await?)?;
        let mut problems = Problems::none();
        let email = person::email(&mut problems, "email", &self.email);
        problems.done()?;
        self.acceptable(cx, tx, &email).await?;

        let invitation = Invitation {
            initiative,
            id: InvitationId::new(),
            email: email.clone(),
            calling: self.calling.word().to_owned(),
            subject: self.calling.subject(),
            state: "open".to_owned(),
            invited_by: cx.actor.name.clone(),
            made_at: cx.now(),
            expires_at: Purpose::Invitation.expires(cx.now()),
        };
        store::insert(tx, &invitation).await?;
        let link = Link { audience: email.clone(), subject: Some(invitation.id.0) };
        link::issue(cx, tx, Purpose::Invitation, &link, &self.secret).await?;
        let mail = Mail {
            to: email,
            subject: self.letter.subject.clone(),
            text: self.letter.text.clone(),
            html: None,
            secret: true,
            purpose: Purpose::Invitation.word(),
        };
        courier::post(cx, tx, mail).await?;
        // The journal is read by many: the address is nobody's business.
        let about = Ref::new("initiative", initiative.0);
        cx.tell(tx, Told::new("invitation.sent", about, &cx.place()?.name).change(None, self.calling.word()))
            .await?;
        Ok(invitation.id)
    }
}

impl Invite {
    /// Refuses at once what could not be accepted later.
    async fn acceptable(&self, cx: &Context, tx: &mut Tx, email: &str) -> Result<()> {
        let initiative = cx.initiative()?;
        if let Calling::Seat(id) = self.calling {
            let seat = seat::store::find(tx, initiative, id).await?.ok_or(Error::Missing)?;
            if seat.person.is_some() {
                return Err(Problem::new("calling", "problem-seat-taken").into());
            }
            if let Some(person) = person::store::by_email(tx, email).await?
                && seat.votes
                && membership::is_backbone(tx, initiative, person.id).await?
            {
                return Err(Error::Rule("rule-backbone-no-vote"));
            }
        }
        Ok(())
    }
}

/// Takes an invitation back; its link is worthless from now on.
pub struct RevokeInvitation {
    /// Which.
    pub invitation: InvitationId,
}

#[async_trait]
impl Act for RevokeInvitation {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        let initiative = cx.initiative()?;
        let invitation = store::find(tx, initiative, self.invitation).await?.ok_or(Error::Missing)?;
        cx.may(&INVITE, invitation.calling()?.owner(tx, initiative).await?)?;
        if !store::close(tx, initiative, invitation.id, "revoked").await? {
            return Err(Error::Rule("rule-invitation-closed"));
        }
        link::store::revoke_of(tx, invitation.id.0).await?;
        let about = Ref::new("initiative", initiative.0);
        cx.tell(tx, Told::new("invitation.revoked", about, &cx.place()?.name)).await
    }
}

/// Accepts an invitation. Whoever has an account with the address must be signed in to it; anybody else gets one:
/// the link shows that the address is theirs.
pub struct AcceptInvitation {
    /// The link's secret.
    pub secret: String,
    /// What others shall call them; for a new account only.
    pub name: String,
    /// Where.
    pub browser: Browser,
}

/// What came of accepting.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Accepted {
    /// Who accepted.
    pub person: PersonId,
    /// The initiative's name in addresses.
    pub slug: String,
    /// How many seconds the cookie of the new session may live.
    pub seconds: i64,
}

#[async_trait]
impl Act for AcceptInvitation {
    type Out = Accepted;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<Accepted> {
        cx.may(&ACCEPT, Owner::Nobody)?;
        let link = link::take(cx, tx, Purpose::Invitation, &self.secret).await?;
        let id = link.subject.map(InvitationId).ok_or(Error::Rule("rule-link-over"))?;
        let invitation = store::by_id(tx, id).await?.ok_or(Error::Rule("rule-link-over"))?;
        if !store::close(tx, invitation.initiative, id, "accepted").await? {
            return Err(Error::Rule("rule-link-over"));
        }
        let initiative = initiative::store::find(tx, invitation.initiative).await?.ok_or(Error::Missing)?;
        let person = self.person(cx, tx, &invitation).await?;
        let mut here = cx.clone().at(initiative.place());
        let mut actor = (*here.actor).clone();
        (actor.person, actor.name) = (Some(person.id), person.name.clone());
        here = here.by(actor);
        fulfil(&here, tx, invitation.calling()?, &person).await?;
        let seconds = session::open(&here, tx, &person, &self.browser).await?;
        Ok(Accepted { person: person.id, slug: initiative.slug, seconds })
    }
}

impl AcceptInvitation {
    /// The account that accepts, locked.
    async fn person(&self, cx: &Context, tx: &mut Tx, invitation: &Invitation) -> Result<Person> {
        let known = person::store::by_email(tx, &invitation.email).await?;
        if cx.actor.person.is_some() && known.as_ref().map(|person| person.id) != cx.actor.person {
            return Err(Error::Rule("rule-invitation-other"));
        }
        match known {
            None => person::create(cx, tx, &self.name, &invitation.email, None, false).await,
            Some(person) if cx.actor.person == Some(person.id) => {
                person::store::lock(tx, person.id).await?.ok_or(Error::Missing)
            }
            Some(_) => Err(Error::Rule("rule-invitation-sign-in")),
        }
    }
}

/// Makes somebody what they were invited to be, by the same rules as anybody else.
async fn fulfil(cx: &Context, tx: &mut Tx, calling: Calling, person: &Person) -> Result<()> {
    match calling {
        Calling::Member => membership::give(cx, tx, person.id, Role::Member).await,
        Calling::Facilitator => membership::give(cx, tx, person.id, Role::Facilitator).await,
        Calling::Backbone => membership::give(cx, tx, person.id, Role::Backbone).await,
        Calling::Partner(id) => partnership::speak(cx, tx, id, person).await,
        Calling::Seat(id) => {
            let seat =
                seat::store::find(tx, cx.initiative()?, id).await?.ok_or(Error::Rule("rule-link-over"))?;
            seat::put(cx, tx, &seat, person).await
        }
    }
}
