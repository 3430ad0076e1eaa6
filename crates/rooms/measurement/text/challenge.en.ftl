# Questions about public numbers.

challenge-link = Does this look wrong?
challenge-section = Questions about it
challenge-new-title = What looks wrong?
challenge-words = What looks wrong about this number?
challenge-words-hint = Whoever looks after the data reads it, nobody else before it is answered.
challenge-period = For which period?
challenge-name = Your name
challenge-name-hint = Stands beside your question if it is answered for everybody.
challenge-address = Your e-mail address
challenge-address-hint = Only to send you the answer; forgotten afterwards.
challenge-raise = Send it
challenge-problem-address = That is no e-mail address. Check it, or leave it empty.
challenge-problem-no-address = No address was left. Answer for everybody to read.
challenge-rule-answered = Somebody answered it already.
challenge-nobody = Somebody

challenges-title = Questions about numbers
challenges-lead = { $count ->
        [0] Nobody has asked about a number yet.
        [one] One question about a number.
       *[other] { $count } questions about numbers.
    }
challenges-empty = Beside every public number anybody can say what looks wrong. It waits here.
challenge-column-words = What looks wrong
challenge-column-measure = Of which number
challenge-column-state = How it stands
challenge-column-day = Asked
challenge-state-open = waits for an answer
challenge-state-public = answered for everybody
challenge-state-private = answered to whoever asked
challenge-asked = { $edition ->
        [0] { $name } asked on { $day }.
       *[other] { $name } asked on { $day }, reading edition { $edition }.
    }
challenge-answer = Answer
challenge-in_public = Who may read it?
challenge-in_public-yes = Everybody, with the question
challenge-in_public-no = Only whoever asked
challenge-no-address = No address was left.

today-challenge = Somebody asks about { $measure }
done-challenge-raised = Sent. Whoever looks after the data reads it.
done-challenge-answered = Answered.
told-challenge-raised = asked about a number of { $title }
told-challenge-answered = answered a question about { $title }
