# Words of the shell: what stands around every room.

shell-all-initiatives = All initiatives
shell-me = My account
shell-administration = Administration
shell-journal = Journal
shell-demo = About this demo
shell-whole-thread = See the whole thread
shell-more = and { $count } more

front-empty = Nothing to show here yet.

stage-voice = What people said
stage-clause = What was agreed
stage-decision = How it was decided
stage-result = What shall be true
stage-measure = How we would know
stage-duty = Who brings the numbers
stage-data = The numbers
stage-story = What explains them
stage-activity = What partners do
stage-commitment = What was promised
stage-win = What came of it
stage-told-back = What people were told
stage-beside = Beside the loop

relation-cited-by = cited
relation-decided-by = decided
relation-adopts = adopted
relation-aims-at = aims at
relation-measured-by = measured
relation-owed-by = owed
relation-reported-in = reported
relation-explained-by = explained
relation-answered-by = answered
relation-carried-by = carried
relation-led-to = led to
relation-told-back-in = told back
relation-answered-in = answered
relation-holds = came up in

thread-title = Thread of { $title }
thread-lead = { $before ->
        [0] Nothing comes before this yet
        [one] One step led here
       *[other] { $before } steps led here
    }; { $after ->
        [0] nothing has come of it yet.
        [one] one step has come of it.
       *[other] { $after } steps have come of it.
    }
thread-here = Here
thread-before = Where this comes from
thread-before-empty = This is a beginning: nothing is recorded before it.
thread-after = What came of it
thread-after-empty = Nothing yet. What grows out of this will stand here.
thread-more = There is more than one page can hold; follow a step to see its own thread.

search-title = Search
search-ask = Find a statement, a clause, a measure, a promise: anything you may see here.
search-found = { $count ->
        [0] Nothing here holds “{ $words }”. Try the beginning of one word.
        [one] One thing holds “{ $words }”.
       *[other] { $count } things hold “{ $words }”.
    }
search-words = Words
search-go = Search

problem-empty = Fill this in.
problem-too-long = Keep this within { $most } characters.
problem-number = Write a number, such as 1250 or 12.5.
problem-whole-number = Write a whole number, such as 12.
problem-date = Write a day, such as 2027-03-31.
problem-choose = Choose one.
problem-email = Write an e-mail address, such as name@example.org.
problem-taken = This is taken already. Choose another.
problem-unknown = This is not known here any more. Choose another.
problem-json = The body is not the JSON that is expected: { $why }
problem-file = Choose a file.
problem-in-row = Row { $row }, { $field }: { $words }

trouble-missing-title = There is nothing here
trouble-missing = The page may have moved, or it may not be for you. Go back to where you came from, or begin at the front page.
trouble-home = Go to the front page
trouble-forbidden-title = This is for others to do
trouble-forbidden = Your role here does not include this. If it should, ask the backbone of the initiative.
trouble-sign-in-title = Sign in first
trouble-sign-in = Nothing was changed. Sign in and send it again; what you wrote is kept below.
trouble-invalid-title = There is a problem
trouble-invalid = Nothing was changed. Go back, mend this, and send it again.
trouble-stale-title = Somebody else changed this meanwhile
trouble-stale = Nothing of yours was written over theirs. Both texts are below: take what you need and edit again.
trouble-stale-theirs = What stands now
trouble-stale-mine = What you wrote
trouble-rule-title = This cannot be done now
trouble-reused-title = This was sent before with other contents
trouble-reused = Nothing was changed. Load the form again and send it once.
trouble-too-many-title = Too many at once
trouble-too-many = Wait { $seconds } seconds and try again. Nothing was changed.
trouble-too-large-title = This is too large
trouble-too-large = Send at most { $most } MB at once. Nothing was changed.
trouble-full-title = There is no room to write
trouble-full = The disk of this server is full. Reading goes on; nothing of yours was saved just now. Keep it and try again in a few minutes. An administrator can make room.
trouble-away-title = The database is away for a moment
trouble-away = Nothing was changed. Try again in a few seconds.
trouble-internal-title = This went wrong on our side
trouble-internal = Nothing was changed. Try again; if it stays, tell the administrator the number below.
trouble-kept = What you wrote
trouble-request = Request { $request }

rule-not-adoptable = This cannot be adopted by a decision.

journal-term = Journal / open record
journal-title = What happened
journal-lead = { $count ->
        [0] Nothing is sealed yet.
        [one] One act is sealed. Whoever holds an earlier checkpoint can tell whether it was changed.
       *[other] { $count } acts are sealed. Whoever holds an earlier checkpoint can tell whether any of them was changed.
    }
journal-hidden = { $count ->
        [one] One act that is not for everybody to see
       *[other] { $count } acts that are not for everybody to see
    }
journal-times = { $count } times
journal-somebody = Somebody
journal-check-title = Check the record
journal-check = A checkpoint is a few signed lines that cover everything up to now. Keep it anywhere. Later, give it back here, or to “groundswell journal verify” on an export: if anybody changed the past meanwhile, it will not fit.
journal-check-lead = Everything sealed is read again now and compared with its seals. With a checkpoint that you kept, also with what it covered then.
journal-check-go = Check it now
journal-check-checkpoint = A checkpoint that you kept
journal-check-checkpoint-hint = Paste all its lines. Leave this empty to check without one.
journal-check-do = Check the record
journal-checkpoint = Download today's checkpoint
journal-whole = Whole: nothing was changed
journal-broken = Broken: something was changed
