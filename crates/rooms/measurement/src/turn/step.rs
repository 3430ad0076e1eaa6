//! The six steps, and how long each usually takes.

kernel::words! {
    /// A step of a session.
    pub enum Step {
        /// The curve, and where it goes if nothing changes.
        Curve = "curve",
        /// The story behind it.
        Story = "story",
        /// Who has a part in doing better.
        Partners = "partners",
        /// What works.
        Ideas = "ideas",
        /// What each thinks of the options.
        Options = "options",
        /// Who does what by when.
        Plan = "plan",
    }
}

impl Step {
    /// Which step it is, from 1.
    pub fn place(self) -> usize {
        self as usize + 1
    }

    /// How many minutes it usually takes; 70 together, a session of an hour and a bit.
    pub(crate) fn minutes(self) -> i64 {
        match self {
            Self::Curve | Self::Partners | Self::Ideas | Self::Options => 10,
            Self::Story | Self::Plan => 15,
        }
    }

    /// The step after it.
    pub(crate) fn next(self) -> Option<Self> {
        Self::ALL.get(self.place()).copied()
    }

    /// The step before it.
    pub(crate) fn previous(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn six_steps_fit_into_an_hour_and_a_quarter() {
        assert_eq!(Step::ALL.iter().map(|step| step.place()).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
        let minutes: i64 = Step::ALL.iter().map(|step| step.minutes()).sum();
        assert!((60..=75).contains(&minutes), "{minutes}");
        assert_eq!((Step::Curve.previous(), Step::Plan.next()), (None, None));
        assert_eq!((Step::Story.previous(), Step::Story.next()), (Some(Step::Curve), Some(Step::Partners)));
    }
}
