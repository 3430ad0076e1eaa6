use ::store::Tx;
use async_trait::async_trait;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Stale, Told};
use serde::Deserialize;

use super::{Language, TRANSLATE, Translation, store};
use crate::clause;
use crate::clause::acts::Words;
use crate::clause::brief;

/// Says a clause in another language, or mends what is said there. It answers the translation's revision.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TranslateClause {
    /// The clause's number; the API takes it from the address.
    #[serde(default)]
    pub clause: i64,
    /// The language's tag, such as `es`.
    pub language: String,
    /// The wording that was read.
    pub wording: i64,
    /// The clause.
    pub text: String,
    /// A strategy's: *then …*.
    #[serde(default)]
    pub then: String,
    /// A strategy's: *because …*.
    #[serde(default)]
    pub because: String,
    /// A strategy's: what will be different.
    #[serde(default)]
    pub difference: String,
    /// The revision that was seen; 0 if there was none.
    #[serde(default)]
    pub revision: i64,
}

#[async_trait]
impl Act for TranslateClause {
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&TRANSLATE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        // Whoever translates at once waits here, and sees what the first has written.
        let clause = clause::store::locked(tx, initiative, self.clause).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        problems.check(Language::of(&self.language).is_some(), "language", "problem-choose");
        problems.check((1..=clause.version).contains(&self.wording), "wording", "problem-wording-unknown");
        let said = [&self.text, &self.then, &self.because, &self.difference].map(String::as_str);
        let wanted = Words::of(&mut problems, &clause.section, said);
        problems.done()?;

        let before = store::one(tx, initiative, clause.id, &self.language, self.wording).await?;
        let translation = Translation {
            clause: clause.id,
            language: self.language.clone(),
            wording: self.wording,
            text: wanted.text,
            then: wanted.then,
            because: wanted.because,
            difference: wanted.difference,
            revision: before.as_ref().map_or(1, |before| before.revision + 1),
            translated_by: cx.actor.name.clone(),
            translated_at: cx.now(),
        };
        if let Some(theirs) = before.as_ref().filter(|before| before.revision != self.revision) {
            let (version, mine) = (theirs.revision, translation.says().whole());
            return Err(Error::Stale(Box::new(Stale { version, theirs: theirs.says().whole(), mine })));
        }
        store::put(tx, initiative, &translation).await?;
        let told = Told::new("clause.translated", clause.about(), brief(&translation.text));
        let before = before.map(|before| before.says().whole());
        cx.tell(tx, told.change(before, translation.says().whole())).await?;
        Ok(translation.revision)
    }
}
