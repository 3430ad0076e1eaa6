# How opinions moved

lapse-title = How opinions moved
lapse-lead = On the evening of { $day }: { $people ->
        [one] one person had voted
       *[other] { $people } people had voted
    }, { $votes } votes in all.
lapse-none = There is no past to show: when the votes of this conversation were cast is not known, or its first day is not over.
lapse-day = Day
lapse-earlier = Before: { $day }
lapse-later = After: { $day }
lapse-show = Show this day
lapse-link = How opinions moved, day by day
