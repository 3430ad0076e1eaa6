# Shared budgets.

funds-door = Budgets
kind-fund = Shared budget
kind-project = Project
fund-money = { $amount } { $currency }

funds-title = Shared budgets
fund-panel = Choose what the money is spent on
funds-term = Agenda / participatory budgeting
funds-lead = { $all ->
        [0] No money was divided together yet.
        [one] { $open ->
            [0] One budget is divided together.
           *[other] One budget is open: choose what it is spent on.
        }
       *[other] { $open ->
            [0] { $all } budgets, none of them open for votes now.
            [one] { $all } budgets, one of them open for votes.
           *[other] { $all } budgets, { $open } of them open for votes.
        }
    }
funds-empty = Where people decide what money is spent on, they look after what was bought with it. Name an amount, let people propose projects, and let everybody choose.
funds-example = “5,000 for our street: benches, a toy library, a lamp at the crossing. Everybody ticks what they want; an equal share of the money follows each voter.”
fund-open-link = Open a shared budget
fund-new-title = Open a shared budget
fund-new-lead = First people propose projects, then a rule is fixed, then everybody chooses. You can change all this until voting begins.
fund-edit-title = Change this budget
fund-edit-link = Change this budget
fund-edit-lead = You can change everything until voting begins.
fund-title = What is the money for?
fund-description = What should people know before they propose or vote?
fund-description-hint = Where the money comes from, what it may be spent on, who does what was chosen, and by when.
fund-amount = Amount
fund-currency = Currency
fund-currency-hint = Such as EUR.
fund-part-voting = Voting
fund-part-days = Days
fund-voters = Who may vote?
fund-voters-link = Anybody with the link, without an account
fund-voters-members = Members of the initiative
fund-way = How do people vote?
fund-way-approval = They tick what they support
fund-way-approval-more = Easy on a phone, and enough for fair rules.
fund-way-cumulative = They spread points
fund-way-cumulative-more = Says how much more somebody wants one project than another.
fund-way-ordinal = They put projects in order
fund-way-ordinal-more = The best first. Asks more of people; good for few projects.
fund-most = How many projects at most, or how many points?
fund-most-hint = Leave it empty for as many projects as people like. Points need a number.
fund-proposals_until = Last day for proposals
fund-proposals_until-hint = Leave it empty if members do not propose projects.
fund-opens = First day of voting
fund-opens-hint = Leave it empty to begin as soon as a rule is fixed.
fund-closes = Last day of voting
fund-open = Open the budget
fund-save = Save
fund-for-link = no account needed
fund-for-members = for members
fund-state-proposing = proposals
fund-state-preparing = being prepared
fund-state-waiting = waits for a rule
fund-state-open = voting
fund-state-over = to be counted
fund-state-counted = counted
fund-lead-proposing = { $money } to divide. Propose projects until { $until }; voting begins on { $opens }.
fund-lead-preparing = { $money } to divide. Voting begins on { $opens } and ends with { $closes }.
fund-lead-waiting = { $money } to divide. Voting begins as soon as it is fixed how the votes are counted.
fund-lead-open = { $people ->
        [0] { $money } to divide, and nobody has voted yet.
        [one] { $money } to divide. One person has voted.
       *[other] { $money } to divide. { $people } people have voted.
    } You can vote, and change your vote, until { $closes }.
fund-lead-over = { $people ->
        [0] Voting is over. Nobody voted.
        [one] Voting is over: one person voted. The vote is not counted yet.
       *[other] Voting is over: { $people } people voted. The votes are not counted yet.
    }
fund-lead-counted = { $people ->
        [0] Nobody voted on how { $money } are divided.
        [one] One person voted on how { $money } are divided.
       *[other] { $people } people voted on how { $money } are divided.
    }
fund-about = About this budget
fund-most-approval = { $most ->
        [0] Tick any number of projects
        [one] Tick one project
       *[other] Tick up to { $most } projects
    }
fund-most-choose-1 = Choose one project
fund-most-cumulative = { $most ->
        [0] Points without a limit
       *[other] Spread up to { $most } points
    }
fund-most-scoring = Points for each project
fund-most-ordinal = { $most ->
        [0] Put projects in order
       *[other] Put up to { $most } projects in order
    }
fund-members-only = This budget is divided by members. Sign in to vote.
fund-never-ruled = No rule was ever fixed, so nobody could vote.
fund-wait-for-count = The votes count themselves in a moment.
fund-end = End voting now
fund-rule = How the votes are counted
fund-no-rule = Not fixed yet. It is fixed before anybody votes, so that nobody chooses the rule by what comes of it.
fund-rule-link = Compare the rules and fix one
fund-ruled = Fixed on { $day } by

rule-title = Fix how the votes are counted
rule-lead = Before anybody votes, and for everybody to read. It can be changed until voting begins, and never after.
rule-rule = Rule
rule-equal-shares = Equal Shares
rule-equal-shares-more = Everybody has the same share of the money, and it is spent on what they chose. So every part of town gets something in proportion to its voters. What is left over goes to what most people chose and still fits. Recommended.
rule-greedy = Most votes first
rule-greedy-more = The project with the most votes is funded, then the next, as far as the money goes. Most cities do it so. A small majority can take all of it.
rule-phragmen = Phragmén’s rule
rule-phragmen-more = Money flows to all voters at the same speed; as soon as those who chose a project can pay for it together, it is funded. Fair to groups as Equal Shares; it stops at the first project that no longer fits.
rule-ties = If two projects are equally good
rule-why = Why this rule?
rule-why-hint = Everybody can read it.
rule-decision = Decision that chose it
rule-decision-hint = If your group decided on the rule, say by which decision.
rule-decision-none = None
rule-fix = Fix this rule
ties-votes = The one more people chose comes first, then the cheaper one
ties-first = The one that was proposed first comes first
ties-votes-more = Of equally good projects, the one more people chose comes first, then the cheaper one.
ties-first-more = Of equally good projects, the one that was proposed first comes first.

projects-title = Projects
projects-lead = { $count ->
        [0] Nothing was proposed yet.
        [one] One project.
       *[other] { $count } projects.
    }
projects-none-yet = Nothing was proposed yet. The first project is often the hardest: a bench, a lamp, an afternoon.
projects-caption = Projects, by name
projects-waiting = { $count ->
        [one] One project waits to be looked at
       *[other] { $count } projects wait to be looked at
    }
projects-all = All { $count } projects
projects-q = Search
projects-state = State
projects-any-state = Any
projects-nothing-found = No project is like that.
project-project = Project
project-state = State
project-state-proposed = being looked at
project-state-accepted = on the ballot
project-state-rejected = not possible
project-propose-link = Propose a project
project-new-title = Propose a project
project-new-lead = Say what, where, for whom and for how much. There are { $money } in all.
project-edit-title = Change this project
project-edit-link = Change this project
project-title = What should be done?
project-text = For whom, how, and who looks after it?
project-place = Where?
project-cost = What does it cost?
project-cost-hint = All of it: buying, building, taxes, and the first years of upkeep.
project-costs = Cost
project-proposed_by = Proposed by
project-propose = Propose it
project-save = Save
project-reason-proposed = Why
project-reason-accepted = A note
project-reason-rejected = Why it is not possible
project-lead-proposed-before = Costs { $cost } of { $money }. It is being looked at before people can vote for it.
project-lead-accepted-before = Costs { $cost } of { $money }. It will be on the ballot.
project-lead-rejected-before = It cannot be done with this money.
project-lead-proposed-after = Nobody looked at it before voting began, so it was not on the ballot.
project-lead-accepted-after = Costs { $cost } of { $money }.
project-lead-rejected-after = It could not be done with this money.
project-vote-link = Go to the ballot
judge-title = Can people vote for it?
judge-reason = Reason
judge-reason-hint = Needed if it is not possible; everybody can read it.
judge-accept = Put it on the ballot
judge-reject = It is not possible

ballot-title = Your vote
ballot-project = Your choice
ballot-voted = You have voted. You can change it.
ballot-confidential = Your vote counts without your name: nobody sees who chose what. When voting is over, all ballots are published without names, so that everybody can count again.
ballot-approval = What do you support?
ballot-approval-more = { $most ->
        [0] Tick as many as you like. Together they may cost more than there is: the rule divides the money.
       *[other] Tick up to { $most }. Together they may cost more than there is: the rule divides the money.
    }
ballot-choose-1 = Which one do you support?
ballot-choose-1-more = Tick one.
ballot-cumulative = How much do you want each?
ballot-cumulative-more = You have { $most } points. Give more to what you want more; leave empty what you do not want.
ballot-scoring = How much do you want each?
ballot-scoring-more = Give points to what you want.
ballot-ordinal = What do you want first?
ballot-ordinal-more = { $most ->
        [0] Give a place to what you want; leave out what you do not want.
       *[other] Give a place to up to { $most }; leave out what you do not want.
    }
ballot-read-more = Read more
ballot-points-unit = points
ballot-no-place = no place
ballot-place = place { $place }
ballot-find = Find a project
ballot-none-found = No project is like “{ $query }”.
ballot-sum = What your choice comes to
ballot-sum-bar = Cost of your choice beside the budget
ballot-chosen = chosen
ballot-of-points = of { $most } points given
ballot-of-money = of { $money }
ballot-send = Cast my vote
ballot-change = Change my vote

done-fund-opened = Open. Send the address of this page to everybody who should propose and vote.
done-fund-edited = Changed.
done-fund-ruled = Fixed. Everybody can read it on this page.
done-fund-ended = Voting has ended.
done-project-proposed = Proposed.
done-project-edited = Changed.
done-project-accepted = It is on the ballot.
done-project-rejected = Its author and everybody can read why.
done-ballot-cast = Counted, without your name.
told-fund-opened = opened a shared budget: { $title }
told-fund-edited = changed a shared budget: { $title }
told-fund-ruled = fixed how votes are counted: { $title }
told-fund-ended = ended voting: { $title }
told-project-proposed = proposed a project: { $title }
told-project-edited = changed a project: { $title }
told-project-accepted = put a project on the ballot: { $title }
told-project-rejected = said why a project is not possible: { $title }
told-ballot-cast = A ballot came in: { $title }
rule-fund-voted = Voting has begun, so nothing about it can be changed any more.
rule-fund-not-open = Nobody is voting now, so there is nothing to end.
rule-fund-later = Voting has not begun yet. Come back on its first day.
rule-fund-over = Voting is over; nothing more is counted.
rule-fund-no-proposals = Projects can no longer be proposed. Ask whoever runs this budget.
rule-project-judged = It was looked at already. Ask whoever runs this budget to change it.
problem-amount = Write an amount above zero, such as 1250 or 1250.50.
problem-fund-most = Write a whole number up to 1000; points need at least 1.
problem-fund-proposals = Choose a day before voting begins.
problem-fund-decision = Choose a decision that was adopted.
problem-project-too-dear = It costs more than the whole budget.
problem-ballot-empty = Choose at least one project.
problem-ballot-project = Choose each project once, and only those on the ballot.
problem-ballot-many = Choose at most { $most }. You chose { $given }.
problem-ballot-points = You have { $most } points. You gave { $given }.
problem-ballot-given = Give each project you choose at least one point.
today-fund-projects = { $count ->
        [one] A project waits to be looked at: { $title }
       *[other] { $count } projects wait to be looked at: { $title }
    }
today-fund-rule = Fix how the votes are counted before voting begins: { $title }
today-fund-count = Voting is over; count the votes: { $title }
