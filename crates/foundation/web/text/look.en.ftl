# Words of the look: what the pieces of a page say of themselves.

look-skip = Skip to what this page says
look-rooms = Rooms
look-initiative = Initiative:
look-initiatives = Your initiatives
look-search = Search
look-sign-in = Sign in
look-sign-out = Sign out
look-languages = Languages
look-thread = Thread
look-show-new = Something new. Show it

look-problem-title = There is a problem
look-problem-of = { $field } – { $problem }
look-error = Error:
look-optional = (optional)
look-show = Show
look-hide = Hide
look-not-sent-yet = Not sent yet

look-find = Find
look-find-somebody = Name or organisation
look-nobody-found = Nobody found for “{ $query }”. Try a part of the name, or their organisation.

look-pages = Older and newer
look-newer = Newer
look-older = Older
look-parts = Parts of this list
look-part = { $from } to { $to } of { $count }
look-part-behind = The list ends before this: it has { $count }.
look-previous = Previous
look-next = Next

look-for-example = For example

look-done-of = { $done } of { $of } done
look-done-so-far = { $done } done so far
look-step-done = done
look-step-now = now
look-step-later = later

look-taken-away = Taken away:
look-added = Added:

look-sealed-at = Sealed in the journal at entry { $entry }.
look-check-seal = Check it

look-show-table = Show as table
look-no-value = not known
look-no-values-yet = No values yet.
look-from-to = from { $from } to { $to }
look-period = Period
look-value = Value
look-remark = Remark
look-mean = mean { $value }
look-median = median { $value }
look-target = target { $value }
look-expected = expected { $value }
look-expected-head = If nothing changes
look-range-head = Range
look-range = { $low } to { $high }
look-way-head = Way to the target
look-hidden = ‡ hidden to protect people
look-whole-line = The line is all together, { $value }.
look-target-line = The line is the target, { $value }.
look-signal-better = better than usual
look-signal-worse = worse than usual

look-no-votes = Nobody has answered yet
look-agree = { $n } of { $all } agree
look-disagree = { $n } disagree
look-pass = { $n } pass
look-agree-head = Agree
look-disagree-head = Disagree
look-pass-head = Pass
