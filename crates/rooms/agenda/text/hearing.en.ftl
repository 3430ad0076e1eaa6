# Told back: what came of what was said

hearing-title = What came of what you said
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
hearing-nothing = As soon as somebody says something, it stands here with what came of it.
hearing-all-done = Everything that was said has an answer.
hearing-at-hand = This waits for an answer
hearing-open = Not answered yet
hearing-heard = Heard
hearing-considered = Considered
hearing-used = Used
hearing-not-used = Not used
hearing-clause = in clause { $clause }
hearing-by = { $name }, { $day }
hearing-outcome = What came of it
hearing-reason = Why
hearing-reason-hint = Whoever said it reads this. If it is not used, it must be said why.
hearing-do = Tell back
hearing-write-clause = Use it in a clause
hearing-answer-link = Answer
hearing-part = What came of it
hearing-mine-answered = { $answered ->
        [0] Nothing has an answer yet; come back to this page.
        [one] One has an answer.
       *[other] { $answered } have an answer.
    }
hearing-all-link = What came of everything that was said
hearing-mail-subject = What came of what you said: { $question }
hearing-mail-opening = You said something in a conversation, and there is an answer.
hearing-mail-heard = “{ $statement }” was heard. { $reason }
hearing-mail-considered = “{ $statement }” was considered. { $reason }
hearing-mail-not-used = “{ $statement }” is not used: { $reason }
hearing-mail-used = “{ $statement }” is used in clause { $clause } of the agenda.
hearing-mail-closing = All that you said there, and what came of it:
rule-statement-used = A clause of the agenda uses this statement, and says so by itself. Take it out of the clause first.
done-statement-answered = Told back.
told-statement-answered = says what came of: { $title }
