# Annotations: what happened, where a curve may show it.

annotation-title = What happened
annotation-none = Nothing is noted yet. What happened on a day, noted here, stands in the picture above.
annotation-link = Note what happened
annotation-new-title = Note what happened
annotation-new-lead = A fact with its day, in neutral words. Whether it explains the curve is another question.
annotation-words = What happened?
annotation-words-hint = A few words that fit into the picture, such as “Night bus begins”.
annotation-kind = What was it?
annotation-kind-policy = A rule or law changed
annotation-kind-method = It was counted differently
annotation-kind-closure = Something closed or opened
annotation-kind-quick-win = A first success
annotation-kind-outside = Something from outside, such as a storm or a recession
annotation-day = On which day?
annotation-day-hint = The first day, if it lasted longer.
annotation-until = Until which day?
annotation-source = Where can it be looked up?
annotation-note = Note it
annotation-when = { $day } to { $until }
annotation-problem-order = This day is before the first. Swap them.
done-annotation-noted = Noted. It stands in the picture.
told-annotation-noted = noted what happened to { $title }
