# Moderation

moderation-title = Moderation
moderation-lead = { $waiting ->
        [0] Nothing waits to be looked at.
        [one] One statement waits to be looked at{ $elsewhere ->
            [0] .
           *[other] ; somebody else has it at hand.
        }
       *[other] { $waiting } statements wait to be looked at{ $elsewhere ->
            [0] .
            [one] ; somebody else has one of them at hand.
           *[other] ; others have { $elsewhere } of them at hand.
        }
    }
moderation-empty = When somebody writes a new statement, it comes here. Whoever takes one has it alone for five minutes, so that two people never do the same work.
moderation-take-lead = Whoever takes one has it alone for five minutes.
moderation-take = Take the next statement
moderation-card = Statement { $number }, said on { $when }
moderation-card-waits = Nobody sees it before it is accepted.
moderation-card-shown = It is shown already.
moderation-accept = Accept it
moderation-keys-accept = a
moderation-keys = Keys: A accepts it
moderation-hide-legend = Or hide it
moderation-ready = Why?
moderation-reason = In your words
moderation-reason-hint = Everybody can read the reason, and whoever wrote it does.
moderation-reason-person = It names or describes a private person.
moderation-reason-insult = It insults people.
moderation-reason-topic = It does not answer the question.
moderation-reason-same = It says what another statement says already.
moderation-reason-advert = It advertises something.
moderation-hide = Hide it for this reason
moderation-latest = What was decided last
moderation-act = Take back
moderation-undo = Look at it again
moderation-statement = Statement { $number }
moderation-verdict = Decision
moderation-verdict-accepted = accepted
moderation-verdict-hidden = hidden
moderation-verdict-undone = back in the queue
moderation-why = Reason
moderation-when = When
moderation-by = By
moderation-log-title = What was moderated, and why
moderation-log-lead = { $count ->
        [0] Nothing was moderated yet. Each decision will stand here with its reason.
        [one] One decision.
       *[other] { $count } decisions, newest first.
    }
moderation-log-link = What was moderated, and why
moderation-log-download = Download it as CSV
done-moderation-accepted = Accepted: everybody can vote on it.
done-moderation-hidden = Hidden. Its reason is shown in its place.
done-moderation-undone = It is in the queue again.
rule-moderation-held = Somebody else looks at this statement now. Take the next one.
rule-moderation-judged = Somebody has decided about this statement already. Take it back first, or take the next one.
rule-moderation-waits = This statement is in the queue already.
problem-moderation-reason = Choose a reason or write one: whoever wrote the statement wants to know.
today-moderation = { $count } to be looked at in: { $title }
