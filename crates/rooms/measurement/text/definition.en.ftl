## What kind of number a measure is, and how its definition changes

measure-problem-break = Another kind of number, direction or frequency breaks the series: choose “the series breaks here”. Another unit can also be bridged by a factor.
measure-problem-reported = Numbers up to { $period } count already under the older definition. Begin later than that.
measure-problem-quadrant = Choose one of the three, and only for what a programme does.
measure-problem-lag = Write a number of days, from 0 to 3,660.
measure-problem-cell = Write a number from 0 to 1,000.
measure-problem-band = The upper end lies above the lower one.
measure-problem-bridge = Write the number by which older values are multiplied: more than 0.

measure-part-kind = What kind of number it is
measure-value_kind = What is the number?
measure-value-ratio = A part of a whole
measure-value-ratio-hint = Two numbers: 40 of 50 children, 9 births per 1,000. Numbers of several partners are added above and below the line.
measure-value-flow = A count of what happened
measure-value-flow-hint = Meals served in a month. Partners and periods add up.
measure-value-stock = A count of what is there
measure-value-stock-hint = Beds, or children enrolled, on one day. Partners add up, periods do not.
measure-value-mean = An average
measure-value-mean-hint = Two numbers: days waited, and how many people waited.
measure-value-estimate = A value that a survey published
measure-value-estimate-hint = With its range. Values of several places are never added.
measure-value-index = A score or a state
measure-value-index-hint = An index, a rank, a policy in place. Nothing is added.
measure-value-not-additive = A count that must not be added
measure-value-not-additive-hint = People whom several partners may count: each partner's number stands alone.
measure-people = Does it count people?
measure-people-yes = Yes: small numbers are protected
measure-people-no = No, it counts things
measure-counted_twice = May two partners count the same person?
measure-counted_twice-label = Yes, somebody may be counted more than once
measure-counted-twice = May count a person more than once.
measure-minimum_cell = Below which number is a count small?
measure-minimum_cell-hint = Fewer people than this are never published one by one.
measure-better-band = It should stay within a band
measure-better_low = From
measure-better_high = To
measure-part-reported = How it is reported
measure-lag_days = How many days after a period do numbers come?
measure-lag_days-hint = 0 if they are known when it ends.
measure-custodian = Who looks after this measure?
measure-custodian-none = Nobody in particular
measure-quadrant = What does it tell of the programme?
measure-quadrant-none = Not said
measure-quadrant-how-much = How much is done
measure-quadrant-how-well = How well it is done
measure-quadrant-better-off = Whether anybody is better off
measure-comparability-bridged = Yes, after a multiplication
measure-bridge = Older values times
measure-bridge-hint = 0.98 makes older values two in a hundred smaller.
measure-bridge_words = Why that much?
measure-bridge_words-hint = Such as “both definitions were counted in 2018; the new one found 2 % fewer”.
measure-look = Look at what this touches
measure-fact-kind = Number
measure-fact-factor = Per
measure-fact-unit = Unit
measure-fact-people = Counts
measure-fact-custodian = Looked after by
measure-fact-band = Between { $low } and { $high }
measure-fact-lag = known after { $days ->
        [one] one day
       *[other] { $days } days
    }
measure-fact-small = People; fewer than { $count } are protected.
measure-version-bridged = from { $period } on; older values times { $factor }: { $words }
measure-bridged = Bridged { $how }.
measure-mark-same = Version { $version }
measure-mark-bridged = Version { $version }, bridged
measure-mark-break = Version { $version }, not comparable
measure-apart-estimate = { $reported } of { $expected } reported for { $period }. What surveys publish for each cannot be added, so there is no value of the whole.
measure-apart-index = { $reported } of { $expected } reported for { $period }. Scores cannot be added, so there is no value of the whole.
measure-apart-not-additive = { $reported } of { $expected } reported for { $period }. Some people may be in several of these counts, so they are not added.
measure-caption-sum = Sum of what { $reported } of { $expected } reported ({ $numerator }); definition version { $version }; updated { $updated }.
measure-caption-alone = As it was reported ({ $numerator }), { $reported } of { $expected }; definition version { $version }; updated { $updated }.
period-version-sum = Definition, version { $version }. The whole is the sum of what was reported. What is missing is not counted as zero.
period-version-alone = Definition, version { $version }. Numbers of this kind are not added.

measure-changes = What is different
measure-changes-what = What
measure-changes-now = Now
measure-changes-then = Then
measure-impact-title = What this change touches
measure-impact-lead = Nothing is written yet. { $partners ->
        [0] Nobody reports by this definition
        [one] One partner reports by this definition
       *[other] { $partners } partners report by this definition
    }, and { $counting ->
        [0] no period has numbers that count.
        [one] one period has numbers that count.
       *[other] { $counting } periods have numbers that count.
    }
measure-impact-nothing = Nothing is different but the version.
measure-impact-touches = What hangs on it
measure-impact-same = The series goes on: values from { $period } on are compared with those before.
measure-impact-break = The series breaks at { $period }: what is usual is found afresh from there, and nothing is compared across it.
measure-impact-bridged = The series goes on by a bridge { $how }.
measure-impact-bridged-example = The series goes on by a bridge { $how }. { $example } would be drawn as { $then } instead of { $now }.
measure-impact-partners = Partners who report it
measure-impact-more = and { $count } more
measure-impact-periods = Periods
measure-impact-counting = { $counting } of { $periods } have numbers that count
measure-impact-waiting = Numbers that wait for their partners
measure-impact-targets = Targets, set in its unit
measure-impact-at-once = No decision has adopted this measure yet: the new version holds as soon as it is written.
measure-impact-decision = A decision adopted this measure: the new version holds once a decision adopts it.
measure-impact-edit = Change it again
measure-impact-crosswalks = What partners said of their own fields, to be said anew
measure-impact-baselines = Frozen forecasts, made in its unit
