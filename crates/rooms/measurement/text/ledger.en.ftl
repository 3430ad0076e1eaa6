# Words of the alignment ledger.

ledger-title = What keeps our numbers apart
ledger-link = What keeps our numbers apart
ledger-lead = { $count ->
        [0] { $duties ->
            [0] Nobody has been asked to report yet.
           *[other] Nothing: all { $duties } duties line up.
        }
        [one] One thing is to be mended, since { $oldest }. It takes about { $hours } hours.
       *[other] { $count } things are to be mended, the oldest since { $oldest }. Together they take about { $hours } hours.
    }
ledger-empty = Numbers of many partners are one number only where all count the same. What does not line up yet stands here, thing by thing, with who mends it and since when.
ledger-example = “Sessions” where days were agreed: a stand-in, with the school, since March, about four hours.
ledger-moved = Since { $last }: { $closed ->
        [0] none mended or retired
        [one] one mended or retired
       *[other] { $closed } mended or retired
    }, { $opened ->
        [0] none new.
        [one] one new.
       *[other] { $opened } new.
    }
ledger-drift = Together that is { $drift } of the way apart (alignment ledger): each duty counts at most once, and no partner is scored.
ledger-kinds = Kinds
ledger-all = All { $count }
ledger-kind-missing = Nothing yet: { $count }
ledger-kind-not-comparable = Not comparable: { $count }
ledger-kind-proxy = Stand-ins: { $count }
ledger-kind-outdated = Older definition: { $count }
ledger-kind-dimension = Not told apart: { $count }
ledger-kind-late = Late: { $count }
ledger-kind-query = Questions: { $count }
ledger-item-missing = Nothing has come yet
ledger-item-not-comparable = “{ $named }” cannot be compared
ledger-item-proxy = “{ $named }” stands in
ledger-item-outdated = Follows an older definition than version { $named }
ledger-item-dimension = Not told apart by { $named }
ledger-item-late = { $named } has not come yet
ledger-item-query = A question about { $named } waits for an answer
ledger-why-missing = A duty was agreed, its period is due, and nothing has come under it. Ask what is in the way.
ledger-why-not-comparable = What this partner counts is something else. Could it count what was agreed, or be left out?
ledger-why-proxy = It moves with what was agreed, and is not the same. Could the partner count the thing itself?
ledger-why-outdated = The definition has changed since. Does the partner’s field still fit?
ledger-why-dimension = It was agreed that each report is told apart by it, so that gaps can be seen.
ledger-why-late = It came before, and now it does not. Ask what is in the way.
ledger-why-query = Somebody asked about a number, and it waits for its partner.
ledger-what = What
ledger-whose = Where
ledger-owner = Who mends it?
ledger-answers = Who answers for it
ledger-since = Since
ledger-effort = Effort
ledger-days = { $days ->
        [0] today
        [one] one day
       *[other] { $days } days
    }
ledger-hours = about { $hours } h
ledger-chart = Things to mend, from period to period
ledger-chart-caption = Counted each time a period is locked, or when somebody takes stock. What was agreed to be fine is not counted.
ledger-stock = When
ledger-now = now
ledger-no-stock = A picture of how it goes down begins when a period is locked, or when somebody takes stock.
ledger-take-stock = Take stock now
ledger-retired = Fine as it is
ledger-is-retired = Agreed: fine as it is
ledger-retired-by = { $name }, { $day }
ledger-reason = Why?
ledger-mend-crosswalk = Look at the partner’s field
ledger-mend-report = Look at what has come
ledger-mend-query = Look at the question
ledger-who-keeps = The backbone and facilitators say who mends a thing, and that it is fine as it is.
ledger-own-title = Who mends it?
ledger-own = Write down who
ledger-retire-title = Is it fine as it is?
ledger-retire-lead = Not everything is worth mending. With a reason and somebody who answers for it, it goes from the list until the definition changes.
ledger-retire = It is fine as it is
ledger-reopen = Open it again
ledger-hours-link = How long things take
ledger-hours-title = How long does it take to mend one?
ledger-hours-lead = Guesses are enough: they make a plan out of a list. What stands here at first is our guess.
ledger-hours-unit = hours
ledger-missing = Nothing has come yet
ledger-not-comparable = It cannot be compared
ledger-proxy = It stands in
ledger-outdated = It follows an older definition
ledger-dimension = It is not told apart as agreed
ledger-late = It is late
ledger-query = A question waits
ledger-set-hours = Write these hours
ledger-problem-hours = Write hours from 0 to 1000, such as 2.5.

done-ledger-owned = Written down.
done-ledger-retired = Agreed: it is fine as it is.
done-ledger-reopened = It is on the list again.
done-ledger-hours = Written down.
done-ledger-stock = Counted.
told-ledger-owned = said who mends what keeps numbers apart: { $title }
told-ledger-retired = agreed that it is fine as it is: { $title }
told-ledger-reopened = opened again what keeps numbers apart: { $title }
told-ledger-hours = said how long mending takes
told-ledger-stock = took stock of what keeps numbers apart
