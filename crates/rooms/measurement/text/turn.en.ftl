# A session from story to plan: a group, one measure, six steps.

kind-turn = From story to plan
kind-option = Option
kind-plan-line = Line of a plan
many-option = { $all ->
        [yes] { $count } options
       *[no] { $count } options or more
    }
many-plan-line = { $all ->
        [yes] { $count } lines of a plan
       *[no] { $count } lines of a plan or more
    }

## Sessions

turns-title = From story to plan
turns-term = Measures / turning the curve
turns-of = From story to plan: { $measure }
turns-lead = { $count ->
        [0] No group has asked yet why a curve goes as it goes, and what it will do.
        [one] One session of a group about one curve.
       *[other] { $count } sessions of groups, each about one curve.
    }
turns-of-lead = { $count ->
        [0] No group has asked yet why this curve goes as it goes, and what it will do.
        [one] One group asked why this curve goes as it goes, and what it will do.
       *[other] { $count } times a group asked why this curve goes as it goes, and what it will do.
    }
turns-empty = In an hour and a bit a group goes from a curve to a plan: where it goes if nothing changes, why, who has a part, what works, what we choose, who does what by when.
turns-example = “Why do so many jobs across town stay out of reach, and what will we do by summer?” Six steps, on a wall, on paper, or each with a phone.
turns-choose-measure = Choose a measure
turn-of-measure-link = From story to plan
turn-open-link = Open a session
turn-new-title = Open a session from story to plan
turn-new-lead = One group, one curve, six steps. It can be left and taken up again at any step, by several people at once.
turn-question = What does the group ask itself?
turn-question-hint = A question that ends in doing something.
turn-question-start = { $measure }: why does it go as it goes, and what will we do?
turn-group = Whose session is it?
turn-group-hint = Commitments of the plan are offered to this group. Whoever sits in it can say that the plan is agreed.
turn-no-group = A session belongs to a group. Make the group first, under People.
turn-open = Open the session

turn-state-planned = called, not begun
turn-state-running = at step { $step } of 6
turn-state-agreed = plan agreed
turn-state-set = plan agreed; we look again on { $day }
turn-state-parked = parked at step { $step } of 6

turn-lead-planned = { $people ->
        [0] The group has not begun. Whoever has something to say can add it already.
        [one] The group has not begun. One person has added something already.
       *[other] The group has not begun. { $people } people have added something already.
    }
turn-lead-running = The group is at step { $step } of 6, { $name }; { $done ->
        [0] no step is done yet
        [one] one step is done
       *[other] { $done } steps are done
    }. { $people ->
        [0] Nobody has added anything yet.
        [one] One person has added something.
       *[other] { $people } people have added something.
    }
turn-lead-agreed = The plan is agreed: { $lines ->
        [one] one line
       *[other] { $lines } lines
    }, from what { $people ->
        [one] one person
       *[other] { $people } people
    } added. When do we look again?
turn-lead-set = The plan is agreed: { $lines ->
        [one] one line
       *[other] { $lines } lines
    }, from what { $people ->
        [one] one person
       *[other] { $people } people
    } added. We look again on { $day }.
turn-lead-parked = Parked at step { $step } of 6, { $name }. Everything is kept; it is taken up where it was left.

turn-steps-title = The six steps
turn-steps-any-order = They can be walked in any order, and more than once.
turn-begin-link = Begin with the curve
turn-go-on-link = Go on with step { $step }
turn-plan-link = See the plan
turn-report-link = All on one page
turn-back-link = Back to the session
turn-measure-link = To the measure
turn-back-to = Back: { $step }
turn-on-to = On: { $step }
turn-step-of = step { $step } of 6

turn-step-curve = The curve
turn-step-story = The story
turn-step-partners = Partners
turn-step-ideas = What works
turn-step-options = Options
turn-step-plan = Plan
turn-ask-curve = How did it go, and where does it go if nothing changes? Can we live with that?
turn-ask-story = What helps, what holds back, and why? Ask “why?” until you come to something that can be changed.
turn-ask-partners = Who has a part in doing better, and which part is it?
turn-ask-ideas = What works, or could? What could we stop? What would cost nothing?
turn-ask-options = What do we think of each option, everybody alone first?
turn-ask-plan = What do we do: who, what, by when?
turn-report-curve = The curve, and where it goes if nothing changes
turn-report-story = The story behind it
turn-report-partners = Who has a part
turn-report-ideas = What works
turn-report-options = What the group thinks of the options
turn-report-plan = The plan
turn-report-empty = Nothing was added under: { $steps }.

turn-far-done = done
turn-far-now = going on
turn-far-paused = begun
turn-far-not-yet = not yet
turn-count-curve = { $count ->
        [one] one note
       *[other] { $count } notes
    }
turn-count-story = { $count ->
        [one] one factor
       *[other] { $count } factors
    }
turn-count-partners = { $count ->
        [one] one partner
       *[other] { $count } partners
    }
turn-count-ideas = { $count ->
        [one] one idea
       *[other] { $count } ideas
    }
turn-count-options = { $count ->
        [one] one option scored
       *[other] { $count } options scored
    }
turn-count-plan = { $count ->
        [one] one line
       *[other] { $count } lines
    }

## The gentle clock

turn-minutes = { $used ->
        [0] about { $minutes } minutes
        [one] about { $minutes } minutes, one used
       *[other] about { $minutes } minutes, { $used } used
    }
turn-since = (running since { $since })
turn-clock-begin = Begin this step
turn-clock-pause = Pause
turn-step-done = We are done with this step
turn-park = Park the session
turn-resume = Take it up again
turn-together-title = Together
turn-together = Put a step on the wall while people add from their phones, or print it and write on it.
turn-projector-link = On the wall
turn-projector-end = Back from the wall
turn-paper-link = On paper (A4)
turn-poster-link = One sheet (A3)
turn-paper-lead = Print this page: the questions with room to write, and what is there already.
turn-move-move = This step
turn-lacking-story = Say at least one thing that helps or holds back.
turn-lacking-partners = Name at least one partner with its part.
turn-lacking-ideas = Ask once more: what would cost nothing, or little? At least one such idea is needed.
turn-lacking-options = No option can go into a plan yet. Score them; those below 3 on what is right stay out, those below 3 on being specific are made specific first.
turn-lacking-plan = The plan has no line yet: who does what by when?
rule-turn-parked = This session is parked. Take it up again first.
rule-turn-agreed = The plan of this session is agreed. Open another session to go on.
rule-turn-not-agreed = Agree on the plan first; then set the day to look again.
rule-turn-not-parked = This session is not parked.
rule-turn-neutral = The backbone runs sessions and does not weigh in. Members score and mark.
rule-turn-marks-used = All your marks are given. Take one away first.

## Step 1

turn-curve-none = No number counts yet. Ask the room instead: where are we, is it getting better or worse, how fast, and where would it go if nothing changed? Write down what people say.
turn-ahead-few = There are too few values for a forecast. Ask the room: if nothing changes, where does it go?
turn-ahead = If nothing changes, expect about { $likely } in { $period }; in four cases of five between { $low } and { $high }.
turn-notes-title = What people see in it
turn-add-curve = What do you see?
turn-note-words = What do you see in it?
turn-note-words-hint = One thing in a sentence: where it turned, what surprises, whether you can live with where it goes.
turn-note-add = Add it

## Step 2

turn-add-story = Add to the story
turn-factor-words = What is it?
turn-factor-words-hint = One thing in a sentence, as people would say it.
turn-factor-direction = Which way does it move the curve?
turn-factor-voice = Who says so?
turn-factor-source = More exactly
turn-factor-source-hint = Such as “employers' survey” or “6 residents of the west side”.
turn-factor-cause_of = Is it a reason for something that stands here?
turn-factor-aside = No longer counted on
turn-factor-add = Add it
turn-cause-of-none = No, it stands by itself
turn-because = Why? Because
turn-influence = place { $place } by influence, marked by { $marks } of { $people }
turn-marks-left = { $left ->
        [0] You have marked { $most } factors with most influence. Take a mark away to give it elsewhere.
        [one] Mark those with most influence: you have one mark left of { $most }.
       *[other] Mark those with most influence: you have { $left } marks of { $most }.
    }
turn-mark = Most influence
turn-unmark = Take my mark away
turn-why = Why?
turn-edit-link = Change
turn-edit-lead = What stood before is kept in the journal. If somebody changes it at the same time, both texts are shown.
turn-save = Save
turn-lay-aside = Lay it aside: it is kept, and no longer counted on
story-voice-data = data
story-voice-practitioner = people who work on it
story-voice-resident = people who live with it
story-edit-title = Change what explains it
story-aside = This was laid aside in its session.
story-problem-circle = This would make it a reason for itself. Choose another one.
story-rule-no-session = Only what was told in a session can be changed.

## Step 3

turn-add-partners = Who has a part?
turn-partner-partner = Which partner?
turn-partner-other = Somebody who is not a partner yet
turn-partner-name = Their name
turn-partner-name-hint = Only for somebody who is not a partner yet.
turn-partner-part = What is their part?
turn-partner-part-hint = What they can do that others cannot.
turn-partner-level = From where can they do it?
turn-partner-aside = No longer counted on
turn-partner-add = Add them
turn-partner-not-yet = not a partner yet
turn-level-strategic = Decides on rules and money
turn-level-middle = Runs services
turn-level-near = Meets the people it is about
turn-level-none = Nobody named yet.

## Step 4

turn-add-ideas = What works, or could?
turn-option-words = What could work?
turn-option-words-hint = Say it as something that is done: who, what, where, when.
turn-option-cause = Which factor does it answer?
turn-option-cause-none = None that stands here
turn-option-sort = What sort of idea is it?
turn-option-cost = What does it cost?
turn-option-evidence = What speaks for it?
turn-option-evidence-hint = Where it worked, what a study says, what people tell. Left empty, others can look for it.
turn-option-aside = No longer counted on
turn-option-add = Add the idea
turn-cheap-there = An idea that costs nothing or little is there.
turn-cheap-asked = Asked for: at least one idea that costs nothing or little.
turn-sort-asked-start = Nobody has said yet what could begin.
turn-sort-asked-stop = Nobody has said yet what could stop.
turn-sort-asked-bright-spot = Nobody has said yet where it works already.
turn-sort-asked-off-the-wall = Nobody has said yet something nobody would have thought of.
option-sort-start = Begin something
option-sort-stop = Stop something
option-sort-bright-spot = It works already somewhere
option-sort-off-the-wall = Off the wall
option-cost-no-cost = costs nothing
option-cost-low-cost = costs little
option-cost-money = needs money
option-answers = Answers:
option-answers-none = Answers no factor that was named.
option-evidence-none = Nobody has said yet what speaks for it.
option-evidence-is = What speaks for it:

## Step 5

turn-options-none = There is nothing to score yet. Ideas come first.
turn-options-own = You have scored { $scored } of { $all }
turn-score-link = Score the next one, alone
option-not-scored = nobody has scored it yet
option-score-first = scored by { $people }; score it yourself to see what others think
option-score = Score it
option-score-again = Change my score
option-score-title = Score: { $option }
option-score-lead = What do you think, alone? Afterwards you see the middle of what everybody thinks, never who said what.
option-score-send = This is what I think
option-leverage = Leverage: how much would it move the curve?
option-leverage-low = 1, hardly
option-leverage-high = 5, very much
option-reach = Feasibility and reach: can it be done, and for enough people?
option-reach-low = 1, no
option-reach-high = 5, yes
option-specificity = Specificity: does it say who does what, when, where and how?
option-specificity-low = 1, not at all
option-specificity-high = 5, quite
option-values = Values: is it right?
option-values-low = 1, against what we stand for
option-values-high = 5, just what we stand for
option-side-leverage = Leverage
option-side-reach = Feasibility and reach
option-side-specificity = Specificity
option-side-values = Values
option-spread = ({ $low } to { $high })
option-gate-blocked = stays out: it is against what we stand for
option-gate-vague = make it specific first: who, what, when, where, how
option-gate-ready = can go into the plan
option-scored-by = { $people ->
        [one] Scored by one person.
       *[other] Scored by { $people } people.
    }
option-apart = Talk about it first, you are far apart: { $sides }.
option-lead = { $sort }; { $cost }.
option-scores-title = What the group thinks of it
option-scores-none = Everybody scores it alone first. What others think is shown after that.
option-edit-title = Change the idea
option-aside = This idea was laid aside.
option-back = Back to the options
rule-option-aside = This idea was laid aside. Others can be scored.

## Step 6

turn-add-plan = Add a line
turn-line-option = For which option?
turn-line-what = What is done?
turn-line-what-hint = One step that can be seen when it is done.
turn-line-who = Who does it?
turn-line-due = By when?
turn-line-early = An early success?
turn-line-early-yes = Yes: small, soon, and others can see it
turn-line-aside = No longer counted on
turn-line-add = Add the line
turn-plan-none = The plan has no line yet.
turn-plan-nothing-ready = No option can go into the plan yet: score them first, and make those specific that are not.
turn-plan-counts = { $lines ->
        [one] One line
       *[other] { $lines } lines
    }; { $offered ->
        [0] none was offered as a commitment yet
        [one] one was offered as a commitment
       *[other] { $offered } were offered as commitments
    }.
turn-plan-early-asked = Asked for: one line that is small, soon, and seen by others.
turn-plan-table = The plan
turn-plan-what = What
turn-plan-who = Who
turn-plan-when = By when
turn-plan-commitment = Commitment
turn-plan-early = early success
turn-plan-for = for:
plan-offer = Offer it as a commitment
plan-not-offered = not offered yet
plan-lead-open = A line of the plan. Nobody has offered it as a commitment yet.
plan-lead-offered = A line of the plan that became a commitment.
plan-aside = This line was laid aside.
plan-edit-title = Change the line
plan-back = Back to the plan
plan-problem-not-scored = Nobody has scored this option. Score it first.
plan-problem-blocked = The group holds this to be against what it stands for. Choose another option.
plan-problem-vague = Make this option specific first: who, what, when, where and how.

turn-agree-title = Agree on the plan
turn-agree-lead = Whoever sits in the group says that the plan is agreed. After that the session stays as it is.
turn-agree-different = What will be different when this is done?
turn-agree-next_look = When do we look again?
turn-agree-next_look-hint = The day on which the group looks whether the curve turns.
turn-agree = The plan is agreed
turn-agreed-by = Said to be agreed by { $name } on { $day }.
turn-different-title = What will be different
turn-different-source = What will be different when the plan is done
turn-look-next_look = When do we look again?
turn-look-save = Set the day
turn-look-day = We look again on { $day }.

## On paper

paper-see = What we see
paper-factor = What is it?
paper-way = Helps / holds back
paper-why = Why?
paper-who-says = Who says so
paper-marks = Marks
paper-partner = Who
paper-part = Their part
paper-idea = Idea
paper-answers = Answers which factor
paper-evidence = What speaks for it
paper-cost = Cost
paper-option = Option
paper-leverage = Leverage 1-5
paper-reach = Feasible, reach 1-5
paper-specificity = Specific 1-5
paper-values = Values 1-5
paper-what = What
paper-who = Who
paper-when = By when

## What was done

done-turn-opened = Opened. Begin with the curve, or let people add things first.
done-turn-noted = Added.
done-turn-factor-told = Added to the story.
done-turn-partner-added = Added.
done-turn-option-added = Added. Everybody can score it in the next step.
done-turn-line-added = Added to the plan. Now somebody can offer it as a commitment.
done-turn-changed = Changed.
done-turn-parked = Parked. Everything is kept.
done-turn-resumed = Taken up again.
done-turn-agreed = The plan is agreed.
done-turn-look-set = The day is set.
done-option-scored = Kept. Here is the next one.
done-option-scored-all = Kept. You have scored all of them.
told-turn-opened = opened a session from story to plan: { $title }
told-turn-step-begun = began a step of: { $title }
told-turn-step-paused = paused a step of: { $title }
told-turn-step-done = was done with a step of: { $title }
told-turn-parked = parked a session: { $title }
told-turn-resumed = took a session up again: { $title }
told-turn-agreed = said that the plan is agreed: { $title }
told-turn-look-set = set the day to look again: { $title }
told-turn-noted = said what the curve shows: { $title }
told-turn-partner-added = named somebody with a part: { $title }
told-turn-partner-changed = changed somebody's part: { $title }
told-turn-partner-laid-aside = laid a part aside: { $title }
told-story-changed = changed what explains a curve: { $title }
told-story-laid-aside = laid aside what explained a curve: { $title }
told-story-marked = A mark for influence came in: { $title }
told-option-added = added an option: { $title }
told-option-changed = changed an option: { $title }
told-option-laid-aside = laid an option aside: { $title }
told-option-scored = A score came in: { $title }
told-plan-line-added = added to the plan: { $title }
told-plan-line-changed = changed a line of the plan: { $title }
told-plan-line-laid-aside = laid a line of the plan aside: { $title }
today-turn-planned = Begin: { $question }
today-turn-running = Go on at step { $step }: { $question }
today-turn-look = Look again: { $question }
