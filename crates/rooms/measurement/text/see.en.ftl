# What the pages of measures show.

measure-lead-count = { $value } in { $period }: { $words }.
measure-lead-range = A survey says so; in truth it lies between { $low } and { $high }.
measure-lead-quality-1 = Its quality is good.
measure-lead-quality-2 = Its quality is fair: use it with care.
measure-lead-quality-3 = Its quality is poor: nobody should act on it alone.
measure-lead-hidden = A number counts, and is hidden to protect people (‡).

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
scorecard-performance-link = { $count ->
        [one] How programmes do: one measure
       *[other] How programmes do: { $count } measures
    }

result-picture-link = See all of it
scorecard-headline = headline measure

gap-section = Groups beside each other
gap-link = By { $dimension }: all of it
gap-title = By { $dimension }
gap-dimensions = Other ways to tell apart
gap-none = No two groups have a number for the same period yet. Their gap will stand here as soon as they do.
gap-not-divided = These are counts, not shares: how far groups are apart says nothing without how many people each has.
gap-overall = all together
gap-lead = { $period }: { $group } { $value }, { $reference } { $other }. They are { $gap } apart.
gap-times = That is { $times } times as many { $words }, in proportion.
gap-times-not = In proportion, { $times } times as many are not among “{ $words }”.
gap-beyond-chance = That is more than chance alone explains.
gap-by-chance = Chance alone may explain it: the groups are small, or the gap is.
gap-same = The gap is as wide as in { $since }: { $after }.
gap-narrowed = The gap has narrowed since { $since }, from { $before } to { $after }: { $share } of it is closed.
gap-widened = The gap has widened since { $since }, from { $before } to { $after }.
gap-widened-both-improved = Both improved since { $since }, and the gap widened all the same, from { $before } to { $after }.
gap-narrowed-by-loss = The gap has narrowed since { $since }, from { $before } to { $after }, because { $reference } lost, not because { $group } gained. That is no success.
gap-multiples = All on one scale. The dotted line is all together; ‡ is a number hidden to protect people.
gap-now-title = How far apart they are
gap-now = Where each group stands, { $period }
gap-of = of { $count }
gap-caption = The bar is the range in which each may lie by chance. The ring is what the others are compared with: { $reference }.
gap-compared-with = Compared with
gap-reference-best = the best group
gap-reference-largest = the largest group
gap-reference-overall = all together
gap-table = Each group beside { $reference }
gap-difference = Difference
gap-ratio = Ratio
gap-chance = Chance
gap-chance-may = may explain it
gap-chance-beyond = does not explain it
gap-ratio-of-cases = The ratio is that of “{ $words }”.
gap-ratio-of-others = The ratio is that of all who are not among “{ $words }”: what is unwanted is compared, as ratios of what is wanted hide gaps.
gap-all-title = All groups in one number
gap-index-none = No index is said while a group is missing or hidden.
gap-index = Index of disparity, %
gap-weighted-index = The same by how many people, %
gap-range-ratio = Highest to lowest
gap-attributable = Would not be at the lowest rate, %

place-section = Place by place
place-section-lead = From all places down to each one, with how many of how many reported at every step.
place-link = Go through the places
place-tree = Place by place
place-all = All places
place-none = No number counts here yet.
place-order = In the order the places were listed, not by value: this page helps, it does not rank.
place-within = { $count ->
        [one] one place in it
       *[other] { $count } places in it
    }
period-of = Where { $measure }, { $category }, for { $period } comes from
period-no-parts = No accepted report names this group for this period.
place-caption = Added up from { $coverage } places that report.
