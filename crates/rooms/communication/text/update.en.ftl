# Words of the communication room: updates.

communication-door = Communication
kind-update = Update

updates-title = What is new
updates-term = Communication / updates
updates-lead = The latest word came { $ago }.
updates-lead-none = Nothing is written yet.
updates-all = See every update
updates-empty = A few lines, often: what moved, what was decided, what comes next.
updates-example = “The council heard us on Tuesday. The night bus starts on 1 May, for half a year, and then we look at the numbers together.”

update-new = Write an update
update-new-title = Write an update
update-new-lead = Say what is new in a few lines. It cannot be unsaid, only followed by another.
update-title = What is it about?
update-text = What is new?
update-text-hint = Plain words. An empty line begins a new paragraph.
update-audience = For whom?
update-audience-members = For those who belong to the initiative
update-audience-public = For everybody
update-for-members = for members
update-post = Post it
update-by = { $author }, { $day }
communication-discuss = Discuss

done-update-posted = Posted.
told-update-posted = wrote an update: { $title }

today-update = { $author } wrote: { $title }
