# Votes that are handed on.

delegates-title = Who answers for whom
delegate-title = Hand your vote to somebody
delegate-lead = They answer for you in this decision. Everybody sees it, you can take it back until the end, and if you answer yourself, your own answer counts. What is handed to them they cannot hand on.
delegate-to = Who answers for you?
delegate-lasting = until { $day }
delegate-until = Until
delegate-until-hint = For every decision of this group until that day. Without a day, for this one alone.
delegate-send = Hand it on
delegate-link = Hand your vote to somebody
delegate-other = Hand it to somebody else
delegate-back = Take your vote back
delegate-nobody = Nobody else decides here now.
delegate-handed-on = { $name } (has handed on their own to { $to })
delegate-line = { $delegate } answers for { $voter }.
delegate-line-self = { $voter } handed the vote to { $delegate } and answered all the same: that counts.
delegate-line-chain = { $voter } handed the vote to { $delegate }, who handed on their own. It counts only if { $delegate } answers after all.
delegate-standing = { $delegate } answers for them
delegate-by = by { $delegate }
delegate-counted = { $count ->
        [one] One vote was given by a delegate.
       *[other] { $count } votes were given by delegates.
    }
done-decision-delegated = Handed on. You can take it back until the end.
done-decision-undelegated = Taken back. You answer yourself again.
told-decision-delegated = handed on a vote: { $title }
told-decision-undelegated = took a vote back: { $title }
rule-delegate-secret = In a secret vote nobody can vote for somebody else: it would tell how they voted.
rule-delegate-none = You have handed your vote to nobody. Nothing was changed.
problem-delegate-until = Choose { $day } or a later day, or none: this decision is open until then.
