# Told back: what came of what was said

kind-answer = Answer

hearing-title = What became of what you said
hearing-lead = { $all ->
        [0] Nothing was said yet.
        [one] { $answered ->
            [0] One thing was said; it waits for an answer.
           *[other] One thing was said, and it has an answer.
        }
       *[other] { $answered ->
            [0] { $all } things were said; none has an answer yet.
            [one] { $all } things were said; one has an answer.
           *[other] { $all } things were said; { $answered } have an answer.
        }
    }
hearing-nothing = As soon as somebody says something, it stands here with what became of it.
hearing-all-done = Everything that was said has an answer.
hearing-at-hand = This waits for an answer
hearing-open = Not answered yet
hearing-heard = Heard
hearing-considered = Considered
hearing-used = Used
hearing-not-used = Not used
hearing-will = We will
hearing-did = We did
hearing-said = It was said
hearing-due-by = by { $day }
hearing-overdue = That day has passed
hearing-see = See:
hearing-clause = in clause { $clause }
hearing-by = { $name }, { $day }
hearing-outcome = What became of it
hearing-reason = Why, or what exactly
hearing-reason-hint = Whoever said it reads this. Needed when it is not used, and for what we will do or did: who does what.
hearing-due = By which day
hearing-due-hint = Only for “We will”. When the day has passed, you are asked what became of it.
hearing-came = What came of it here?
hearing-came-none = Nothing of these
problem-hearing-due = Say by which day it will be done, such as 2027-03-31.
today-promised = We promised it, and the day has passed: what became of “{ $title }”?
hearing-do = Tell back
hearing-write-clause = Use it in a clause
hearing-answer-link = Answer
hearing-mine-answered = { $answered ->
        [0] Nothing has an answer yet; come back to this page.
        [one] One has an answer.
       *[other] { $answered } have an answer.
    }
hearing-all-link = What became of everything that was said
hearing-mail-subject = What became of what you said: { $question }
hearing-mail-opening = You said something in a conversation, and there is an answer.
hearing-mail-heard = “{ $statement }” was heard. { $reason }
hearing-mail-considered = “{ $statement }” was considered. { $reason }
hearing-mail-not-used = “{ $statement }” is not used: { $reason }
hearing-mail-will = “{ $statement }”: we will, by { $day }. { $reason }
hearing-mail-did = “{ $statement }”: we did. { $reason }
hearing-mail-used = “{ $statement }” is used in clause { $clause } of the agenda.
hearing-mail-closing = All that you said there, and what became of it:
rule-statement-used = A clause of the agenda uses this statement, and says so by itself. Say what was or will be done, or take it out of the clause first.
done-statement-answered = Told back.
told-statement-answered = says what became of: { $title }
told-answer-given = told back: { $title }

answers-title = You said, we did
answers-term = Common agenda / told back
answers-lead = { $all ->
        [0] Nobody was told back yet what became of their words.
        [one] One statement has its answer: { $did } done, { $will } promised by a day, { $not_used } not used.
       *[other] { $all } statements have their answers: { $did } done, { $will } promised by a day, { $not_used } not used, each with the reason.
    }
answers-all = See every answer
answers-wait = What waits for an answer
answers-waiting = { $count ->
        [one] One statement waits
       *[other] { $count } statements wait
    }
answers-empty = Whoever speaks is told what became of it, also when it could not be done, and why.
answers-example = “Streetlights on Elm Street.” We did: the city repaired eleven in March, because the map of dark spots showed where.
answers-story = Its whole story
answers-to-conversations = See the conversations
