use ::store::Tx;
use async_trait::async_trait;
use jiff::civil::Date;
use journal::Tell;
use kernel::{Act, Context, Error, Owner, Problems, Result, Told, next_number};
use serde::Deserialize;

use super::{Annotation, AnnotationId, NOTE, Occasion, store};
use crate::measure;

/// The longest words, in characters: they stand in a chart.
const WORDS: usize = 60;
/// The longest source, in characters.
const SOURCE: usize = 200;

/// Notes something that happened, where a curve may show it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct NoteAnnotation {
    /// The measure's number.
    #[serde(default)]
    pub measure: i64,
    /// `policy`, `method`, `closure`, `quick-win` or `outside`.
    pub kind: String,
    /// What happened, in few words.
    pub words: String,
    /// The day, or the first of the days, as `2008-09-15`.
    pub day: String,
    /// The last of the days; empty if it was one.
    #[serde(default)]
    pub until: String,
    /// Where it can be looked up; may be empty.
    #[serde(default)]
    pub source: String,
}

#[async_trait]
impl Act for NoteAnnotation {
    /// Its number.
    type Out = i64;

    async fn run(&self, cx: &Context, tx: &mut Tx) -> Result<i64> {
        cx.may(&NOTE, Owner::Nobody)?;
        let initiative = cx.initiative()?;
        let measure = measure::store::numbered(tx, initiative, self.measure).await?.ok_or(Error::Missing)?;
        let mut problems = Problems::none();
        problems.check(Occasion::from_word(&self.kind).is_some(), "kind", "problem-choose");
        let words = problems.text("words", &self.words, WORDS);
        let source = problems.maybe_text("source", &self.source, SOURCE);
        let day: Option<Date> = problems.some(self.day.trim().parse().ok(), "day", "problem-date");
        let until: Option<Date> = match self.until.trim() {
            "" => None,
            typed => problems.some(typed.parse().ok(), "until", "problem-date"),
        };
        let turned = day.zip(until).is_some_and(|(day, until)| until < day);
        problems.check(!turned, "until", "annotation-problem-order");
        problems.done()?;

        let annotation = Annotation {
            id: AnnotationId::new(),
            number: next_number(tx, initiative, "annotation").await?,
            measure: measure.id,
            kind: self.kind.clone(),
            words,
            day: day.map_or_else(String::new, |day| day.to_string()),
            until: until.map_or_else(String::new, |day| day.to_string()),
            source,
            noted_by: cx.actor.name.clone(),
            noted_at: cx.now(),
        };
        store::insert(tx, initiative, &annotation).await?;
        let told = Told::new("annotation.noted", measure.about(), &measure.name)
            .change(None, format!("{}: {}", annotation.day, annotation.words));
        cx.tell(tx, told).await?;
        Ok(annotation.number)
    }
}
