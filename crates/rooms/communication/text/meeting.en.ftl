# Words of the communication room: meetings.

kind-meeting = Meeting

meetings-title = Meetings
meetings-term = Communication / meetings that end in promises
meetings-lead = Next: { $group } on { $moment }.
meetings-lead-none = No meeting is planned.
meetings-coming = To come
meetings-past = Held
meetings-empty = A meeting here opens with what became of the last commitments and ends with new ones.
meetings-example = “Transport group, Tuesday at six, ninety minutes: choose the line that meets the late shift.”
meeting-state-planned = planned
meeting-state-open = open now
meeting-state-closed = held
meeting-recap-there = with its recap

meeting-new = Plan a meeting
meeting-new-lead = Who meets, when, and what will be different afterwards. What there is to talk about comes next.
meeting-choose-group = Choose a group
meeting-group = Which group meets?
meeting-title = What is it called?
meeting-title-hint = A few words, such as “Choosing the late line”.
meeting-purpose = What will be different after it?
meeting-purpose-hint = One or two sentences. If nothing will be different, write an update instead.
meeting-starts_at = When does it begin?
meeting-starts_at-hint = Day and time in UTC, as all times here.
meeting-minutes = How many minutes?
meeting-place = Where?
meeting-link = Web address for those who are elsewhere
meeting-plan = Plan this meeting
problem-meeting-moment = Write a day and a time, such as 2027-03-31T18:30.
problem-meeting-link = Write a web address that begins with https://.
problem-meeting-minutes = Write a number of minutes from 1 to 1440.

meeting-lead-planned = { $group } meets on { $moment } for { $minutes } minutes; { $planned } of them are planned.
meeting-lead-open = { $group } is meeting now: first what became of the last commitments, then the rest.
meeting-lead-closed = { $group } met: { $present ->
        [0] nobody was noted as present
        [one] one person was present
       *[other] { $present } people were present
    }, and { $held ->
        [0] nothing is recorded that came of it.
        [one] one thing came of it.
       *[other] { $held } things came of it.
    }
meeting-purpose-fact = What will be different
meeting-when = When
meeting-where = Where
meeting-online = From elsewhere
meeting-agenda = What there is to talk about
meeting-minutes-count = { $minutes } min
meeting-last-commitments = What became of the last commitments?
meeting-last-commitments-none = Nothing was promised in this group before. Next time this list will not be empty.
meeting-purpose-inform = to inform
meeting-purpose-decide = to decide
meeting-purpose-commit = to commit
meeting-purpose-reflect = to reflect
meeting-item-text = What else is there to talk about?
meeting-item-purpose = What is it for?
meeting-item-minutes = How many minutes?
meeting-item-add = Add it
meeting-open = Open the meeting

meeting-outcome = What came of it
meeting-outcome-none-yet = Nothing yet. Write promises and decisions down while everybody is here.
meeting-outcome-none = Nothing is recorded that came of it.
meeting-offer-commitment = Offer a commitment
meeting-propose-decision = Propose a decision
meeting-people = Who was there
meeting-seat = { $name }, { $constituency }
meeting-presence-present = present
meeting-presence-apologies = sent apologies
meeting-presence-none = not noted
meeting-presence-vacant = vacant seat
meeting-no-seats = This group has no seats yet.
meeting-notes-title = Notes
meeting-notes = Notes
meeting-notes-hint = Everybody in the initiative can read them.
meeting-notes-save = Save notes and attendance
meeting-close = Close the meeting

meeting-recap = Recap
meeting-recap-see = See the recap with what came of it
meeting-recap-write = Write the recap
meeting-recap-title = Recap of “{ $title }”
meeting-recap-lead = Say in a few sentences what came of it. What was promised and decided stands below by itself.
meeting-recap-lead-early = The recap is written when the meeting is over.
meeting-recap-lead-sent = { $name } wrote this on { $day }.
meeting-recap-text = What came of it?
meeting-recap-text-hint = An empty line begins a new paragraph.
meeting-recap-send = Send the recap

rule-meeting-begun = This meeting has begun already.
rule-meeting-not-open = Open the meeting first; notes are taken and it is closed only while it is open.
rule-meeting-closed = This meeting is over. Plan the next one.
rule-meeting-not-closed = Close the meeting first; the recap tells what came of it.
rule-meeting-recap-sent = The recap was sent already.

today-meeting-ahead = Your group meets: { $title }
today-meeting-recap = The group waits for the recap of “{ $title }”

done-meeting-planned = Planned. Now say what there is to talk about.
done-meeting-item-added = Added.
done-meeting-opened = The meeting is open. Begin with the last commitments.
done-meeting-noted = Saved.
done-meeting-closed = The meeting is over. Write the recap while you remember.
done-meeting-recap-sent = The recap is sent to everybody who holds a seat, and every member can read it here.
told-meeting-planned = planned a meeting: { $title }
told-meeting-item-added = added something to talk about in “{ $title }”
told-meeting-opened = opened the meeting “{ $title }”
told-meeting-noted = took notes in “{ $title }”
told-meeting-closed = closed the meeting “{ $title }”
told-meeting-recap-sent = sent the recap of “{ $title }”
