# The report of a conversation

round-title = Report
round-waiting = The report is being made. It takes a few seconds.
round-lead = { $people ->
        [0] Nobody has taken part yet.
        [one] One person took part.
       *[other] { $people } people took part.
    } { $statements ->
        [0] Nothing was said.
        [one] One thing was said
       *[other] { $statements } things were said
    }{ $hidden ->
        [0] {""}
        [one] , of which one is hidden
       *[other] , of which { $hidden } are hidden
    }; { $votes ->
        [0] nobody has voted yet.
        [one] there was one vote.
       *[other] there were { $votes } votes.
    }
round-made = Made by itself when the conversation ended, as of { $when }. It does not change any more.
round-so-far = How it stands so far, as of { $when }. When the conversation ends, the report makes itself and stays.
round-who = Who was heard
round-who-unknown = Participants were not asked whom they belong to, so nobody can say who was not heard.
round-who-all = Somebody of each constituency said that they took part.
round-not-heard = Nobody said that they are of:
round-who-small = Only those count who chose to say it. Fewer than five people are not counted, so that nobody is found.
round-constituency = Constituency
round-took-part = Took part
round-nobody = nobody
round-few = fewer than 5
round-say-title = Whom do you belong to?
round-say-why = If you say it, the report can tell who was heard and who was not. It is kept apart from your name, and you can take it back.
round-say = Say it
round-rather-not = I would rather not say
round-name-title = Whose voices should be heard?
round-name = Ask for these
constituency-names = Constituencies, one a line
constituency-names-hint = Participants may say which of them they are of: young people, tenants, shopkeepers. Those named before stay.
constituency-constituency = I am one of
round-data = As data
round-pdf = As PDF
round-csv = Every statement with its votes, by group (CSV)
round-json = This report as data (JSON)
round-link = Report of this conversation
problem-constituency-long = A name is too long: at most 80 characters.
problem-constituencies-many = These are too many: at most 20 in all, so that a phone can show them.
done-constituencies-named = Participants are asked now.
done-constituency-said = Thank you. It counts in the report.
told-conversation-constituencies = names constituencies for: { $title }
told-conversation-constituency-said = Somebody said whom they belong to: { $title }
round-dates = { $end ->
        [open] Asked from { $from }, with no end set.
       *[other] Asked from { $from } to { $to }.
    }
round-paper-title = Report: { $question }
round-paper-kicker = Report of a conversation · { $initiative }
round-paper-number = { $page } of { $pages }
round-paper-lacking = Some letters cannot be printed: an empty frame stands for each. They are whole on the page that this was printed from, and when this file is read aloud.
round-paper-page = This report as a page, with its data
