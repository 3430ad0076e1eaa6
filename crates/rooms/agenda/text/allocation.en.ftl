# What comes of a shared budget, and why.

allocation-title = What is funded
allocation-title-elsewhere = What { $rule } would have funded
allocation-lead = { $funded ->
        [0] None of { $all } projects is funded
        [one] One of { $all } projects is funded
       *[other] { $funded } of { $all } projects are funded
    }, with { $spent } of { $money }. { $people ->
        [one] One person voted.
       *[other] { $people } people voted.
    }
allocation-served = { $rule }: { $served } of { $people } voters get at least one project that they chose.
allocation-beside = { $rule } would fund { $funded ->
        [one] one project
       *[other] { $funded } projects
    } and serve { $served } voters.
allocation-caption = Projects by name, under { $rule }
allocation-came = What came of it
allocation-why = Why
allocation-funded = funded
allocation-not = not funded
allocation-was-funded = there: funded
allocation-was-not = there: not funded
allocation-not-said = The file does not say what was decided there. What each rule gives is counted here.
allocation-there-as = What was decided there is what “{ $rule }” gives. What the other rules would have given is counted here, to learn from.
allocation-there-other = What was decided there is not what any of these rules gives alone. What each rule gives is counted here, to learn from.
allocation-other-rules = Under the other rules
fund-count = Count the votes
fund-to-count = Counting takes seconds. Everybody then sees what is funded and why, and can count again.

reach-equal-shares = How much of its cost each project’s supporters could pay
reach-greedy = How far the money went for each project
reach-phragmen = How much of its cost each project’s supporters could pay
reach-amount = Part of its cost
reach-caption = A whole bar is funded. A shorter one says how much was there when the rule had no more to give.
payers-title = Who paid for it
payers-who = Supporters
payers-people = People
payers-full = Paid the same part as all
payers-rest = Gave the rest of their share
payers-nothing = Had nothing left
payers-caption = { $supporters ->
        [one] One person chose it.
       *[other] { $supporters } people chose it.
    }
project-carry = It is funded. Now somebody has to do it: a promise with a day, which everybody can follow from here.
project-carry-link = Promise to do it

why-free = It costs nothing and somebody chose it.
why-completed = Its supporters’ shares were not enough. It was funded from what all shares left over, because it had the most votes of what still fitted.
why-nobody = Nobody chose it.
why-beyond-budget = It costs more than the whole budget.
why-paid = { $full ->
        [0] Nobody
        [one] One person
       *[other] { $full } people
    } who chose it paid { $each } each.
why-paid-by-weight = { $full ->
        [0] Nobody
        [one] One person
       *[other] { $full } people
    } who chose it paid { $each } for each point they gave it.
why-paid-rest = { $count ->
        [one] One more gave the rest of their share.
       *[other] { $count } more gave the rest of their share.
    }
why-paid-nothing = { $count ->
        [one] One had spent all of it before.
       *[other] { $count } had spent all of it before.
    }
why-equal-shares-funded = Its supporters paid for it with their shares.
why-equal-shares-short = { $supporters ->
        [one] The one person who chose it had { $short } too little.
       *[other] The { $supporters } people who chose it had { $short } too little left together.
    }
why-equal-shares-stopped = The rule ended before its turn came.
why-equal-shares-beyond-budget = It costs more than the whole budget.
why-greedy-funded = When its turn came, there was still enough money.
why-greedy-short = When its turn came, { $short } were missing.
why-greedy-stopped = The money had run out before its turn came.
why-greedy-beyond-budget = It costs more than the whole budget.
why-phragmen-funded = Its supporters had saved up its cost before the money ran out.
why-phragmen-short = When the rule ended, its supporters had { $short } too little.
why-phragmen-stopped = The rule ended before its turn came.
why-phragmen-beyond-budget = It costs more than the whole budget.
why-needed = { $needed ->
        [one] One more person who chooses it alone would have made sure of it.
       *[other] { $needed } more people who choose it alone would have made sure of it.
    }
why-never = { $needed ->
       *[other] No number of votes would have changed that.
    }
ties-summary = { $count ->
        [one] Once, projects were equally good; the declared rule decided
       *[other] { $count } times, projects were equally good; the declared rule decided
    }

compare-title = The rules side by side
compare-link = Compare the rules
compare-lead = { $count ->
        [0] Equal Shares and most votes first fund the same of { $all } projects here.
        [one] Equal Shares and most votes first differ on one of { $all } projects here.
       *[other] Equal Shares and most votes first differ on { $count } of { $all } projects here.
    }
compare-not-yet = Nothing is counted yet, so there is nothing to compare: nobody can choose the rule by its outcome. Look at an example instead, or at a budget that was counted before.
compare-rules = What each rule funds
compare-funded = Projects
compare-spent = Spent
compare-served = Voters served
compare-ahead = Better off
compare-behind = Worse off
compare-rules-note = Served are voters who get at least one project they chose. Better or worse off are those who get more or less of what they chose, by its cost, than by most votes first.
compare-of = { $count } of { $all }
compare-projects = Projects by name
compare-votes = Votes
compare-points = Points
compare-why = Where they differ, and why
rules-title = How votes can be counted
rules-link = How the rules differ
rules-lead = Three rules, the same votes, and what each makes of them. Choose before there are any.
rules-example = An example
rules-example-lead = Ten people divide 100 €. Seven live in the north and choose the park, the hall and the path there; three live in the south and choose the garden. Most votes first spends everything in the north. With Equal Shares each has 10 €, and the three in the south pay for their garden together.
rules-example-park = Park in the north
rules-example-hall = Hall in the north
rules-example-path = Path in the north
rules-example-garden = Garden in the south
rules-past = Budgets that were counted here
rules-past-lead = The same real votes under each rule.

share-title = What your share bought
share-link = See what your share bought
share-lead = { $chosen ->
        [one] { $funded ->
            [0] The project you chose is not funded.
           *[other] The project you chose is funded.
        }
       *[other] { $funded ->
            [0] None of the { $chosen } projects you chose is funded.
            [one] One of the { $chosen } projects you chose is funded.
           *[other] { $funded } of the { $chosen } projects you chose are funded.
        }
    }
share-not-voted = There is no vote of yours in this budget: you did not vote, or you voted on another device.
share-not-yet = The votes are not counted yet.
share-would = Under the rule that was fixed here nobody has a share of their own. With Equal Shares yours would have been spent like this:
share-words = { $count ->
        [0] Your share was { $share }. It bought nothing, because what you chose found too few others.
        [one] Your share was { $share }. It went into one project; { $left } were left.
       *[other] Your share was { $share }. It went into { $count } projects; { $left } were left.
    }
share-picture = Where your share went
share-paid = You paid
share-left = Left over
share-yours-alone = Only you see this page: it is made from your own ballot and from what is published of the count.

pb-link = Download all ballots (.pb)
done-fund-counted = Counted. Everybody sees what is funded and why.
told-fund-counted = counted the votes: { $title }
rule-fund-unruled = No rule was fixed before voting, so there are no votes to count.
rule-fund-counted = It is counted already.
rule-fund-count-early = Voting is not over. Count when it is.
rule-fund-count-again = A ballot came in while the votes were counted. Count again.

pb-title = Bring in a budget that was held elsewhere
pb-lead = Cities publish their votes as .pb files (pabulib.org). What each rule makes of them is a good look before you choose yours.
pb-import-link = Bring in a .pb file
pb-file = File (.pb)
pb-import = Read and count it
done-fund-imported = Read, and counted under every rule.
told-fund-imported = brought in a shared budget: { $title }
rule-fund-pb-early = Ballots are published when voting is over, so that nobody watches the vote while it goes on.
problem-pb = This file cannot be taken: { $why }
problem-pb-none = Choose a .pb file.
