# The agenda as a document: its sections, and what a strategy says

agenda-contents = Contents
agenda-contents-count = { $clauses ->
        [0] nothing yet
        [one] one clause
       *[other] { $clauses } clauses
    }
section-summary = In plain words
section-summary-hint = All of it in a few sentences that a child of twelve understands.
section-problem = The problem
section-problem-hint = What is wrong, for whom, and how those who live with it say it.
section-boundary = The boundary
section-boundary-hint = Which place, which people, which years; and what is left out.
section-data = What the numbers say
section-data-hint = How many, of whom, since when; and what is not known.
section-causes = Root causes
section-causes-hint = What holds it in place: rules, habits, money, who decides.
section-vision = The vision
section-vision-hint = How it will be when it is good.
section-results = Results
section-results-hint = What shall be true for people in the end.
section-strategies = Strategies
section-strategies-hint = If we do this, then that follows, because of this; and what will be different.
section-principles = Principles
section-principles-hint = How we work, so that we would notice if we did not.
section-refusals = What we will not do
section-refusals-hint = What we leave to others, or alone.
section-roles = Who does what
section-roles-hint = Who carries which part.
section-learning = How we learn
section-learning-hint = How we find out whether it works, and when we look again.

clause-if = If …
clause-if-hint = What is done, by whom. Plain words.
clause-then = then …
clause-then-hint = What follows from it, for whom.
clause-because = because …
clause-because-hint = Why you think so. This is what can turn out to be wrong.
clause-difference = What will be different?
clause-difference-hint = Who will do what differently if it works. Every strategy needs this.
clause-then-said = Then:
clause-because-said = Because:
clause-difference-said = What will be different:
clause-suggest-link = Suggest another wording
clause-translate-link = Translate it
clause-suggested = { $count ->
        [one] one suggestion waits
       *[other] { $count } suggestions wait
    }
clause-wording-taken = taken by { $name }
clause-history-said = Somebody said
clause-history-votes = { $agree } of { $votes } votes agree
clause-history-more = { $count ->
        [one] and one more voice
       *[other] and { $count } more voices
    }
clause-history-suggested = Suggested
clause-history-proposed = Proposed in
clause-history-in-force = In force with
problem-wording-unknown = The clause has no such wording. Open it again.
rule-clause-out = This clause was taken out of the draft. Bring it back first.

# Two versions beside each other

version-clause-new = new
version-clause-changed = worded anew
version-clause-moved = moved
version-clause-gone = taken out
version-clause-from = It stood under “{ $section }”.
version-changes-same = { $clauses ->
        [one] One clause stayed as it was
       *[other] { $clauses } clauses stayed as they were
    }
version-compare-with = Compare with
version-compare-draft = From version { $older } to the working draft
version-compare-lead = { $changes ->
        [0] They say the same.
        [one] One clause differs:
       *[other] { $changes } clauses differ:
    } { $changes ->
        [0] {""}
       *[other] { $new } new, { $worded } worded anew, { $moved } moved, { $gone } taken out; { $same } stayed as they were.
    }
version-draft-changes = What it would change

# Comments on a clause, which are a discussion of the communication room
clause-comments = { $count ->
        [one] One open comment
       *[other] { $count } open comments
    }
clause-comments-none = Comment on this clause
consultation-comments = Open comments
