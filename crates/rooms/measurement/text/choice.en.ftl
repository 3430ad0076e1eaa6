# Words of choosing measures.

choice-term = Measures / choosing
choice-title = Which measures speak for us?
choice-link = How measures are chosen
choice-lead = { $count ->
        [0] No measure is proposed yet.
       *[other] You have rated { $mine } of { $count }. { $people ->
            [0] Nobody has rated any yet.
            [one] One person has rated some.
           *[other] { $people } people have rated some.
        } Each rates alone; what all find is shown to whoever has rated.
    }
choice-empty = First propose what could say how a result stands, then each rates it alone: is it understood, does it stand for the result, is there data? Two or three headline measures a result are enough.
choice-example = “Children who miss a tenth of school days”, because a missed day shows long before a missed degree.
choice-headlines = { $count ->
        [0] No headline measure is chosen yet; two or three are enough.
        [one] One headline measure.
       *[other] { $count } headline measures.
    }
choice-communication-short = Understood
choice-proxy-short = Stands for it
choice-data-short = Data
choice-says = What that says
choice-raters = { $count ->
        [0] rated by nobody yet
        [one] rated by one
       *[other] rated by { $count }
    }
choice-nobody = Nobody has rated it yet
choice-rate-first = Rate it yourself first
choice-verdict-candidate = Can be a headline measure
choice-verdict-develop = Worth getting data for
choice-verdict-secondary = Better beside the headline
choice-want-link = Put it on the data development agenda
choice-answer-high = High
choice-answer-medium = Medium
choice-answer-low = Low
choice-level-high = high
choice-level-medium = medium
choice-level-low = low
choice-between = between { $low } and { $high }
choice-agreed = all say the same
choice-spread = from { $low } to { $high }
choice-divided = from { $low } to { $high }: talk about it
choice-counts = { $low } low, { $medium } medium, { $high } high
choice-counts-link = Show as numbers
choice-counts-title = How many said what
choice-who = Who has rated
choice-who-lead = { $missing ->
        [0] Everybody has.
        [one] One member has not yet. Who rated what is not shown to anybody.
       *[other] { $missing } members have not yet. Who rated what is not shown to anybody.
    }
choice-person = Who
choice-rated = Rated
choice-rated-of = { $count } of { $all }

choice-propose-link = Propose a measure
choice-propose-title = Propose a measure
choice-propose-lead = A name and a reason are enough. What exactly is counted is written once it is chosen.
choice-result = Which result would it tell about?
choice-name = What would people call it?
choice-name-hint = A few words, such as “Children who miss a tenth of school days”.
choice-why = Why would it tell something?
choice-propose = Propose it
choice-rate-next = Rate the next one
choice-rate = Rate it, and on to the next
choice-rate-again = Change my rating
choice-open = { $count ->
        [0] You have rated all of them.
        [one] One is still to be rated by you.
       *[other] { $count } are still to be rated by you.
    }
choice-hidden = { $count ->
        [0] Nobody has rated it yet.
        [one] One person has rated it. You see what they found once you have rated it too.
       *[other] { $count } people have rated it. You see what they found once you have rated it too.
    }
choice-all-title = { $count ->
        [one] What one person finds
       *[other] What { $count } people find
    }
choice-back = All that can be rated
choice-measure-link = Its page

choice-communication = Is it understood at once?
choice-communication-hint = Say it aloud on a public square: does everybody know what it means? (communication power)
choice-communication-high = Everybody knows at once.
choice-communication-medium = It takes a sentence.
choice-communication-low = It takes an expert.
choice-proxy = Does it stand for the result?
choice-proxy-hint = If it moves, has the result moved, and do others move with it? (proxy power)
choice-proxy-high = It says the central thing, and others follow it.
choice-proxy-medium = It says a part.
choice-proxy-low = It can move for other reasons.
choice-data = Is there good data?
choice-data-hint = Trusted, in time, without a burden on those who bring it. (data power)
choice-data-high = There is, now.
choice-data-medium = With gaps, late, or with some work.
choice-data-low = Not yet.

choice-tier-link = Say where it belongs
choice-tier-title = Where does it belong?
choice-tier-lead = Two or three headline measures carry a result. The others stay beside them, or wait for data.
choice-tier = Where does it belong?
choice-tier-headline = Headline
choice-tier-headline-hint = One of the few that speak for the result.
choice-tier-secondary = Secondary
choice-tier-secondary-hint = Kept and looked at, not shown first.
choice-tier-developing = Data development agenda
choice-tier-developing-hint = Would say much, and has no good data yet. Next you say who gets it.
choice-reason = Why?
choice-crowded = This result has its headline measures already: { $others }. Each one more makes the others weigh less. If it must be, say why and tick that you mean it.
choice-confirmed = Headline measures
choice-confirmed-yes = It shall be a headline measure all the same
choice-set-tier = Write it down
choice-problem-headlines = This result has its headline measures already: { $others }. Say why it needs one more, and tick that you mean it; or choose secondary.

done-measure-proposed = Proposed. Rate it yourself first, as everybody will.
done-measure-rated = Your rating is kept.
done-measure-tiered = Written down.
told-measure-proposed = proposed a measure: { $title }
told-measure-rated = a measure was rated: { $title }
told-measure-tiered = said where a measure belongs: { $title }
