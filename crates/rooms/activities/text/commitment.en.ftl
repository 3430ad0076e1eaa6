# Words of the activities room: what was promised.

kind-commitment = Commitment

commitments-title = What was promised
commitments-term = Activities / commitments
commitments-lead = { $due ->
        [0] { $open ->
            [0] Nothing promised has come due yet.
            [one] One promise is on its way; none has come due yet.
           *[other] { $open } promises are on their way; none has come due yet.
        }
        [one] { $kept ->
            [0] One promise has come due; it is not done yet.
           *[other] One promise has come due, and it was kept.
        }
       *[other] { $all ->
            [yes] All { $due } promises that came due were kept.
           *[no] Of { $due } promises that came due, { $kept } were kept.
        }
    }
commitments-of-group = { $due ->
        [0] { $open ->
            [0] Nothing has come due.
            [one] One is on its way.
           *[other] { $open } are on their way.
        }
       *[other] { $kept } of { $due } that came due were kept; { $open } { $open ->
            [one] is
           *[other] are
        } on the way{ $stuck ->
            [0] .
           *[other] , { $stuck } of them waiting for help.
        }
    }
commitments-all = See every promise
commitments-empty = Here stands who promised what to whom by when, and what came of it.
commitments-example = “The college counts its evening learners by the end of March.” Offered in a meeting, accepted by the group, reported with one press.

commitment-new-title = Offer a commitment
commitment-new-lead = Something you will do by a day. The group accepts it; you report with one press.
commitment-no-group = There is no group yet that could accept it.
commitment-text = What will you do?
commitment-text-hint = Clear enough that anybody can see whether it is done.
commitment-due = By which day?
commitment-group = To which group?
commitment-partnership = In whose name?
commitment-for-myself = My own
commitment-about = What does it serve?
commitment-about-none = Nothing of these
commitment-offer = Offer it
commitment-first-due = First agreed day
commitment-partner = In the name of
commitment-name = By
commitment-reason-given = What was said
commitment-help = What would help
commitment-accept = Accept it for the group
commitment-report = Report
commitment-release = Release it
commitment-celebrate = Celebrate what came of it

commitment-lead-offered = Offered to { $group }, to be done by { $day }. The group has to accept it before it counts.
commitment-lead-accepted = Promised to { $group }, to be done by { $day }.
commitment-lead-renegotiated = Promised to { $group }. It goes on, with a new day: { $day }.
commitment-lead-help = Promised to { $group } by { $day }. It needs help.
commitment-lead-past = Promised to { $group } by { $day }. It is not done yet.
commitment-lead-kept = Promised to { $group }, and kept.
commitment-lead-kept-late = Promised to { $group }, and kept, later than agreed.
commitment-lead-not-kept = Promised to { $group } by { $day }. It was not possible.
commitment-lead-released = Offered to { $group }, which released it.
commitment-state-offered = Offered, waits for the group; by { $day }
commitment-state-accepted = Promised by { $day }
commitment-state-renegotiated = Goes on, with a new day: { $day }
commitment-state-help = Needs help; by { $day }
commitment-state-past = Not done yet; the day was { $day }
commitment-state-kept = Kept
commitment-state-kept-late = Kept, later than agreed
commitment-state-not-kept = Was not possible
commitment-state-released = Released by the group

commitment-report-title = What came of it?
commitment-report-kept = Kept: it is done
commitment-report-otherwise = Or tell the group how it stands
commitment-report-more-time = I need more time
commitment-report-need-help = I need help
commitment-report-could-not = I could not
commitment-report-reason = What stood in the way, or what would help?
commitment-report-due = New day
commitment-report-due-hint = Only if you need more time. Asked for in time it counts as kept.
commitment-release-title = Release this commitment
commitment-release-lead = The group needs it no longer, or does not take up the offer. It counts neither way.
commitment-release-reason = Why?

problem-day-passed = This day has passed. Choose one to come.
problem-report-choose = Press what holds.
rule-commitment-own = Somebody else of the group does this: nobody accepts or releases what they promised themselves.
rule-commitment-not-offered = This is not on offer any more.
rule-commitment-not-open = This is not open any more: it was reported, released, or not accepted yet.

done-commitment-offered = Offered. Somebody of the group accepts it.
done-commitment-accepted = Accepted. From now on it is a promise.
done-commitment-released = Released. It counts neither way.
done-commitment-report-kept = Thank you. The group sees it is done.
done-commitment-report-more-time = Noted. It goes on with the new day.
done-commitment-report-need-help = Noted. The group sees that this needs help.
done-commitment-report-could-not = Thank you for saying so. The group knows why.
told-commitment-offered = offered: { $title }
told-commitment-accepted = accepted for the group: { $title }
told-commitment-kept = kept: { $title }
told-commitment-renegotiated = agreed on a new day: { $title }
told-commitment-not-kept = said it was not possible: { $title }
told-commitment-help-asked = asked for help: { $title }
told-commitment-released = released: { $title }

today-commitment-due = You promised: { $text }
today-commitment-past = How does it stand? { $text }
today-commitment-offered = Offered to your group: { $text }
today-commitments-quiet = { $group }: no word on { $count } that came due
today-commitment-kept = Kept: { $text }
