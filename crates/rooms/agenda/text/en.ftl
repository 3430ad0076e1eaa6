# Words of the agenda room.

conversations-door = Voices
agenda-door = Agenda
decisions-door = Decisions
kind-conversation = Conversation
kind-statement = Statement
kind-clause = Clause
kind-strategy = Strategy
kind-version = Agenda version
kind-decision = Decision

# The front page

front-term = Common agenda
front-vision = What we want together / common agenda
front-lead = { $people ->
        [0] Nobody has said anything yet.
        [one] One person has said { $statements ->
            [one] one thing
           *[other] { $statements } things
        } and voted { $votes ->
            [one] once
           *[other] { $votes } times
        }.
       *[other] { $people } people have said { $statements ->
            [one] one thing
           *[other] { $statements } things
        } and voted { $votes ->
            [one] once
           *[other] { $votes } times
        }.
    } { $version ->
        [0] { $clauses ->
            [0] The agenda begins with what you say.
            [one] One clause of an agenda is drafted, none is agreed yet.
           *[other] { $clauses } clauses of an agenda are drafted, none is agreed yet.
        }
       *[other] { $clauses ->
            [one] One clause is agreed.
           *[other] { $clauses } clauses are agreed.
        }
    }
front-say = Have your say
front-read = Read the agenda
front-more-voices = All that was said

# Conversations

conversations-title = Conversations
conversations-term = Agenda / voices
conversations-lead = { $all ->
        [0] Nobody was asked yet.
        [one] { $open ->
            [0] One conversation was held; it is over.
           *[other] One conversation is open: it takes minutes, and no account where the link says so.
        }
       *[other] { $open ->
            [0] { $all } conversations were held; all are over.
            [one] { $all } conversations, one of them open.
           *[other] { $all } conversations, { $open } of them open.
        }
    }
conversations-empty = An agenda that nobody was asked about is somebody's plan. Ask one open question, let people answer in a sentence, and let everybody vote on what the others said.
conversations-example = “What should change here, so that it is a better place to live and work?”
conversation-open-link = Open a conversation
conversation-new-title = Open a conversation
conversation-new-lead = One open question. A few first statements help: nobody likes an empty room.
conversation-question = What do you ask?
conversation-question-hint = One open question that nobody can answer with yes or no.
conversation-about = About this conversation
conversation-about-link = What to know before you answer
conversation-description = What should people know before they answer?
conversation-opens = First day
conversation-opens-hint = Leave it empty to begin now.
conversation-closes = Last day
conversation-closes-hint = Leave it empty while the end is open; you can end it at any time.
conversation-seeds = First statements
conversation-seeds-hint = One a line, as somebody would say it. Say opposite things too.
conversation-open = Open the conversation
conversation-state-later = not open yet
conversation-state-open = open
conversation-state-over = over
conversation-begins = Opens on { $day }
conversation-open-now = Open
conversation-open-until = Open until { $day }
conversation-over = Over
conversation-heard = { $people ->
        [0] Nobody has taken part yet
        [one] One person has taken part
       *[other] { $people } people have taken part
    }; { $statements ->
        [0] nothing is said
        [one] one statement is said
       *[other] { $statements } statements are said
    }, { $votes ->
        [0] no vote is cast.
        [one] one vote is cast.
       *[other] { $votes } votes are cast.
    }
conversation-members-only = This conversation is for members. Sign in to take part.
conversation-unites = What unites us
conversation-unites-nothing = Nothing yet that surely more than half of everybody agrees with. More votes will show it.
conversation-divides = What divides us
conversation-divides-nothing = Nothing yet where surely more than a quarter stand on each side.
conversation-all = { $count ->
        [0] The list of statements
        [one] The one statement with its votes
       *[other] All { $count } statements with their votes
    }
done-conversation-opened = Open. Send the address of this page to everybody you want to hear.
done-conversation-ended = Ended. What was said stays here.
told-conversation-opened = opened a conversation: { $title }
told-conversation-ended = ended a conversation: { $title }
told-conversation-imported = brought in a conversation: { $title }
rule-conversation-later = This conversation has not begun yet. Come back on its first day.
rule-conversation-over = This conversation is over. What was said stays here; nothing more is counted.
problem-ends-before = Choose a last day that is not before the first.

# Votes

vote-agree = Agree
vote-disagree = Disagree
vote-pass = Pass
vote-progress = { $voted ->
        [0] One of { $all } statements
        [one] You have voted on one of { $all }
       *[other] You have voted on { $voted } of { $all }
    }
vote-confidential = Your vote counts without your name.
vote-none-yet = Nothing to vote on yet. Say the first thing.
vote-all-seen = { $count ->
        [one] You have seen the one statement there is.
       *[other] You have seen them all: you voted on { $count } statements.
    }
vote-all-until = The conversation is open until { $day }.
vote-all-open = The conversation goes on.
vote-all-next = What others say from now on waits for you here; come back on this device. What unites people goes into the agenda, and each statement gets an answer.
vote-all-results = See what came together
vote-important = This is important to me
vote-important-mark = important to me
vote-keys = Keys: 1 agree, 2 disagree, 3 pass, I important
vote-keys-agree = 1 a
vote-keys-disagree = 2 d
vote-keys-pass = 3 p
vote-keys-important = i
vote-confidential-device = Your vote counts without your name. Stop when you like: on this device you can come back and change it.
vote-neutral = You work for the backbone here, so you do not vote: it stays neutral.
vote-yours = You said: { $answer }. You can change it.
vote-not-yet = You have not voted on this
done-vote-cast = Counted, without your name.
told-vote-cast = A vote came in: { $title }
problem-voice = Send the secret of this browser (“voice”, 32 hexadecimal digits), or sign in.

# Statements

statements-title = Statements
statements-lead = { $count ->
        [0] Nothing is said yet.
        [one] One statement.
       *[other] { $count } statements, newest first.
    } { $hidden ->
        [0] { "" }
        [one] One is hidden, with its reason.
       *[other] { $hidden } are hidden, each with its reason.
    }
statement-own = Write your own statement
statement-text = What do you think?
statement-text-hint = One thought that others can agree with or not, in at most 280 characters.
statement-add = Add this statement
statement-mine = Mine says something else: add it
statement-near-title = Others said nearly this
statement-near-lead = If one of these says it, vote on it: one statement with many votes counts for more than many with few.
statement-near-own = Or add yours
statement-near-back = Back without adding anything
statement-waits-first = A moderator looks at it before others see it.
statement-waiting = waits for a moderator
statement-waiting-why = Only you and the moderators see it until then. You will find here what became of it.
statement-important = { $count ->
        [one] It is important to one person.
       *[other] It is important to { $count } people.
    }
statement-link = Statement { $number }{ $clauses ->
        [0] { "" }
        [one] {" "}· one clause rests on it
       *[other] {" "}· { $clauses } clauses rest on it
    }
statement-lead = Statement { $number }, said on { $day }. { $votes ->
        [0] Nobody has voted on it yet.
        [one] One person has voted on it; { $agree } agreed.
       *[other] { $votes } people have voted on it; { $agree } agree.
    }
statement-became = What became of it
statement-became-nothing = Nothing yet. When a clause rests on it or somebody is answered, it will stand here.
statement-write-clause = Write a clause from this
statement-tell-back = Tell back what became of it
statement-hidden = hidden
statement-hidden-there = It was moderated out where this conversation was held.
statement-gone = Statement { $number } is hidden
statement-gone-lead = It was said, and taken out of the conversation for this reason:
statement-moderation = Moderation
statement-hide-reason = Why should it be hidden?
statement-hide-reason-hint = Everybody can read the reason. The votes on it are kept.
statement-hide = Hide this statement
statement-show = Show this statement again
done-statement-added = Said.
done-statement-moderated = Done. It stands in the journal.
told-statement-added = Somebody said: { $title }
told-statement-waits = Somebody said something that waits for a moderator: { $title }
told-statement-accepted = accepted a statement: { $title }
told-statement-returned = will look again at a statement in: { $title }
told-statement-hidden = hid a statement because: { $title }
told-statement-shown = shows a statement again: { $title }
rule-statement-hidden = This statement is hidden, so nobody votes on it.
problem-statement-said = This was said already: it is statement { $number }. Vote on it instead.
problem-statement-too-long = Keep each line within 280 characters.

# The agenda

agenda-title = Common agenda
agenda-term = Agenda
agenda-in-force = In force
agenda-draft = Working draft
agenda-lead-in-force = Version { $number } is in force since { $day }, with { $clauses ->
        [one] one clause.
       *[other] { $clauses } clauses.
    } { $changes ->
        [0] The working draft says the same.
        [one] The working draft differs in one clause.
       *[other] The working draft differs in { $changes } clauses.
    }
agenda-lead-draft = { $agreed ->
        [0] { $clauses ->
            [0] Nothing is written yet.
            [one] A working draft of one clause. Nothing is agreed yet.
           *[other] A working draft of { $clauses } clauses. Nothing is agreed yet.
        }
       *[other] { $changes ->
            [0] The working draft says what is in force.
            [one] The working draft differs from what is in force in one clause.
           *[other] The working draft differs from what is in force in { $changes } clauses.
        }
    }
agenda-empty = Here stands what everybody agrees to work for: the problem, its boundary, a vision, results, strategies and principles. It begins with one clause.
agenda-example = “Every child in the county reads well by the age of nine.”
section-write = Add to “{ $section }”

clause-new-link = Write a clause
clause-new-title = Write a clause
clause-new-lead = It goes into the working draft, where everybody can change it. Nothing is agreed before a group has decided.
clause-section = Where does it belong?
clause-text = The clause
clause-text-hint = One thing that everybody could say yes to, in plain words.
clause-cites = It rests on what people said
clause-place = Place in its section
clause-place-hint = A number; lower stands earlier.
clause-taken_out = Does it stay in the draft?
clause-taken_out-yes = Take it out. Versions and its history keep it.
clause-write = Write it into the draft
clause-edit = Save this wording
clause-edit-title = Change this clause
clause-edit-lead = The wording before stays in its history. If somebody else saves first, you will see both texts.
clause-edit-link = Change the wording
clause-cite-link = Cite what people said
clause-taken-out = taken out of the draft
clause-lead = Clause { $number }. { $statements ->
        [0] It does not rest on anything people said yet.
        [one] It rests on one thing people said.
       *[other] It rests on { $statements } things people said.
    } { $wordings ->
        [one] It has its first wording.
       *[other] It is in its { $wordings }. wording.
    }
clause-numbered = Clause { $number }
clause-wording = Wording { $version }
clause-voices = The voices behind it
clause-voices-nothing = None yet. Cite what people said, so that they can see what became of it.
clause-voice-link = See this statement
clause-history = From its voices to its decisions
clause-resting = { $statements ->
        [one] rests on one statement
       *[other] rests on { $statements } statements
    }, { $agree } of { $votes } votes agree
clause-new-here = new in the draft
clause-changed-here = changed in the draft
cite-title = Cite what people said
cite-lead-offered = { $count ->
        [0] Nothing is said yet that could be cited.
       *[other] Search for words, or choose among what most people agree with.
    }
cite-lead-found = { $count ->
        [0] Nothing that is not cited already holds “{ $words }”.
        [one] One more statement holds “{ $words }”.
       *[other] { $count } more statements hold “{ $words }”.
    }
cite-q = Words
cite-q-hint = The beginning of a word suffices.
cite-search = Search
cite-do = Let the clause rest on these
done-clause-written = Written into the working draft.
done-clause-edited = Saved. The wording before stays in the history.
done-clause-cited = Cited. Whoever said it can see it on the statement's page.
told-clause-written = wrote a clause: { $title }
told-clause-edited = changed a clause: { $title }
told-clause-taken-out = took a clause out of the draft: { $title }
told-clause-cited = let a clause rest on what people said: { $title }
problem-nothing-cited = Tick at least one statement.
problem-too-many-cited = Cite at most 100 statements at once.

# Versions

versions-title = Versions
version-numbered = Version { $number }
version-state-proposed = proposed
version-state-in-force = in force
version-state-superseded = superseded
version-lead-proposed = Proposed on { $day } by { $name }, with { $clauses ->
        [one] one clause
       *[other] { $clauses } clauses
    }. It is not in force.
version-lead-in-force = In force since { $day }, with { $clauses ->
        [one] one clause.
       *[other] { $clauses } clauses.
    }
version-lead-superseded = It was in force from { $day }, with { $clauses ->
        [one] one clause
       *[other] { $clauses } clauses
    }; a newer version stands now.
version-propose-link = Propose this draft
version-new-title = Propose the working draft
version-new-lead = { $clauses ->
        [one] Its one clause is kept as it stands now
       *[other] Its { $clauses } clauses are kept as they stand now
    }, and a group is asked for consent. { $changes ->
        [0] Nothing differs from what is in force.
        [one] One clause differs from what is in force.
       *[other] { $changes } clauses differ from what is in force.
    }
version-title = What is new in it?
version-title-hint = One line that people can recognise it by.
version-why = Why should it come into force?
version-group = Who decides?
version-closes = Last day for answers
version-propose = Propose this version
version-changes = What changes
version-changes-nothing = Nothing.
version-compare-link = What changed since the version before
version-compare-title = From version { $older } to version { $newer }
done-version-proposed = Proposed. The seats of the group are asked now.
told-version-proposed = proposed a version of the agenda: { $title }
rule-agenda-empty = There is no clause to propose yet. Write one first.
rule-agenda-unchanged = The working draft says what is in force already. Change it first.
rule-version-older = A newer version is in force already. Propose the working draft as it is now.

# Decisions

decisions-title = Decisions
decisions-term = Agenda / decisions
decisions-lead = { $all ->
        [0] Nothing was asked yet.
       *[other] { $open ->
            [0] No proposal is open;
            [one] One proposal is open;
           *[other] { $open } proposals are open;
        } { $adopted ->
            [0] none is adopted so far.
            [one] one is adopted.
           *[other] { $adopted } are adopted.
        }
    }
decisions-empty = The usual is consent: a proposal stands unless a seat objects with a reason. Whoever disagrees is named with the reason, and that is kept.
decisions-example = “We adopt the common agenda in its first version, and look at it again in a year.”
decision-new-link = Propose something
decision-new-title = Propose something
decision-new-lead = Who decides, how, until when, and who sees the answers is fixed with this. The usual is consent of a group's voting seats.
decision-no-group = No group is there yet that could decide. Make one in the People room and give it voting seats.
decision-title = What is it about?
decision-text = What do you propose?
decision-text-hint = Word for word as it shall stand.
decision-why = Why?
decision-why-hint = What residents said, what the numbers say, what else was thought of.
decision-adopts = What does it bring into force?
decision-adopts-nothing = Nothing but the words above
decision-adopts-hint = In the version that is named here, and in no other.
decision-adopts-one = { $kind }: { $title }, version { $version }
decision-part-force = Its effect
decision-part-round = The round
decision-group = Which group looks after it?
decision-group-short = Group
decision-closes = Last day for answers
decision-propose = Ask for a decision
decision-state = State
decision-day = Decided, or open until
decision-state-open = open
decision-state-over = over, not counted yet
decision-state-adopted = adopted
decision-state-not-adopted = not adopted
decision-state-withdrawn = withdrawn
decision-numbered = Decision { $number }
decision-outcome-open = { $answered } of { $held } voting seats have answered; it is open until { $day }. { $objections ->
        [0] Nobody objects so far.
        [one] One objection stands.
       *[other] { $objections } objections stand.
    }
decision-outcome-over = The time is over: { $answered } of { $held } have answered. The answers count themselves in a moment.
decision-outcome-adopted = Adopted on { $day } by consent: { $answered ->
        [one] one seat answered
       *[other] { $answered } seats answered
    }, { $reservations ->
        [0] nobody objected.
        [one] nobody objected, one reservation is kept.
       *[other] nobody objected, { $reservations } reservations are kept.
    }
decision-outcome-objected = Not adopted on { $day }: { $objections ->
        [one] one objection stands.
       *[other] { $objections } objections stand.
    } Mend the proposal and ask again.
decision-outcome-no-quorum = Not decided on { $day }: { $answered ->
        [0] nobody answered
        [one] one seat answered
       *[other] { $answered } seats answered
    }, { $quorum } had to. Ask again.
decision-outcome-withdrawn = Taken back on { $day } by whoever proposed it.
decision-asked = What is asked
decision-proposed-by = Proposed by { $name } on { $day }
decision-subject = It would bring into force, in version { $version }: { $kind }
decision-subject-adopted = It brought into force, in version { $version }: { $kind }
decision-why-title = Why
decision-voices = What people said
decision-seats = Who decides
decision-objection-title = Objections
decision-reservation-title = Reservations
decision-remarks-title = Remarks
decision-close = Count the answers
decision-close-later = The answers count themselves after the last day. You can count them sooner, once every seat that is held has answered.
decision-withdraw = Take this proposal back
decision-seat-constituency = Speaks for
decision-seat-name = Name
decision-seat-answer = Answer
decision-seat-vacant = vacant
decision-seat-not-yet = not yet
decision-seat-unasked = nobody to ask yet
decision-said-consent = Consent
decision-said-reservation = Consent with a reservation
decision-said-objection = Objection
decision-said-aside = Stands aside
decision-said-silent = did not answer
reply-title = Your answer
reply-for = You answer for: { $constituency }. You can change your answer until the end.
reply-answer = What do you say?
reply-consent = Consent: good enough for now, safe enough to try
reply-reservation = Consent with a reservation that is kept
reply-objection = Objection: it would do harm
reply-aside = Stand aside: I take no part in this
reply-reason = Your reason
reply-reason-hint = A reservation and an objection need one.
reply-send = Give this answer
today-decision-answer = You are asked: { $title }
today-decision-close = The answers can be counted: { $title }
done-decision-proposed = Asked. Whoever decides sees it under what waits for them.
done-decision-answered = Your answer stands. You can change it until the end.
done-decision-adopted = Adopted. It is in force now.
done-decision-not-adopted = Not adopted. The reasons are kept below.
done-decision-withdrawn = Taken back.
told-decision-proposed = proposed: { $title }
told-decision-answered = answered a proposal: { $title }
told-decision-adopted = counted the answers; adopted: { $title }
told-decision-not-adopted = counted the answers; not adopted: { $title }
told-decision-withdrawn = took back a proposal: { $title }
rule-decision-over = This is decided or its time is over. Nothing was changed.
rule-seat-no-vote = Your seat in this group has no vote. Say what you think in a discussion: whoever decides reads it.
rule-decision-early = Seats that are held have not answered yet. Wait for them or for the last day.
problem-no-voting-seat = Nobody holds a voting seat in this group. Fill one first, or choose another group.
problem-day-over = Choose a day that is not over yet.

# Imports from Polis

problem-file-empty = The file is empty or has no header. Export it again.
problem-column-missing = This column is missing. Export the file again, without changing its header.
problem-row-length = This row has more or fewer cells than the header. Mend its commas and quotes.
problem-timestamp = Write milliseconds since 1970, such as 1518501496471.
problem-number-twice = Write a whole number that no other row or column here has.
problem-moderated = Write -1 (moderated out), 0 or 1.
problem-encoding = This is not UTF-8. Save the file as UTF-8.
problem-vote = Write 1 (agrees), -1 (disagrees), 0 (passes) or nothing.
problem-votes-sum = This is not what the votes in this row add up to. Export the file again.
problem-statement-unknown = comments.csv has no statement of this number. Both files must be of the same export.
problem-topic-missing = Give the conversation a topic.

# What one said and voted

mine-link = What I said and voted
mine-title = What you said and voted
mine-lead = { $said ->
        [0] You have written nothing here
        [one] You have written one statement
       *[other] You have written { $said } statements
    } { $votes ->
        [0] and voted on nothing yet.
        [one] and voted once.
       *[other] and voted { $votes } times.
    }
mine-device = This device keeps a secret for a year, so that you find this again without an account. On another device you would begin anew.
mine-account = You find this wherever you sign in. Nobody else sees it.
mine-said = What you said
mine-votes = How you voted
mine-vote = Your vote
mine-back = Go on
