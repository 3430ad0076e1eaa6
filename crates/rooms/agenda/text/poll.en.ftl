# How decisions are made: methods, ballots, results.

poll-manner = How it is decided
poll-result = The result
poll-method = Method
poll-electorate = Who decides
poll-secrecy = Who sees the answers
poll-quorum = Quorum
poll-quorum-is = { $quorum ->
        [one] One has to take part.
       *[other] { $quorum } have to take part.
    }
poll-threshold = Threshold
poll-threshold-is = At least { $share } of those who chose.
poll-lot-is = If nothing else tells options apart, a lot is drawn from a seed that was fixed before the first answer.
poll-lot-sealed = The seed is told with the result; its SHA-256 is
poll-lot-seed = The seed was

poll-method-consent = Consent
poll-method-gradients = Gradients of agreement
poll-method-majority = For or against
poll-method-show-of-hands = Show of hands
poll-method-approval = Approval
poll-method-score = Points
poll-method-median = Middle grade
poll-method-irv = Instant runoff
poll-method-schulze = Pairwise comparison
poll-method-stv-scottish = Transferable vote
poll-method-dot = Dots
poll-explain-consent = It stands unless somebody objects with a reason.
poll-explain-gradients = Everybody says how far they agree, on six steps. It stands with enough support and no block.
poll-explain-majority = Everybody says for, against, or abstains.
poll-explain-show-of-hands = Everybody chooses one option; the most wins.
poll-explain-approval = Everybody ticks all options they can live with; the most wins.
poll-explain-score = Everybody gives points to each option; the largest sum wins.
poll-explain-median = Everybody grades each option; the best middle grade wins. Extreme grades weigh no more than others.
poll-explain-irv = Everybody puts options in order. The last is struck out, and its ballots go on, until one has more than half. For one winner.
poll-explain-schulze = Everybody puts options in order. Each is compared with each other; who loses to nobody wins.
poll-explain-stv-scottish = Everybody puts options in order. Several win, so that each larger group gets its share. Rules of the Scottish local elections.
poll-explain-dot = Everybody spreads dots over the options; the most dots win.

poll-how-consent = Say what you can live with.
poll-how-gradients = Say how far you agree.
poll-how-majority = Say whether the proposal shall stand.
poll-how-show-of-hands = Choose one.
poll-how-approval = Tick as many as you can live with.
poll-how-score = Give each from 0 to { $highest } points. What you leave out gets none.
poll-how-median = Give each a grade. What you leave out gets the lowest.
poll-how-irv = Give 1 to what you want most, 2 to the next, and so on. You may leave options out.
poll-how-schulze = Give 1 to what you want most, 2 to the next, and so on. What you leave out comes last.
poll-how-stv-scottish = Give 1 to what you want most, 2 to the next, and so on. { $winners } win. You may leave options out.
poll-how-dot = Spread { $highest } dots, as many on one option as you like.

poll-electorate-seats = The voting seats of the group
poll-electorate-members = Every member, one vote each
poll-electorate-partners = Every partner organisation, one vote each
poll-secrecy-open = Open
poll-secrecy-confidential = Confidential
poll-secret-means-open = Names stand beside the answers.
poll-secret-short-open = Your name stands beside it.
poll-secret-short-confidential = No page and no file shows your name.
poll-secret-means-confidential = Pages and files show no names. Whoever runs the server could look them up.

poll-for = For
poll-against = Against
poll-abstain = I abstain
poll-abstained = Abstains
reply-abstain = Or none of them
poll-no-rank = no place
poll-no-points = no points
poll-step = How far
poll-step-1 = Yes, wholeheartedly
poll-step-2 = Yes, with minor reservations
poll-step-3 = Yes, reluctantly
poll-step-4 = More discussion first
poll-step-5 = No, but it may go ahead
poll-step-6 = No, and it must not go ahead
poll-grade-0 = Not acceptable
poll-grade-1 = Poor
poll-grade-2 = Fair
poll-grade-3 = Good
poll-grade-4 = Very good
poll-grade-5 = Excellent

poll-option = Option
poll-amount = Amount
poll-won = won
poll-supports = supports it
poll-picture-gradients = How far everybody agrees
poll-picture-majority = For and against
poll-picture-show-of-hands = Hands for each option
poll-picture-approval = How many can live with each option
poll-picture-score = Points for each option
poll-picture-median = The middle grade of each option, from 0 to 5
poll-picture-irv = Ballots for each option in the last round
poll-picture-schulze = How many others each option beats
poll-picture-stv-scottish = Votes of each option at the end
poll-picture-dot = Dots on each option
poll-took-part = { $cast } of { $eligible } took part; { $abstained ->
        [0] nobody abstained.
        [one] one of them abstained.
       *[other] { $abstained } of them abstained.
    }
poll-turnout = { $cast } of { $eligible } have taken part.
poll-has-answered = has answered
poll-more-rows = The page shows { $shown }. { $cast } of { $all } have answered; the API and the export have all of them.
poll-rounds = Round by round
poll-round = Round { $round }
poll-pairs = How many put the row over the column
poll-stages = How it was counted, step by step

poll-stage-begin = { $quota ->
        [none] The ballots are counted.
       *[other] The ballots are counted; { $quota } are enough to win.
    }
poll-stage-compare = The options are compared two by two.
poll-stage-paths = The strongest path from each option to each other is found.
poll-stage-smith = Against every other option wins: { $options }.
poll-stage-lock = Kept, with a strength of { $number }: { $options }.
poll-stage-skip = Left out, because it contradicts stronger comparisons: { $options }.
poll-stage-runoff = The last two are compared: { $options }.
poll-stage-set-aside = The same middle grade have: { $options }. { $number ->
        [one] One grade of each is set aside.
       *[other] { $number } grades of each are set aside.
    }
poll-stage-tie = { $by ->
        [lot] Equal: { $options }. The lot draws: { $taken }.
        [earlier-round] Equal: { $options }. By an earlier round it is: { $taken }.
        [open] Equal, and nothing decides between them: { $options }.
       *[other] Equal: { $options }. It is: { $taken }.
    }
poll-stage-elect = { $options } wins with { $held }.
poll-stage-unpend = Next to pass on what it has too much: { $options }.
poll-stage-defeat = { $options } is struck out with { $held }.
poll-stage-transfer = The votes of { $options } go on to the next options of their ballots.
poll-stage-called = { $number ->
        [one] One was asked.
       *[other] { $number } were asked.
    }
poll-stage-silent = { $number ->
        [0] Everybody answered.
        [one] One did not answer.
       *[other] { $number } did not answer.
    }
poll-stage-quorum = { $number } took part, { $needed } had to: { $met ->
        [yes] that is enough.
       *[no] that is too few.
    }
poll-stage-threshold = The most have { $number }, and { $needed } are needed: { $met ->
        [yes] that is enough.
       *[no] that is too few.
    }
poll-stage-decided = { $by ->
        [adopted] The proposal stands.
        [no-quorum] Too few answered to decide.
       *[amend] The proposal does not stand as it is.
    }
poll-stage-end = The count ends.

poll-outcome-open = { $answered } of { $held } have answered; it is open until { $day }. { $method }.
poll-outcome-adopted = Adopted on { $day }. { $answered } took part. { $method }.
poll-outcome-not-adopted = Not adopted on { $day }. { $answered } took part. { $method }.
poll-outcome-won = Decided on { $day }: { $won }. { $answered } took part. { $method }.
poll-outcome-tied = Not decided on { $day }: no option was chosen. { $answered } took part. { $method }.

decision-method = By which method?
decision-electorate = Who decides?
decision-secrecy = Who sees the answers?
decision-options = What can be chosen?
decision-options-hint = One a line, for methods that choose among options.
decision-winners = How many win?
decision-winners-hint = One, unless you say otherwise. For the transferable vote and other methods for several.
decision-highest = Highest score, or number of dots
decision-highest-hint = 5 points or 8 dots, unless you say otherwise.
decision-threshold = Threshold in per cent
decision-threshold-hint = For or against: 50. Gradients: 67. Of those who chose.
decision-quorum = Quorum in per cent
decision-quorum-hint = More than half, unless you say otherwise. Of those who decide.

problem-consent-open = Consent is open: an objection is somebody's, to be worked on. Choose another method or open answers.
problem-options-adopt-nothing = This method chooses among options, and nothing can come into force with it. Choose consent, gradients, or for and against.
problem-options = Write 2 to 30 options, one a line.
problem-options-twice = Two options say the same. Give each its own words.
problem-option-long = Keep each option within { $most } characters: { $option }
problem-winners = Fewer can win than there are options, and more than one only where the method allows it.
problem-between = Write a whole number from { $least } to { $most }.
problem-nobody-decides = Nobody is there yet who could decide.
problem-order = Give each place to one option: 1 to what you want most. Or abstain.
problem-numbers = Give at least one option a whole number from 0 to { $most }. Or abstain.
problem-dots = You spread { $sum } dots and have { $most }.

decision-affected = Who is affected?
decision-affected-hint = Also those who do not decide.
decision-affected-title = Who is affected
decision-review_on = Look at it again on
decision-next = What happens next
decision-review = It is looked at again on { $day }.
decision-rounds = Earlier rounds
decision-round = Round { $round }, until { $day }
decision-round-changed = What was changed after it:
objection-raised = stands since round { $round }
objection-integrated = raised in round { $round }, integrated in round { $settled }
objection-withdrawn = raised in round { $round }, taken back in round { $settled }
amend-link = Change the proposal and ask anew
amend-title = Change the proposal
amend-lead = A changed proposal is asked about anew: what was answered is kept with the round that ends, and everybody answers again.
amend-text = The proposal, as it shall read now
amend-changed = What is changed, and why?
amend-integrates = Which objections does this meet?
amend-draft = The agenda
amend-take-draft = Put the draft, as it stands now, in the place of the version that was proposed
amend-closes = Last day for answers
amend-send = Ask anew
done-decision-amended = Changed. Everybody is asked anew.
told-decision-amended = changed a proposal and asked anew: { $title }
rule-amend-not-talked-over = Only consent and gradients of agreement are talked over in rounds. Take the proposal back and ask anew.
problem-amend-unchanged = This reads as before. Change it, or take the draft.
