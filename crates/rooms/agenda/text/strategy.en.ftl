# Strategies are hypotheses: what members think of them, and how far they have come

strategies-title = Strategies
strategies-lead = { $all ->
        [0] No strategy is written yet.
        [one] One strategy.
       *[other] { $all } strategies.
    } { $testing ->
        [0] None is being tested.
        [one] One is being tested or carried further.
       *[other] { $testing } are being tested or carried further.
    } { $retired ->
        [0] {""}
        [one] One is retired, with its reason.
       *[other] { $retired } are retired, each with its reason.
    }
strategies-empty = A strategy says: if we do this, then that follows, because of this; and what will be different if it works. Then it can be tested, and given up without blame.
strategies-new-link = Write a strategy
strategies-see = How far each strategy has come, and what members think of it
strategy-title = A hypothesis, and how far it has come
strategy-state-idea = idea
strategy-state-candidate = candidate
strategy-state-adopted = adopted
strategy-state-testing = being tested
strategy-state-scaling = carried further
strategy-state-retired = retired
strategy-not-rated = No member has rated it yet.
strategy-rate-first = { $people ->
        [one] One member has rated it.
       *[other] { $people } members have rated it.
    } Rate it yourself to see what others think.
strategy-rate-link = Rate it
strategy-rate-again = Change my rating
strategy-rate-title = Rate: { $strategy }
strategy-rate-lead = What do you think, alone? Afterwards you see the middle of what everybody thinks, never who said what.
strategy-rate-send = This is what I think
strategy-leverage = Leverage: how much would it move?
strategy-leverage-low = 1, hardly anything
strategy-leverage-high = 5, very much
strategy-reach = Feasibility and reach: can it be done, and for enough people?
strategy-reach-low = 1, no
strategy-reach-high = 5, yes
strategy-specificity = Specificity: does it say who does what, when, where and how?
strategy-specificity-low = 1, not at all
strategy-specificity-high = 5, quite
strategy-values = Values: is it right?
strategy-values-low = 1, against what we stand for
strategy-values-high = 5, just what we stand for
strategy-side-leverage = Leverage
strategy-side-reach = Feasibility and reach
strategy-side-specificity = Specificity
strategy-side-values = Values
strategy-spread = ({ $low } to { $high })
strategy-gate-blocked = members find it against what we stand for
strategy-gate-vague = make it specific first: who, what, when, where, how
strategy-gate-ready = specific enough to try
strategy-rated-by = { $people ->
        [one] One member has rated it; the bars show the middle.
       *[other] { $people } members have rated it; the bars show the middle, and in brackets the lowest and highest mark.
    }
strategy-apart = Talk about it first, you are far apart: { $sides }.
strategy-move-link = Say how far it has come
strategy-move-title = How far has it come?
strategy-move-lead = It stands as: { $state }. A version that comes into force adopts it; the rest is said here.
strategy-to = Where does it go?
strategy-reason = Why?
strategy-reason-hint = Who retires a strategy says why, so that others need not try it again.
strategy-move-send = Say so
done-strategy-rated = Kept. Below you see what everybody thinks.
done-strategy-moved = Said. Every step stays in the journal.
told-strategy-rated = Somebody rated a strategy: { $title }
told-strategy-moved = said how far a strategy has come: { $title }
told-strategy-retired = retired a strategy with a reason: { $title }
rule-strategy-moved = Somebody else has said how far it has come meanwhile. Open it again.
rule-strategy-step = It cannot go there from where it stands.
rule-strategy-incomplete = It is no hypothesis yet. Change its wording first: say what follows, why, and what will be different.
rule-strategy-retired = This strategy is retired. Bring it back before you rate it.
