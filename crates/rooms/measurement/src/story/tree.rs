//! Chains of "why?": each story under the one it is a cause of.

use std::collections::{HashMap, HashSet};

use super::{Story, StoryId};

/// `stories` as a walk down the chains, each with its depth: a factor, then its causes, then theirs. Brothers keep
/// their order; what is a cause of something that is not among them stands by itself.
pub(crate) fn chains<'s>(stories: &[&'s Story]) -> Vec<(usize, &'s Story)> {
    let here: HashSet<StoryId> = stories.iter().map(|story| story.id).collect();
    let mut under: HashMap<Option<StoryId>, Vec<&Story>> = HashMap::new();
    for story in stories {
        under.entry(story.cause_of.filter(|of| here.contains(of))).or_default().push(story);
    }
    let mut walk = Vec::with_capacity(stories.len());
    let mut ahead: Vec<(usize, &Story)> =
        under.remove(&None).unwrap_or_default().into_iter().rev().map(|story| (0, story)).collect();
    while let Some((depth, story)) = ahead.pop() {
        walk.push((depth, story));
        let causes = under.remove(&Some(story.id)).unwrap_or_default();
        ahead.extend(causes.into_iter().rev().map(|cause| (depth + 1, cause)));
    }
    walk
}

/// Whether `story` would be a cause of itself if it were a cause of `of`.
pub(crate) fn circles(stories: &[Story], story: StoryId, of: StoryId) -> bool {
    let above: HashMap<StoryId, Option<StoryId>> =
        stories.iter().map(|story| (story.id, story.cause_of)).collect();
    let mut here = Some(of);
    // No chain is longer than there are stories.
    for _ in 0..=stories.len() {
        match here {
            Some(id) if id == story => return true,
            Some(id) => here = above.get(&id).copied().flatten(),
            None => return false,
        }
    }
    true
}

/// Those at the ends of the chains: nothing is known behind them yet, and an answer can begin there.
pub(crate) fn roots<'s>(stories: &[&'s Story]) -> Vec<&'s Story> {
    let caused: HashSet<StoryId> = stories.iter().filter_map(|story| story.cause_of).collect();
    stories.iter().copied().filter(|story| !caused.contains(&story.id)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::measure::MeasureId;

    fn story(number: i64, of: Option<&Story>) -> Story {
        Story {
            id: StoryId::new(),
            number,
            measure: MeasureId::new(),
            period: String::new(),
            words: format!("Story {number}"),
            direction: "restricting".to_owned(),
            source: String::new(),
            told_by: String::new(),
            told_at: Timestamp::UNIX_EPOCH,
            voice: "data".to_owned(),
            cause_of: of.map(|story| story.id),
            turn: None,
            aside: false,
            version: 1,
        }
    }

    #[test]
    fn causes_stand_under_what_they_cause() {
        let bus = story(1, None);
        let pay = story(2, None);
        let money = story(3, Some(&bus));
        let rule = story(4, Some(&money));
        let drivers = story(5, Some(&bus));
        let all = [&bus, &pay, &money, &rule, &drivers];
        let walk: Vec<(usize, i64)> =
            chains(&all).into_iter().map(|(depth, story)| (depth, story.number)).collect();
        assert_eq!(walk, [(0, 1), (1, 3), (2, 4), (1, 5), (0, 2)]);
        let ends: Vec<i64> = roots(&all).into_iter().map(|story| story.number).collect();
        assert_eq!(ends, [2, 4, 5]);
    }

    #[test]
    fn a_cause_of_something_that_was_laid_aside_stands_by_itself() {
        let gone = story(1, None);
        let cause = story(2, Some(&gone));
        assert_eq!(chains(&[&cause]).len(), 1);
    }

    #[test]
    fn nothing_is_its_own_cause() {
        let first = story(1, None);
        let second = story(2, Some(&first));
        let third = story(3, Some(&second));
        let all = [first.clone(), second.clone(), third.clone()];
        assert!(circles(&all, first.id, third.id));
        assert!(circles(&all, second.id, second.id));
        assert!(!circles(&all, third.id, first.id));
    }
}
