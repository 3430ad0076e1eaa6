# Consultations: the draft is put to people before a group votes on it

kind-consultation = Consultation
consultations-title = Consultations
consultations-lead = { $all ->
        [0] The draft was not put to anybody yet.
        [one] The draft was put to people once.
       *[other] The draft was put to people { $all } times.
    } { $open ->
        [0] {""}
        [one] One consultation is open.
       *[other] { $open } consultations are open.
    }
consultations-empty = Before a group votes, the draft is put to residents and partners: to each clause they say whether they agree, could live with it, or cannot. Whoever decides sees what they said.
consultations-see = Consultations
consultation-open-link = Put the draft to people
consultation-new-title = Put the draft to people
consultation-new-lead = { $clauses ->
        [0] There is no clause in the draft yet.
        [one] Its one clause is put to them as it stands now.
       *[other] Its { $clauses } clauses are put to them as they stand now.
    }
consultation-title = What is it called?
consultation-title-hint = One line, such as “Before we vote on our agenda”.
consultation-words = What should one know before answering?
consultation-audience = Who is asked?
consultation-audience-link = Whoever has the link, without an account
consultation-audience-members = Members only
consultation-closes = Last day
consultation-open = Open the consultation
consultation-state-open = open
consultation-state-over = over
consultation-until = { $people ->
        [0] Nobody has answered yet
        [one] One person has answered
       *[other] { $people } people have answered
    }; it is open until { $day }.
consultation-over = { $people ->
        [0] Nobody answered
        [one] One person answered
       *[other] { $people } people answered
    }; it was open until { $day }.
consultation-how = Answer as many as you like; you can come back and change them. Nobody sees who said what.
consultation-stands = For whom do you speak?
consultation-stands-resident = I live here
consultation-stands-partner = I work for a partner
consultation-stands-other = Neither
consultation-question = What do you say to clause { $number }?
consultation-answer-agree = agree
consultation-answer-could-live = could live with it
consultation-answer-cannot = cannot live with it
consultation-why = Say why, for clause { $number }
consultation-words-to = Your words to clause { $number }
consultation-send = Send my answers
consultation-summary-link = What others have said
consultation-answer-link = Answer
consultation-sentence = { $people ->
        [0] Nobody has answered yet.
        [one] One person has answered.
       *[other] { $people } people have answered, { $residents } of them residents and { $partners } from partners.
    } { $people ->
        [0] {""}
       *[other] { $disputed ->
            [0] Everybody who answered could live with every clause.
            [one] With one of { $clauses } clauses somebody cannot live.
           *[other] With { $disputed } of { $clauses } clauses somebody cannot live.
        }
    }
consultation-before = Asked before the vote:
consultation-counts = Clause by clause
consultation-table = How many agree, could live with it and cannot, by clause
consultation-clause = Clause
consultation-of-residents = { $residents ->
        [one] (one resident)
       *[other] ({ $residents } residents)
    }
consultation-words-title = In their words
consultation-words-nothing = Nobody has left words yet.
consultation-hidden = hidden:
consultation-hide = Hide these words
consultation-reason = Why should they be hidden?
consultation-hide-do = Hide them with this reason
consultation-show = Show these words again
consultation-end = End the consultation now
today-consultation = You are asked about the draft: { $title }
done-consultation-opened = Open. Whoever it is for can answer now.
done-consultation-answered = Thank you. Whoever decides sees it; you can come back and change it.
done-consultation-ended = Ended. What was said stays.
done-consultation-moderated = Done. It stands in the journal.
told-consultation-opened = put the draft to people: { $title }
told-consultation-answered = Somebody answered a consultation: { $title }
told-consultation-ended = ended a consultation: { $title }
told-consultation-words-hidden = hid words in a consultation: { $title }
told-consultation-words-shown = shows words in a consultation again: { $title }
rule-consultation-over = This consultation is over. What was said stays.
problem-nothing-answered = Answer at least one clause, or leave words to one.
