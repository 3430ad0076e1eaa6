use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{
    Act, Context, Error, InitiativeId, Owner, Problem, Problems, Profile, Ref, Result, Role, Stale, Told,
};

use super::{CHANGE, CREATE, Initiative, NAME, PROBLEM, store};
use crate::membership;

/// Creates an initiative.
pub struct CreateInitiative {
    /// What people call it.
    pub name: String,
    /// Its name in addresses; made of the name if empty.
    pub slug: String,
    /// The word of a [`Profile`].
    pub profile: String,
    /// Whether whoever comes may look.
    pub public: bool,
    /// The problem, in one line.
    pub problem: String,
    /// Whether the one who creates it is its first member and backbone.
    pub join: bool,
}

#[async_trait]
impl Act for CreateInitiative {
    /// Its id and its slug.
    type Out = (InitiativeId, String);

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<(InitiativeId, String)> {
        cx.may(&CREATE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        let problem = problems.text("problem", &self.problem, PROBLEM);
        let slug = super::slug(&mut problems, &self.slug, &self.name);
        problems.check(known(&self.profile), "profile", "problem-choose");
        problems.done()?;

        let initiative = Initiative {
            id: InitiativeId::new(),
            slug: slug.clone(),
            name,
            profile: self.profile.clone(),
            public: self.public,
            problem,
            version: 1,
            created_at: cx.now(),
        };
        if !store::insert(tx, &initiative).await? {
            return Err(Problem::new("slug", "problem-taken").into());
        }
        let here = cx.clone().at(initiative.place());
        let told = Told::new("initiative.created", Ref::new("initiative", initiative.id.0), &initiative.name);
        here.tell(tx, told.change(None, initiative.words())).await?;
        if let Some(person) = cx.actor.person.filter(|_| self.join) {
            for role in [Role::Member, Role::Backbone] {
                membership::give(&here, tx, person, role).await?;
            }
        }
        Ok((initiative.id, slug))
    }
}

fn known(profile: &str) -> bool {
    Profile::ALL.iter().any(|known| known.word() == profile)
}

/// Changes how an initiative is called, how it speaks, who may look.
pub struct ChangeInitiative {
    /// What people call it.
    pub name: String,
    /// The word of a [`Profile`].
    pub profile: String,
    /// Whether whoever comes may look.
    pub public: bool,
    /// The problem, in one line.
    pub problem: String,
    /// The version that was seen.
    pub version: i64,
}

#[async_trait]
impl Act for ChangeInitiative {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<()> {
        cx.may(&CHANGE, Owner::Nobody)?;
        let mut problems = Problems::none();
        let name = problems.text("name", &self.name, NAME);
        let problem = problems.text("problem", &self.problem, PROBLEM);
        problems.check(known(&self.profile), "profile", "problem-choose");
        problems.done()?;

        let now = store::find(tx, cx.initiative()?).await?.ok_or(Error::Missing)?;
        let mine = Initiative {
            name,
            problem,
            profile: self.profile.clone(),
            public: self.public,
            version: self.version,
            ..now.clone()
        };
        if !store::update(tx, &mine).await? {
            let (version, theirs, mine) = (now.version, now.words(), mine.words());
            return Err(Error::Stale(Box::new(Stale { version, theirs, mine })));
        }
        let told = Told::new("initiative.changed", Ref::new("initiative", now.id.0), &mine.name);
        cx.tell(tx, told.change(Some(now.words()), mine.words())).await
    }
}
