# Words of the measurement room.

measures-door = Measures
kind-result = Result
kind-measure = Measure
kind-duty = Who reports
many-duty = { $all ->
        [yes] { $count } partners
       *[no] { $count } partners or more
    }
kind-submission = Number sent
many-submission = { $all ->
        [yes] { $count } numbers
       *[no] { $count } numbers or more
    }
kind-story = What explains it

## Scorecard

scorecard-title = How we are doing
scorecard-more = More about our numbers
scorecard-term = Measures / shared measurement
scorecard-lead = { $count ->
        [0] Nothing is measured yet. One result and one measure are enough to begin.
        [one] One measure says how we are doing.
       *[other] { $count } measures say how we are doing.
    } { $waiting ->
        [0] {""}
        [one] One of them still waits for a decision.
       *[other] { $waiting } of them still wait for a decision.
    }
scorecard-empty = Agree first what shall be true in the end, then how you would know. Every number here can be traced to those who brought it.
scorecard-example = Result: “People have work they can live on.” Measure: people without work, of all in the labour force.
scorecard-measure = Measure
scorecard-latest = Latest
scorecard-over-time = Over time
scorecard-says = What it says
scorecard-reported = Reported
scorecard-of = Measures of “{ $result }”
scorecard-all = See every measure

signal-improving = Improving
signal-worsening = Getting worse
signal-common = No clear change
signal-too-few = Too few points to say

value-coverage = { $reported } of { $expected }
value-partial = partial
value-none = no number yet
value-no-cycle = no period open yet
value-not-yet = not yet
value-period = Period

## Results

results-title = What shall be true
results-term = Measures / results
results-link = All results
results-lead = { $count ->
        [0] No result is written down yet.
        [one] One condition that is to be true in the end.
       *[other] { $count } conditions that are to be true in the end.
    }
results-empty = A result is a condition of people in a place, in words everybody understands. It is not a programme, and not a number.
results-example = “People in the district have work they can live on.”
result-new-title = Write down a result
result-condition = What shall be true?
result-condition-hint = One plain sentence about people, such as “Children are ready for school”.
result-population = For whom?
result-place = Where?
result-clause = Which clause of the agenda aims at it?
result-clause-none = None of them yet
result-write = Write down this result
result-write-link = Write down a result
result-lead = { $count ->
        [0] No measure says yet how we would know.
        [one] One measure says how we would know.
       *[other] { $count } measures say how we would know.
    }
result-measures = How we would know
result-no-measure = No measure belongs to this result yet.
done-result-written = Written down. Next: how would we know?
told-result-written = wrote down a result: { $title }

## Measures

measure-define-link = Define a measure
measure-new-title = Define a measure
measure-new-lead = Say what is counted so plainly that two partners who never met would count the same. A decision adopts it later.
measure-needs-result = A measure belongs to a result. Write down first what shall be true.
measure-result = Which result does it belong to?
measure-name = What do people call it?
measure-name-hint = A few words, such as “Unemployment”.
measure-kind = Whose is it?
measure-kind-population = Population: a condition of everybody, belongs to all of us
measure-kind-performance = Performance: how a programme does, belongs to those who run it
measure-definition = What does it mean, in plain words?
measure-definition-hint = Who counts, who does not, on which day. Left empty, the measure is only proposed.
measure-numerator = What is counted?
measure-numerator-hint = The numerator, such as “people without work who look for it”.
measure-denominator = Out of what?
measure-denominator-hint = The denominator, such as “people in the labour force”.
measure-part-counted = How it is counted
measure-part-written = How the value is written
measure-part-holds = From when it holds
measure-factor = Per how many?
measure-factor-hint = 100 for a percentage, 1000 for a rate per thousand.
measure-unit = Unit
measure-unit-hint = What stands behind the value, such as %.
measure-decimals = Decimals
measure-decimals-hint = 1 writes 4.2, 0 writes 4.
measure-better = Which way is better?
measure-better-up = Higher is better
measure-better-down = Lower is better
measure-frequency = How often is it reported?
measure-frequency-yearly = Every year
measure-frequency-quarterly = Every quarter
measure-frequency-monthly = Every month
measure-define = Define this measure
measure-accountability-population = population measure
measure-accountability-performance = performance measure
measure-fact-numerator = Counted
measure-fact-denominator = Out of
measure-fact-better = Direction
measure-fact-frequency = Reported
measure-status-proposed = proposed
measure-status-defined = not adopted yet
measure-status-adopted = adopted
measure-proposed = This measure is proposed. What exactly it means is still to be written.
measure-not-adopted = No decision has adopted this measure yet.
measure-newer-version = Version { $adopted } was adopted and is in force. Version { $latest } is written and waits for a decision.
measure-definition-title = What is counted (version { $version })
measure-version = Definition, version { $version }
measure-version-same = from { $period } on, comparable with before
measure-version-break = from { $period } on, not comparable with before
measure-change-link = Change the definition
measure-edit-title = Change the definition
measure-edit-lead = Nothing is written over: a change makes a new version, with the period from which it holds. If the measure was adopted, the old version stays in force until a decision adopts the new one.
measure-effective_from = From which period on?
measure-effective_from-hint = As the measure is reported: 2026, 2026-Q3 or 2026-07.
measure-comparability = Can values before and after be compared?
measure-comparability-same = Yes, it counts the same more clearly
measure-comparability-break = No, the series breaks here
measure-change = Write this version
measure-problem-factor = Write a number above 0, such as 100.
measure-problem-decimals = Write a whole number from 0 to 6.
measure-rule-other-version = The definition was changed after this was proposed. Propose the latest version.
measure-points = { $points } points
done-measure-defined = Defined. Next: who reports it, and for which period?
done-measure-changed = The new version is written.
told-measure-defined = defined a measure: { $title }
told-measure-changed = changed the definition of { $title }
told-measure-adopted = brought a measure into force: { $title }

measure-lead-none = No number counts yet. It will stand here as soon as a partner has reported and accepted one.
measure-lead-value = { $value } in { $period }: { $numerator } of { $denominator } { $words }.
measure-lead-partial = This is partial: { $reported } of { $expected } have reported.
measure-lead-newer = For { $period } only { $reported } of { $expected } have reported so far: { $value }, partial.
measure-partial = partial, { $reported } of { $expected }
measure-lead-lowest = { $count ->
        [one] { $frequency ->
            [yearly] Lower than the year before.
            [quarterly] Lower than the quarter before.
           *[other] Lower than the month before.
        }
       *[other] { $frequency ->
            [yearly] Lower than in any of the { $count } years before.
            [quarterly] Lower than in any of the { $count } quarters before.
           *[other] Lower than in any of the { $count } months before.
        }
    }
measure-lead-highest = { $count ->
        [one] { $frequency ->
            [yearly] Higher than the year before.
            [quarterly] Higher than the quarter before.
           *[other] Higher than the month before.
        }
       *[other] { $frequency ->
            [yearly] Higher than in any of the { $count } years before.
            [quarterly] Higher than in any of the { $count } quarters before.
           *[other] Higher than in any of the { $count } months before.
        }
    }
measure-lead-falling = It has been falling since { $since }.
measure-lead-rising = It has been rising since { $since }.
measure-lead-improving = That is an improvement, more than its usual ups and downs.
measure-lead-worsening = That is a change for the worse, more than its usual ups and downs.
measure-lead-common = No clear change: it moves as it usually does.
measure-lead-too-few = Too few periods to tell a change from its usual ups and downs; that takes at least six.
measure-lead-provisional = There are too few numbers yet to fix for good what is usual.
measure-caption = Pooled from { $reported } of { $expected } (sum of { $numerator } over sum of { $denominator }); definition version { $version }; updated { $updated }.
measure-caption-provisional = Dashed lines show what is usual; with { $count } points they are provisional.
measure-more = More about this measure
measure-where-from = Where does { $period } come from?
measure-question = Question this number
measure-partners = Partner by partner
measure-assurance-consistent_pass = Meets the target as it goes.
measure-assurance-consistent_fail = Misses the target as it goes.
measure-assurance-inconsistent = Meets the target or misses it by chance.
measure-by-name = Sorted by name, not by value: this page helps, it does not rank.

period-title = Where { $measure } for { $period } comes from
period-caption = What each partner reported and accepted, by name
period-partner = Partner
period-value = Value
period-accepted = Accepted
period-together = All together
period-version = Definition, version { $version }. The whole is the sum of the first column over the sum of the second, never a mean of percentages. What is missing is not counted as zero.

## Duties

duties-title = Who reports what
duties-link = Who reports what
duties-lead = { $count ->
        [0] Nobody has been asked to report yet.
        [one] One partner reports one measure.
       *[other] { $count } duties, by partner.
    }
duties-empty = A duty says which partner brings which number, each period. Give it on the page of a measure.
duty-lead = { $partner } reports { $measure }. { $count ->
        [0] No period is open yet.
       *[other] { $done } of { $count } periods count.
    }
duty-look = Look at { $period } and accept it
duty-report = Report { $measure } for { $period }
duty-report-short = Report
duty-correct = Correct
duty-change = Change
duty-periods = Periods
duty-state = State
duty-do = You can
duty-no-cycle = No period is open for this measure yet.
duty-accept-all-title = Accept all at once
duty-accept-all-lead = Each number that was sent for you counts from then on. You can correct any of them later.
duty-accept-all = Accept all { $count }
duty-owe-link = Ask partners to report
duty-new-title = Ask partners to report
duty-new-lead = { $count } of { $all } partners report this measure.
duty-partner = Which partners?
duty-since = From which period on?
duty-since-hint = Left empty: every period that is opened.
duty-codes = How files name them
duty-codes-hint = If numbers come in files, write here what stands in the file for each partner, such as a county's number.
duty-owe = Give them this duty
done-duty-owed = They see it in their morning view as soon as a period is open.
told-duty-owed = agreed who reports: { $title }

## Cycles

cycles-title = Who has reported
cycles-link = Who has reported
cycles-empty = Open a period on the page of a measure, and each partner who reports it finds it in the morning view.
cycles-of = { $measure }: who has reported
cycles-of-lead = { $count ->
        [0] No period is open yet.
        [one] One period was opened.
       *[other] { $count } periods were opened, latest first.
    }
cycle-new-title = Open a period
cycle-period = Which period?
cycle-period-hint = 2026 for a year, 2026-Q3 for a quarter, 2026-07 for a month.
cycle-label = What do people call it?
cycle-label-hint = Left empty: as you wrote it above.
cycle-due = Due by
cycle-open = Open this period
cycle-title = { $measure }, { $period }
cycle-lead = { $reported ->
        [0] None of { $expected } counts yet.
       *[other] { $reported } of { $expected } count.
    } { $waiting ->
        [0] {""}
        [one] One number was sent and waits for its partner to accept it.
       *[other] { $waiting } numbers were sent and wait for their partners to accept them.
    }
cycle-due-by = Due by { $day }.
cycle-nobody-owes = Nobody has been asked to report this measure yet.
cycle-state-open = open
cycle-state-locked = locked
cycle-lock = Lock this period
cycle-unlock = Open this period again
cycle-rule-locked = This period is locked. Ask the backbone to open it again if a number has to be corrected.
cycle-problem-period = Write a period as this measure is reported: 2026, 2026-Q3 or 2026-07.
cycle-problem-open = This period is open already.
cycle-problem-not-open = This period is not open for reporting.
done-cycle-opened = Open. Every partner who reports it finds it in the morning view.
done-cycle-locked = Locked. Nothing more is taken.
done-cycle-unlocked = Open again.
told-cycle-opened = opened a period: { $title }
told-cycle-locked = locked a period: { $title }
told-cycle-unlocked = opened a period again: { $title }

## Submissions

submission-title = { $measure }, { $period }
submission-lead = Two numbers. Nobody but you sees them before you have looked at the result and accepted it.
submission-lead-before = Two numbers. For { $period } you reported { $numerator } of { $denominator }, { $value }. Nobody but you sees the new ones before you have accepted them.
submission-numerator = How many?
submission-denominator = Out of how many?
submission-note = What should be known with it?
submission-send = Save and look at it
submission-keep = Keep as a draft
submission-accept = Accept: count it in
submission-change = Change it
submission-came = Revision { $revision }, by definition version { $version }, sent by { $name } on { $day }.
submission-counted = Accepted by { $name } on { $day }.
submission-revision = Revision { $revision }
submission-revisions = Other revisions
submission-state-sent = sent, waits for its partner
submission-state-accepted = counts
submission-state-superseded = replaced
submission-problem-denominator = Write a number above 0: a rate of nothing is not known.
submission-problem-negative = Write 0 or more.
submission-problem-more = This is more than all there are. Check that the two numbers are not swapped.
submission-rule-not-waiting = This number does not wait any more: it was accepted, or a newer one took its place.
done-submission-sent = Saved. It counts once you accept it.
done-submission-kept = Kept as a draft.
done-submission-accepted = Accepted. It counts, and every page shows it.
told-submission-sent = sent a number: { $title }
told-figures-imported = brought in a file of numbers: { $title }
told-submission-accepted = accepted a number: { $title }

preview-lead = Yours is { $value }: { $numerator } of { $denominator }. The whole is { $without } without yours and { $with } with it.
preview-first = Yours is { $value }: { $numerator } of { $denominator }. You would be the first whose number counts.
preview-counts = { $value }: { $numerator } of { $denominator }.
preview-caption = Beside the whole, { $period }
preview-without = All others
preview-with = All together

## Stories

story-title = The story behind it
story-direction = Does it help or hold back?
story-direction-contributing = Helps
story-direction-restricting = Holds back
story-none = Nothing is told yet.
story-tell-link = Tell what explains it
story-new-title = What explains this curve?
story-new-lead = One cause, in plain words, and who says so. People answer it with what they do.
story-words = What happened?
story-source = Who says so?
story-source-hint = Such as “employers' survey, 6 voices”.
story-period = Which period does it explain?
story-period-hint = Left empty: the whole curve.
story-submission = Which number does it explain?
story-submission-none = The whole, not one partner's number
story-tell = Tell it
story-lead-contributing = This helps, says: { $source }.
story-lead-restricting = This holds back, says: { $source }.
story-by = Told by { $name } on { $day }.
story-back = Back to the measure
done-story-told = Told. It stands beside the curve.
told-story-told = told what explains a curve: { $title }

## Morning view

today-submission-due = Report { $measure } for { $period }
today-submission-waits = { $measure } for { $period } was sent for you: look and accept it
today-measure-moved = { $measure }, { $period }: now from { $reported } of { $expected }
today-cycle-missing = { $measure }, { $period }: { $missing } of { $expected } have not reported
