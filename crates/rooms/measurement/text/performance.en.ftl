# Words of performance measures.

performance-term = Measures / performance accountability
performance-title = How our programmes do
performance-lead = { $count ->
        [0] No programme is measured yet.
        [one] One measure says how a programme does. It belongs to those who run it.
       *[other] { $count } measures say how programmes do. They belong to those who run them.
    } Whether all people here are better off is another question, and stands on a page of its own.
performance-empty = A programme answers for those it serves: how much it did, how well, and whether anybody is better off. What a whole population needs is nobody’s alone.
performance-example = How much: people trained. How well: people who finished. Better off: people in work half a year later, how many and what share.
performance-nobody = Nobody answers for these yet
performance-none = Nothing here yet.
performance-how-much = How much did we do?
performance-how-much-hint = Easy to count, and it matters least.
performance-how-well = How well did we do it?
performance-how-well-hint = In time, with care, to the end.
performance-better-off-count = Is anyone better off? How many
performance-better-off-count-hint = Skills, attitude, behaviour, circumstance.
performance-better-off-share = Is anyone better off? What share
performance-better-off-share-hint = It matters most, and is hardest to move.
performance-unsorted = Not sorted yet
performance-unsorted-hint = Say for these which of the questions they answer.
performance-population-link = How all people here are doing
