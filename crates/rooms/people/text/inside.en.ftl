# The people room inside one organisation: partners are teams, seats are functions, the public is the company.

people-term = People and teams
people-tabs = People, teams, groups
partners-tab = Teams
people-front = { $partners ->
        [0] No team yet
        [one] One team
       *[other] { $partners } teams
    }{ $seats ->
        [0] .
        [one] ; the one function at the table is { $held ->
            [0] vacant.
           *[other] held.
        }
       *[other] ; { $held } of { $seats } functions at the table are held.
    }
people-front-partners = See every team
kind-partnership = Team
kind-seat = Function
initiative-public-yes = Everybody in the company: an open page, without names of people
initiatives-empty-guest = No initiative is open to the whole company here. If you belong to one, sign in.

invite-for-partner = Speaks for the team { $name }
invite-for-seat = { $group }: function { $constituency }
invitation-to-partner = Speaks for a team
invitation-to-seat = Holds a function in a group

partners-title = Teams
partners-lead = { $count ->
        [0] No team yet.
        [one] One team acts in this initiative.
       *[other] { $count } teams act together, by name.
    }
partners-empty = A team brings its strengths to the whole. Write down the first one and what it brings.
partners-example = “Field service brings forty people who see every machine before anybody else does.”
partner-new = Take in a team
partner-name = Team
partner-people-lead = Whoever speaks for a team reports its numbers and makes its promises.
problem-partner-already = This team is in already.

groups-lead = { $count ->
        [0] No group yet.
        [one] One group{ $vacant ->
            [0] .
            [one] {", "}and one function that waits for somebody.
           *[other] {", "}and { $vacant } functions that wait for somebody.
        }
       *[other] { $count } groups{ $vacant ->
            [0] .
            [one] {", "}and one function that waits for somebody.
           *[other] {", "}and { $vacant } functions that wait for somebody.
        }
    }
group-seats = Functions
groups-example = “Warranty group: design, purchasing, two plants, field service.”
group-seats-hint = Which functions must sit at its table? One a line, such as “Purchasing” or “Night shift”. Each has a vote.
seats-title = Functions
seat-for = Function
seats-empty = A function speaks for a part of the company. Vacant ones stay visible until they are filled.
seats-example = “Night shift of the second plant, with a vote.”
seat-new = Add a function
seat-constituency = Which function is it?
seat-add = Add this function
seat-invite = Invite somebody to this function
seat-fill = Give them this function
rule-backbone-no-vote = Somebody of the backbone cannot hold a function that votes: who serves everybody decides for nobody. Make it one without a vote, or choose somebody else.
