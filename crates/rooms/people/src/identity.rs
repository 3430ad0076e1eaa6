//! Who somebody is: the shell asks on every request.

use ::store::{Read, Store};
use async_trait::async_trait;
use jiff::Timestamp;
use kernel::{Actor, Context, Identity, Place, Result, Role, Roles, Standing};

use crate::link::mark;
use crate::membership::store::Ground;
use crate::session::store::Who;
use crate::{initiative, membership, person, session, token};

/// Answers the shell who somebody is.
pub struct Directory;

#[async_trait]
impl Identity for Directory {
    async fn place(&self, read: &mut Read, slug: &str) -> Result<Option<Place>> {
        Ok(initiative::store::by_slug(read, slug).await?.map(|initiative| initiative.place()))
    }

    async fn by_session(&self, read: &mut Read, secret: &str, now: Timestamp) -> Result<Option<Actor>> {
        Ok(session::store::who(read, mark("session", secret), now).await?.map(actor))
    }

    async fn by_token(&self, read: &mut Read, secret: &str, _now: Timestamp) -> Result<Option<Actor>> {
        Ok(token::store::who(read, mark("token", secret)).await?.map(actor))
    }

    async fn by_name(
        &self,
        store: &Store,
        name: &str,
        secret: &str,
        attempt: &(dyn Fn() -> Result<()> + Send + Sync),
    ) -> Result<Option<Actor>> {
        let mut read = store.read().await?;
        let person = person::store::by_email(&mut read, &person::folded(name)).await?;
        if token::is_token(secret) {
            let holder = token::store::who(&mut read, mark("token", secret)).await?;
            let holder = holder.filter(|who| person.is_some_and(|person| person.id == who.id));
            return Ok(holder.map(actor));
        }
        drop(read);
        let hash = person.as_ref().and_then(|person| person.password.as_deref());
        let fits = person::password::verify_again(secret, hash, attempt).await?;
        let person = person.filter(|person| fits && person.is_confirmed());
        Ok(person.map(|person| {
            actor(Who { id: person.id, name: person.name, administrator: person.administrator })
        }))
    }

    async fn standing(&self, read: &mut Read, mut actor: Actor, place: Option<&Place>) -> Result<Actor> {
        if let (Some(person), Some(place)) = (actor.person, place) {
            let grounds = membership::store::grounds(read, place.id, person).await?;
            actor.standing = standing(actor.standing.roles, &grounds);
        }
        Ok(actor)
    }

    async fn places_of(&self, read: &mut Read, actor: &Actor) -> Result<Vec<Place>> {
        let Some(person) = actor.person else { return Ok(Vec::new()) };
        let initiatives = initiative::store::of_person(read, person).await?;
        Ok(initiatives.iter().map(initiative::Initiative::place).collect())
    }

    async fn seen(&self, cx: &Context, secret: &str) -> Result<()> {
        session::acts::note_life(cx, secret).await
    }
}

pub(crate) fn actor(who: Who) -> Actor {
    let roles = Roles::default();
    let roles = if who.administrator { roles.with(Role::Administrator) } else { roles };
    Actor { person: Some(who.id), name: who.name, standing: Standing { roles, ..Standing::default() } }
}

/// What somebody is in an initiative who is already `roles` in the installation. Nobody of the backbone votes,
/// whatever the rows say.
fn standing(roles: Roles, grounds: &[Ground]) -> Standing {
    let mut standing = Standing { roles, ..Standing::default() };
    let backbone = grounds.iter().any(|ground| ground.from == "membership" && ground.role == "backbone");
    for ground in grounds {
        standing.roles = standing.roles.with(Role::Member);
        let role = match ground.from.as_str() {
            "partner" => {
                standing.partnerships.push(ground.id);
                Some(Role::Partner)
            }
            "seat" => {
                standing.groups.push(ground.id);
                (ground.role == "facilitator").then_some(Role::Facilitator)
            }
            _ => match ground.role.as_str() {
                "backbone" => Some(Role::Backbone),
                "facilitator" => Some(Role::Facilitator),
                _ => None,
            },
        };
        standing.roles = role.map_or(standing.roles, |role| standing.roles.with(role));
        if ground.votes && !backbone {
            standing.roles = standing.roles.with(Role::Seat);
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::standing;
    use crate::membership::store::Ground;
    use kernel::{Role, Roles};
    use uuid::Uuid;

    fn ground(from: &str, role: &str, votes: bool) -> Ground {
        Ground { from: from.to_owned(), role: role.to_owned(), id: Uuid::now_v7(), votes }
    }

    fn roles(grounds: &[Ground]) -> Vec<Role> {
        standing(Roles::default(), grounds).roles.iter().collect()
    }

    #[test]
    fn roles_come_from_memberships_partners_and_seats() {
        assert!(roles(&[]).is_empty());
        assert_eq!(roles(&[ground("membership", "member", false)]), [Role::Member]);
        assert_eq!(roles(&[ground("membership", "backbone", false)]), [Role::Member, Role::Backbone]);
        assert_eq!(roles(&[ground("seat", "facilitator", false)]), [Role::Member, Role::Facilitator]);
        assert_eq!(roles(&[ground("seat", "member", true)]), [Role::Member, Role::Seat]);
        let partner = ground("partner", "", false);
        let standing = standing(Roles::default(), std::slice::from_ref(&partner));
        assert_eq!(standing.partnerships, [partner.id]);
        assert_eq!(standing.roles.iter().collect::<Vec<_>>(), [Role::Member, Role::Partner]);
    }

    #[test]
    fn nobody_of_the_backbone_votes_and_an_administrator_is_nothing_else() {
        let both = [ground("seat", "member", true), ground("membership", "backbone", false)];
        assert!(!standing(Roles::default(), &both).roles.has(Role::Seat));
        let administrator = standing(Roles::default().with(Role::Administrator), &[]);
        assert_eq!(administrator.roles.iter().collect::<Vec<_>>(), [Role::Administrator]);
    }
}
