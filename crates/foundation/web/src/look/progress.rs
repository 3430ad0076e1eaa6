//! Long work: how far, how much, how long still.

use maud::{Markup, html};

use super::Standing;
use super::status::status;
use crate::text::{Arg, Say};

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// Behind.
    Done,
    /// Being done.
    Now,
    /// Ahead.
    Later,
}

/// A step of long work.
#[derive(Clone, Debug)]
pub struct Step {
    /// What is done in it.
    pub label: String,
    /// Where it stands.
    pub stride: Stride,
}

/// Long work that can be left and returned to.
#[derive(Clone, Debug)]
pub struct Progress {
    /// What is being done.
    pub title: String,
    /// How many are done.
    pub done: i64,
    /// How many there are; none when nobody knows yet.
    pub of: Option<i64>,
    /// How long still, in words: "about 2 minutes left".
    pub left: Option<String>,
    /// The steps, if there is more than one.
    pub steps: Vec<Step>,
}

impl Progress {
    /// The bar with its words and steps.
    pub fn draw(&self, say: &Say) -> Markup {
        html! {
            div.progress {
                label {
                    span.what { (self.title) }
                    @match self.of {
                        Some(of) => progress value=(self.done) max=(of) {},
                        None => progress {},
                    }
                }
                p.small {
                    span data-live-count="progress" { (self.words(say)) }
                    @if let Some(left) = &self.left { ", " (left) }
                }
                @if !self.steps.is_empty() { ol.steps role="list" { @for step in &self.steps { (draw_step(say, step)) } } }
            }
        }
    }

    fn words(&self, say: &Say) -> String {
        let done = Arg::from(say.count(self.done));
        match self.of {
            Some(of) => say.with("look-done-of", &[("done", done), ("of", Arg::from(say.count(of)))]),
            None => say.with("look-done-so-far", &[("done", done)]),
        }
    }
}

fn draw_step(say: &Say, step: &Step) -> Markup {
    let (standing, key) = match step.stride {
        Stride::Done => (Standing::Done, "look-step-done"),
        Stride::Now => (Standing::Waiting, "look-step-now"),
        Stride::Later => (Standing::Missing, "look-step-later"),
    };
    html! {
        li aria-current=[(step.stride == Stride::Now).then_some("step")] {
            (status(standing, html! { (step.label) span.unseen { " (" (say.t(key)) ")" } }))
        }
    }
}
