# Reporting: the board, one partner's page, checks at the door, questions, waivers, delegates, reminders.

## The board

board-title-period = Who has reported for { $period }
board-lead = { $reported } of { $expected } count. { $late ->
        [0] Nothing is late.
        [one] One is late.
       *[other] { $late } are late.
    } { $returned ->
        [0] {""}
        [one] One went back with a question.
       *[other] { $returned } went back with a question.
    } { $sent ->
        [0] {""}
        [one] One waits for its partner to accept it.
       *[other] { $sent } wait for their partners to accept them.
    } { $waived ->
        [0] {""}
        [one] One need not be reported.
       *[other] { $waived } need not be reported.
    }
board-period = Period
board-latest = The latest of each measure
board-show = Show
board-caption = Partners and measures: how far each has come
board-order = What needs somebody comes first, then by name. Nobody is ranked, and no number is shown.
board-not-asked = not asked
board-others = More measures

progress-late = not yet, and it was due
progress-returned = a question waits for an answer
progress-sent = sent, waits for its partner
progress-draft = begun
progress-not-started = not yet
progress-accepted = counts
progress-waived = need not be reported
progress-locked = counts, locked
progress-without = locked without a number

cycles-open-title = Open the next period
cycles-open-lead = Of every measure that is reported this often and that somebody has been asked for. Each partner finds it in the morning view.
cycles-frequency = How often is it reported?
cycles-period = Which period?
cycles-period-hint = 2026 for a year, 2026-Q3 for a quarter, 2026-07 for a month.
cycles-due = Due by
cycles-due-hint = Whoever has sent nothing is reminded five days before, and on the day.
cycles-open = Open it for all these measures
cycle-problem-all-open = No measure that is reported this often has this period still to open.
done-cycles-opened = Open. Every partner who reports finds it in the morning view.
cycle-took = Reporting took { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } in the middle, as { $count } partners say.

remind-title = Remind
remind-lead = { $count ->
        [one] One number was not sent yet.
       *[other] { $count } numbers were not sent yet.
    } Each partner gets one mail with all it owes here, at most once a day. Who has sent gets none.
remind-do = Remind who has not sent
remind-subject = { $initiative }: a number is due
remind-opening = These numbers of yours are still to come:
remind-closing = Here they are filled in, most in a few minutes:
done-reminded = Reminded: everybody who has not sent and was not reminded today.
told-cycle-reminded = reminded whoever has not sent: { $title }

## One partner's page

report-title = What we report
report-link = What we report
report-begin-lead = { $count ->
        [0] You do not speak for a partner here, and nobody has asked you to report in its stead.
       *[other] You report for several partners.
    }
report-empty = Here a partner finds every number it owes, fills them in at once, and sees them beside the whole before they count.
report-nothing-asked = Nobody has asked for a number yet.
report-lead = { $count ->
        [0] Nothing is owed now.
        [one] One number is owed now.
       *[other] { $count } numbers are owed now.
    }
report-lead-due = { $count ->
        [one] One number is owed now, by { $day }.
       *[other] { $count } numbers are owed now, the first by { $day }.
    }
report-counting = { $counting } of { $all } count.
report-asked = Asked of you
report-waiting = Look and accept
report-waiting-lead = Nobody else has seen these. Once accepted, they count in the whole.
report-mine = Yours
report-none-yet = none yet
report-accept = { $count ->
        [one] Accept it: count it in
       *[other] Accept all { $count }: count them in
    }
report-owed = Owed now
report-owed-lead = Fill in what you have; what stays empty can follow later. Nobody but you sees a number before you have accepted it.
report-kept = Begun by { $name } on { $day }.
report-more = { $count ->
        [one] One more comes after these.
       *[other] { $count } more come after these.
    }
report-send = Save and look at them
report-problem-nothing = Nothing is filled in yet. Write at least one number.
done-report-sent = Saved. They count once you accept them.
today-report-due = { $count } numbers are owed by { $partner }
today-report-waits = { $count } numbers were sent for { $partner }: look and accept them
today-query-open = A question about { $measure }, { $period }
today-query-answered = Answered: { $measure }, { $period }

submission-last = { $what } · { $period }: { $value }
submission-counted-words = { $what }
submission-low = From
submission-high = To
submission-quality = How good is it, from 1 (good) to 3?
submission-by = By { $dimension }
submission-by-optional = By { $dimension } (optional)
submission-part-numerator = { $category }: how many?
submission-part-denominator = { $category }: out of how many?
submission-minutes = How many minutes did it take?
submission-minutes-hint = So that we notice when it becomes a burden. Only the middle of all answers is ever shown.
submission-minutes-unit = minutes
submission-problem-minutes = Write minutes between 0 and 1440, or leave it empty.
submission-sure = Is this right?
submission-sure-hint = Tick what is right and say why below, or change the number.
submission-sure-yes = It is right. { $what }
submission-confirmed = { $count ->
        [one] Something was odd and is right all the same; the reason stands in the note.
       *[other] { $count } things were odd and are right all the same; the reason stands in the note.
    }
submission-waits-for-partner = It waits for those who speak for the partner: they accept it.

## Checks

check-far = { $value } { $unit } lies far from what was reported before, usually about { $usual } { $unit }.
check-whole-moved = Last time it was { $last }: more than twice as many now, or less than half.
check-copied = Both numbers are exactly those of last time.
check-say-why = Say in a few words why it is right.
check-twice = This period stands here twice. Keep one of them.

## Questions

query-title = Questions
query-question = What do you ask its partner?
query-question-hint = It goes to those who speak for the partner, and both sides see it. The number counts until they correct it.
query-ask-first = Send it back with a question
query-ask-more = Ask something else
query-ask = Ask
query-answer = Your answer
query-answer-hint = If the number has to change, correct it instead: that is an answer too.
query-answer-send = Answer
query-answer-do = Answer
query-settle = That settles it
query-correct = Correct the number
query-corrected = Corrected with revision { $revision }.
query-state-open = waits for an answer
query-state-answered = answered
query-state-settled = settled
query-rule-other-revision = This revision does not count any more. Ask about the one that does.
query-rule-answered = This question is answered already.
query-rule-settled = This question is settled already.
done-query-asked = Asked. Those who speak for the partner get a mail.
done-query-answered = Answered. Whoever asked gets a mail.
done-query-settled = Settled.
told-query-asked = asked about a number: { $title }
told-query-answered = answered a question about a number: { $title }
told-query-settled = settled a question about a number: { $title }

## Waivers

waiver-title = { $measure }, { $period }: need not be reported
waiver-lead = { $partner } is asked for nothing here. The reason stands on the board for everybody who works together; the number stays missing and is never taken for zero.
waiver-reason = Why not?
waiver-do = Let it off
waiver-link = Let it off
waiver-lift = Ask for it again
waiver-rule-counts = A number counts here already.
waiver-rule-not = It is asked for already.
waiver-rule-already = It need not be reported already.
done-duty-waived = It need not be reported.
done-duty-asked-again = It is asked for again.
told-duty-waived = let a partner off: { $title }
told-duty-asked-again = asked again for a number: { $title }

## Delegates

delegate-link = Who reports in our stead
delegate-title = Who reports in our stead
delegate-lead = { $count ->
        [0] Nobody does. Somebody else of the initiative can, from one day to another.
        [one] One person does.
       *[other] { $count } people do.
    }
delegate-new = Name somebody
delegate-person = Who?
delegate-person-hint = Anybody who belongs to the initiative. Invite them first if they do not.
delegate-choose = Choose
delegate-since = From
delegate-until = Until
delegate-accepts = And accept?
delegate-accepts-yes = They accept numbers too, so that these count
delegate-name = Name them
delegate-days = { $since } to { $until }.
delegate-may-send = Sends numbers; you accept them.
delegate-may-accept = Sends numbers and accepts them.
delegate-now = reports now
delegate-over = is over
delegate-later = begins later
delegate-end = End it
delegate-gone = Somebody who has left
delegate-problem-order = The last day comes before the first.
delegate-problem-over = This day is over already.
done-delegate-named = Named. They find it in their morning view.
done-delegate-ended = Ended.
told-delegate-named = named who reports in its stead: { $title }
told-delegate-ended = ended who reports in its stead: { $title }
