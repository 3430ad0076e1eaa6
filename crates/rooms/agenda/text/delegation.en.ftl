# Votes that are handed on.

proxy-title-all = Who answers for whom
proxy-title = Hand your vote to somebody
proxy-lead = They answer for you in this decision. Everybody sees it, you can take it back until the end, and if you answer yourself, your own answer counts. What is handed to them they cannot hand on.
proxy-to = Who answers for you?
proxy-choose = Choose somebody
proxy-yours = { $delegate } answers for you. If you answer here yourself, your own answer counts.
proxy-with = You answer for { $voters } as well, unless they answer themselves.
proxy-lasting = until { $day }
proxy-until = Until
proxy-until-hint = For every decision of this group until that day. Without a day, for this one alone.
proxy-send = Hand it on
proxy-link = Hand your vote to somebody
proxy-other = Hand it to somebody else
proxy-back = Take your vote back
proxy-nobody = Nobody else decides here now.
proxy-handed-on = { $name } (has handed on their own to { $to })
proxy-line = { $delegate } answers for { $voter }.
proxy-line-self = { $voter } handed the vote to { $delegate } and answered all the same: that counts.
proxy-line-chain = { $voter } handed the vote to { $delegate }, who handed on their own. It counts only if { $delegate } answers after all.
proxy-standing = { $delegate } answers for them
proxy-by = by { $delegate }
proxy-counted = { $count ->
        [one] One vote was given by a delegate.
       *[other] { $count } votes were given by delegates.
    }
done-decision-delegated = Handed on. You can take it back until the end.
done-decision-undelegated = Taken back. You answer yourself again.
told-decision-delegated = handed on a vote: { $title }
told-decision-undelegated = took a vote back: { $title }
rule-proxy-secret = In a secret vote nobody can vote for somebody else: it would tell how they voted.
rule-proxy-none = You have handed your vote to nobody. Nothing was changed.
problem-proxy-until = Choose { $day } or a later day, or none: this decision is open until then.
