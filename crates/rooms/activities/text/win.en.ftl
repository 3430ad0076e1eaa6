# Words of the activities room: what was won.

kind-win = Win

wins-title = What came of it
wins-term = Activities / wins
wins-lead = { $count ->
        [0] Nothing is written down yet.
        [one] { $confirmed ->
            [0] One win is written down; it waits for others to confirm it.
           *[other] One win is written down and confirmed by others.
        }
       *[other] { $count } wins, newest first; { $confirmed } of them confirmed by others.
    }
wins-all = See every win
wins-empty = A first success that people can see carries the next step. Each who had a part in it confirms it.
wins-example = “Twelve families moved into the repaired house: the city gave the permit in a week, the builders' guild the roof.”

win-new-title = Celebrate something that came of it
win-new-lead = Small and visible is enough. Those you name are asked whether it is so.
win-title = What happened?
win-different = What is different now?
win-helped = Whom did it help?
win-helped-title = Whom it helped
win-from = It came from
win-from-none = Nothing of these
win-partners = Who had a part in it?
win-partners-hint = It counts as confirmed when somebody other than your own side says so.
win-celebrate = Write it down
win-by = With { $names }
win-unconfirmed = not confirmed by others yet
win-confirmed = Confirmed by others who had a part in it
win-waits = Waits for somebody who had a part in it to confirm it
win-credits = Who had a part in it
win-credit-confirmed = confirmed
win-credit-proposed = asked to confirm
win-credit-declined = says it was others
win-credit-yes = Yes, we had a part in it
win-credit-no = No, it was others
win-written = Written down by { $name } on { $day }.

problem-credit = Name at least one who had a part in it.
rule-win-author = Whoever wrote it down cannot confirm it for others.

done-win-celebrated = Written down. Those you named are asked to confirm it.
done-win-credit-confirmed = Confirmed. It is to be seen by everybody now.
done-win-credit-declined = Noted. You are not credited for it.
told-win-celebrated = wrote down a win: { $title }
told-win-credit-confirmed = confirmed a part in: { $title }
told-win-credit-declined = said it was others in: { $title }

today-credit-proposed = Had you a part in it? { $title }
today-win = A win: { $title }
