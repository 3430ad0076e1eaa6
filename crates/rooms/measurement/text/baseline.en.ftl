# Baselines: what is expected if nothing changes, frozen, and held against what comes.

baseline-title = If nothing changes
baseline-of = From what was known up to { $until }, frozen on { $day }
baseline-more = { $count ->
        [one] See the frozen baseline
       *[other] See all { $count } frozen baselines
    }
baseline-freeze-link = Freeze this forecast
baseline-freeze-title = Freeze a forecast
baseline-freeze = Freeze it
baseline-agreed_by = Who agreed to hold it against what comes?
baseline-agreed_by-hint = Such as “Steering circle, 12 March”.
baseline-decision = By which decision?
baseline-decision-none = None
baseline-note = What does “nothing changes” mean here?
baseline-note-hint = What is assumed to go on as it is.
baseline-note-source = What “nothing changes” meant
baseline-until = Which is the last period it may know?
baseline-until-hint = Left empty: the latest. An earlier one shows, in hindsight, what would have been expected then.
baseline-problem-few = A forecast takes { $need } values in a row under the same limits; up to there are { $have }. Choose a later period.
baseline-outlook = If nothing changes, { $likely } is expected for { $period }, between { $low } and { $high } in four of five cases: { $method }, from { $count } values. This is not frozen: it moves with each new value.
baseline-too-few = No forecast yet: { $need } values in a row under the same limits are needed, and there { $have ->
        [0] are none
        [one] is one
       *[other] are { $have }
    }.
baseline-method-drift = the latest value carried on by the average step so far (random walk with drift)
baseline-method-holt = a trend that fades (damped Holt)
baseline-provenance = Frozen on { $day } by { $name }, from { $count } values, { $since } to { $until }; { $method }; the range holds four of five cases. Agreed by { $agreed }. It is never calculated again.
baseline-hindsight = Later values were known when it was frozen: it shows in hindsight what would have been expected then.
baseline-picture = The shaded range is what was expected if nothing changed; the line is what came.
baseline-lead-no-data = { $likely } is expected for { $period } if nothing changes, between { $low } and { $high }. No value has come since.
baseline-lead-on-baseline = { $value } in { $period } lies within what was expected if nothing changed, { $low } to { $high }.
baseline-lead-turning = { $value } in { $period } is better than what was expected if nothing changed, { $low } to { $high }. One value is a beginning; two make a turn.
baseline-lead-turned = { $value } in { $period } is better than what was expected if nothing changed, { $low } to { $high }, and so was the value before: the curve has turned.
baseline-lead-slipping = { $value } in { $period } is worse than what was expected if nothing changed, { $low } to { $high }.
baseline-lead-no-direction = { $value } came in { $period }; { $likely } was expected if nothing changed, between { $low } and { $high }.
baseline-table = What was expected after { $until }, and what came
baseline-came = What came
baseline-apart = Difference
baseline-says = It was
baseline-against-inside = as expected
baseline-against-better = better than expected
baseline-against-worse = worse than expected
curve-no-data = No data since
curve-on-baseline = On the baseline
curve-turning = Turning
curve-turned = Turned
curve-slipping = Slipping
curve-no-direction = Neither way is better
curve-not-frozen = No baseline is frozen
done-baseline-frozen = Frozen. It will be held against what comes.
told-baseline-frozen = froze what is expected of { $title } if nothing changes
