# Finding a time for a meeting.

kind-time-poll = Time for a meeting
times-open = Finding a time
times-new = Find a time
times-new-lead = Offer several times. Everybody says which suit them, and one press makes the meeting.
times-group = Which group meets?
times-title = What is it called?
times-purpose = What will be different after it?
times-hint = Two times at least, eight at most, in UTC, as all times here.
times-more = More times
times-time = Time { $number }
times-minutes = How many minutes?
times-place = Where?
times-link = Web address for those who are elsewhere
times-offer = Offer these times
times-lead-best = { $people ->
        [one] One person has
       *[other] { $people } people have
    } answered. Best so far: { $moment }. { $come } can come, { $no ->
        [0] nobody cannot.
       *[other] { $no } cannot.
    }
times-lead-none = { $people ->
        [0] Nobody has answered yet.
       *[other] No time suits anybody so far.
    }
times-lead-taken = It is held on { $moment }.
times-yours = Which times suit you?
times-say = Save what suits me
times-all = Who can come when
times-when = Time
times-suits-yes = Yes
times-suits-if-need-be = If need be
times-suits-no = No
times-best = best so far
times-taken = taken
times-take-title = Take a time
times-take = Plan the meeting on { $moment }
times-take-any = Take one without waiting for answers
times-take-other = Another of the times
times-meeting = The meeting
today-time-poll = Which times suit you: { $title }
done-times-offered = Offered. Send the others the address of this page.
done-times-answered = Saved. You can change it until a time is taken.
told-time-offered = offered times for: { $title }
told-time-answered = said which times suit: { $title }
told-time-taken = took a time for: { $title }
problem-times-few = Offer two to eight different times.
problem-times-past = Offer times that are still to come.
problem-times-none = Say of one time at least whether it suits you.
rule-times-over = A time was taken already.
rule-times-none-best = No time suits anybody yet. Wait for answers, or choose one.
