//! Erasing: salts go with what they cover. The marks stay, say nothing any more, and the proof is whole.

use kernel::{InitiativeId, PersonId, Ref, Result};
use store::Tx;

store::statements! {
    ACTOR = "UPDATE journal_entry SET actor_salt = NULL, person = NULL, name = NULL WHERE person = $1";
    INITIATIVES = "SELECT DISTINCT initiative FROM journal_checkpoint";
    WORDS = "UPDATE journal_entry SET salt = NULL, title = NULL, links = NULL, before = NULL, after = NULL
        WHERE initiative = $1 AND kind = $2 AND object = $3";
}

/// The kind of entries that are about a person.
const PERSON: &str = "person";

/// Forgets who `person` is: as the one who acted, everywhere, and all words of entries about them. What
/// they did stays, done by somebody. Answers how many entries that touched.
pub async fn erase_person(tx: &mut Tx, person: PersonId) -> Result<u64> {
    let mut touched = tx.run(&ACTOR, &[person.into()]).await?;
    let initiatives: Vec<(InitiativeId,)> = tx.rows(&INITIATIVES, &[]).await?;
    for (initiative,) in initiatives {
        touched += erase_words(tx, initiative, &Ref::new(PERSON, person.0)).await?;
    }
    Ok(touched)
}

/// Forgets every word of the entries about an object: its title, its links, what stood before and after.
/// That it was acted upon, when and by whom stays. Answers how many entries that touched.
pub async fn erase_words(tx: &mut Tx, initiative: InitiativeId, about: &Ref) -> Result<u64> {
    Ok(tx.run(&WORDS, &[initiative.into(), about.kind.as_str().into(), about.id.into()]).await?)
}
