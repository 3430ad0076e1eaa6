# Words of the communication room: what those who spoke were told.

kind-answer = Answer

answers-title = You said, we did
answers-term = Communication / told back
answers-lead = { $all ->
        [0] Nobody was told back yet what came of their words.
        [one] One statement has its answer: { $did } done, { $will } to come, { $could_not } not possible.
       *[other] { $all } statements have their answers: { $did } done, { $will } to come, { $could_not } not possible, each with the reason.
    }
answers-all = See every answer
answers-empty = Whoever speaks is told what came of it, also when it could not be done, and why.
answers-example = “Streetlights on Elm Street.” We did: the city repaired eleven in March, because the map of dark spots showed where.

answer-title = What came of it
answer-lead-did = It was done; { $author } told so on { $day }.
answer-lead-will = It is to be done; { $author } told so on { $day }.
answer-lead-could-not = It could not be done; { $author } told why on { $day }.
answer-said = What was said
answer-see = See:

answer-new = Answer a statement
answer-new-title = Tell back what came of it
answer-new-lead = Those who said it, and everybody who agreed, can read it without an account.
answer-outcome = What came of it?
answer-outcome-did = We did
answer-outcome-will = We will
answer-outcome-could-not = We could not
answer-text = What exactly, or why not?
answer-text-hint = Plain and honest: who did what, when, or what stands in the way.
answer-came = What came of it here?
answer-came-none = Nothing of these
answer-give = Tell them
answer-choose-statement = Choose the statement first: open it in its conversation and answer it from there.
answer-to-conversations = See the conversations

done-answer-given = Told back. It stands beside the statement.
told-answer-given = told back: { $title }
