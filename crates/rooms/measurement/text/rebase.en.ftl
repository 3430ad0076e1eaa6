# Fresh limits: people decide that what is usual begins anew.

rebase-title = Let limits begin afresh
rebase-link = Let limits begin afresh
rebase-propose-link = Let limits begin afresh here
rebase-mark = limits begin afresh
rebase-period = From which period on?
rebase-reason = Why?
rebase-reason-hint = What changed, and why it will last.
rebase-agreed_by = Who agreed to it?
rebase-agreed_by-hint = Such as “Working group Movement, 3 May”.
rebase-decide = Let them begin afresh
rebase-decided = Decided
rebase-before = Where limits began afresh
rebase-none-yet = It takes two values at least.
rebase-advice = Since { $period }, { $count } values in a row lie on one side of what was usual, and something happened then: “{ $words }”. If that will last, limits may begin afresh with { $period }. The older ones stay to be seen.
rebase-advice-no-event = Eight values or more in a row lie on one side of what was usual. Note what happened before you let limits begin afresh: without a known cause it may go back.
rebase-advice-none = The numbers do not ask for it: limits begin afresh when eight values in a row have settled elsewhere and people know why. It remains your judgement.
rebase-problem-first = Choose a period that has a whole value, and one before it.
rebase-problem-near = Limits began afresh less than twelve values away. Let the new ones speak first.
done-limits-rebased = Limits begin afresh there. The older ones stay in the picture.
told-limits-rebased = let limits begin afresh for { $title }
