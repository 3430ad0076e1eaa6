# What the pages of measures show.

measure-lead-count = { $value } in { $period }: { $words }.
measure-lead-range = A survey says so; in truth it lies between { $low } and { $high }.
measure-lead-quality-1 = Its quality is good.
measure-lead-quality-2 = Its quality is fair: use it with care.
measure-lead-quality-3 = Its quality is poor: nobody should act on it alone.
measure-lead-hidden = A number counts, and is hidden to protect people (‡).
measure-lead-apart = { $reported } of { $expected } have reported. Numbers of this kind cannot be added to one; each stands for itself.
measure-caption-count = From { $reported } of { $expected } ({ $numerator }); definition version { $version }; updated { $updated }.

stands-usual = Beside what is usual
stands-expected = Beside what was expected
stands-target = Towards the target

measure-caption-frozen = The shaded fan was frozen: what was expected if nothing changed.
measure-caption-outlook = The outlined fan is a forecast that is not frozen: what comes if nothing changes.
measure-caption-target = The dots lead to the target, { $target } by { $period }.
measure-caption-level = The dotted line is the target, { $target } by { $period }.

run-link = Read it by its median
run-limits-link = Read it by its limits
run-signal = By its median: the longest run on one side has { $longest } values (up to { $usual } are usual), and it crosses { $crossings } times (at least { $fewest } are usual). That is more than its usual ups and downs.
run-none = By its median: the longest run on one side has { $longest } values (up to { $usual } are usual), and it crosses { $crossings } times (at least { $fewest } are usual). Nothing unusual.
run-too-few = By its median nothing can be said yet; that takes ten values.

health-title = How it was reported
health-lead = For { $period }.
health-of = { $part } of { $whole }
health-complete = Reported
health-timely = In time
health-consistent = Without open questions
health-comparable = Comparable
health-freshness = Since then
health-unknown = not known
health-no-due = no day was set
health-fresh = { $count ->
        [0] nothing newer is due
        [one] one newer period has ended
       *[other] { $count } newer periods have ended
    }

scorecard-target = Target
scorecard-target-by = by { $period }
scorecard-no-target = none set
scorecard-updated = updated { $day }
scorecard-trend-rising = rising
scorecard-trend-falling = falling
scorecard-trend-unclear = no clear trend
scorecard-trend-early = too early for a trend
scorecard-performance = How programmes do
scorecard-performance-term = Measures / performance
scorecard-performance-lead = { $count ->
        [0] No programme is measured yet. What a programme does belongs to those who run it, and stands apart from how everybody fares.
        [one] One measure says how a programme does. It belongs to those who run it, and stands apart from how everybody fares.
       *[other] { $count } measures say how programmes do. They belong to those who run them, and stand apart from how everybody fares.
    }
scorecard-performance-link = { $count ->
        [one] How programmes do: one measure
       *[other] How programmes do: { $count } measures
    }

result-picture-link = See all of it
scorecard-headline = headline measure
