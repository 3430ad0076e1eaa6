# Partners ratify the version in force

ratification-title = Who stands behind the agenda
ratification-none = No version is in force yet. Once a group has decided on one, each partner is asked for its word.
ratification-share = { $ratified ->
        [0] None of { $partners ->
            [one] one partner
           *[other] { $partners } partners
        } has ratified version { $number } yet.
       *[other] { $ratified } of { $partners ->
            [one] one partner
           *[other] { $partners } partners
        } { $ratified ->
            [one] has
           *[other] have
        } ratified version { $number }.
    } { $reservations ->
        [0] No reservation stands.
        [one] One reservation stands.
       *[other] { $reservations } reservations stand.
    } { $declined ->
        [0] {""}
        [one] One partner does not stand behind it as it is.
       *[other] { $declined } partners do not stand behind it as it is.
    }
ratification-see = Who, and with what reservations
ratification-reservations = Reservations
ratification-stands = it stands
ratification-settled = settled since; it is kept
ratification-partners = Partners
ratification-table = Partners and their word to version { $number }
ratification-partner = Partner
ratification-word = Its word
ratification-by = Said by
ratification-not-yet = no word yet
ratification-said-ratified = ratified
ratification-said-reservation = with a reservation
ratification-said-declined = not as it is
ratification-link = Ratify for { $partner }
ratification-again = Change the word of { $partner }
ratification-new = Ratify the agenda
ratification-new-of = Ratify for { $partner }
ratification-lead = Version { $number }, “{ $title }”, is in force. Say whether your organisation stands behind it.
ratification-read = Read it whole
ratification-new-in-it = What is new in it
ratification-answer = What does your organisation say?
ratification-answer-ratified = We stand behind it
ratification-answer-ratified-hint = What we do follows it, and we say so.
ratification-answer-reservation = We stand behind it, with a reservation
ratification-answer-reservation-hint = The reservation is kept in your words, for everybody to read, until you settle it.
ratification-answer-declined = Not as it is
ratification-answer-declined-hint = You stay a partner. Say what would have to change.
ratification-words = In your words
ratification-words-hint = A reservation needs them, and so does a no.
ratification-send = Give this word
done-version-ratified = Your organisation's word stands beside the agenda.
told-version-ratified = ratified the agenda for { $title }
told-version-reserved = ratified the agenda with a reservation, for { $title }
told-version-not-ratified = did not ratify the agenda, for { $title }
today-ratify = Version { $number } of the agenda waits for the word of { $partner }
rule-version-not-in-force = Another version is in force now. Open the agenda again, and give your word to that one.
