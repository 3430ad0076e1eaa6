# Editions, small numbers, and one measure on other people's pages.

kind-edition = Edition
editions-title = Editions
editions-term = Measures / published
editions-lead = { $count ->
        [0] Nothing is published yet. What nobody published, only members see.
        [one] One edition is published. What everybody sees of numbers is what the latest one froze.
       *[other] { $count } editions are published. What everybody sees of numbers is what the latest one froze.
    }
editions-empty = An edition is a report card: chosen measures, in plain words, frozen on a day and published by a decision.
edition-column-title = Edition
edition-column-state = How far it is
edition-column-day = Day
edition-issue = Edition { $issue }
edition-state-assembling = being put together
edition-state-preview = in preview
edition-state-published = published

edition-assemble-link = Put an edition together
edition-new-title = Put an edition together
edition-edit-title = Change the edition
edition-new-lead = Choose few measures to stand first, say in plain words what each result means, and check it. Members look at it before a decision publishes it.
edition-no-measure = There is no measure yet that could be published.
edition-title = Title
edition-title-hint = As it stands on the cover, such as “Report card 2019”.
edition-words = What stands before everything
edition-since = From
edition-since-hint = A year, a quarter or a month; empty for all there are.
edition-until = To
edition-corrects = Which edition does it correct?
edition-corrects-hint = A published edition never changes. A correction is a new one that says so.
edition-corrects-none = None
edition-measures = Measures
edition-place-no = not in it
edition-place-headline = headline, with a picture
edition-place-other = in the table
edition-narrative = What does it mean, in plain words?
edition-keep = Keep this edition
edition-change = Change it

edition-problem-backwards = Ends before it begins. Say a later period or leave it empty.
edition-problem-corrects = Choose an edition that is published.
edition-problem-empty = No measure is chosen. Choose at least one.
edition-problem-many = That is more than fits into one edition. Choose fewer.
edition-problem-exposed = { $count ->
        [one] A hidden number of { $measure } in { $period } could be worked out from the rest.
       *[other] { $count } hidden numbers, the first of { $measure } in { $period }, could be worked out from the rest.
    } Leave the measure out, or take fewer periods.
edition-rule-published = It is published: an edition never changes. Put a new one together that corrects it.
edition-rule-other-version = Somebody changed it meanwhile. Look at it again.
edition-rule-moved = Numbers kept changing while it was checked. Check it again when fewer people send theirs.
edition-rule-check-again = Another edition was published since it was checked. It must be checked again beside that one.

edition-assembling-words = Its numbers are not read yet. The check freezes them, hides what is too small, and looks for whatever could still be worked out, beside all that was published before.
edition-check = Freeze and check its numbers
edition-check-again = Freeze and check them again
edition-preview-words = This is how everybody would see it. { $shown ->
        [one] One number is shown,
       *[other] { $shown } numbers are shown,
    } { $hidden ->
        [0] none is hidden. The whole published surface was checked.
        [one] one is hidden. The whole published surface was checked: it cannot be worked out from the rest.
       *[other] { $hidden } are hidden. The whole published surface was checked: none of them can be worked out from the rest.
    } A decision publishes exactly this.
edition-propose = Ask for a decision to publish it
edition-reasons = Why numbers are hidden
edition-reason-small = Few people are counted
edition-reason-small-remainder = Few people are missing to everybody
edition-reason-small-denominator = Few people are in the group
edition-reason-few-contributors = Few partners stand behind it
edition-reason-dominated = One partner holds most of it
edition-reason-hidden-earlier = An earlier edition hid it
edition-reason-companion = It would give another away

edition-kept-suppress = Small numbers are hidden to protect people (‡), and with them what would give them away.
edition-kept-round = Small numbers are hidden to protect people (‡); all others are rounded to five, so sums need not add up.
edition-kept-confidential = What one partner brought is not shown.
edition-published-on = Published on { $day }. It does not change.
edition-corrects-words = It corrects
edition-newer = There is a newer edition:
edition-none-yet = Nothing is published yet. Members see the numbers.
edition-seen-in = As published in
edition-others = Other measures
edition-by = By { $name }, { $period }
edition-data = Download its numbers (CSV)
value-hidden = hidden to protect people
value-hidden-sign = ‡ hidden to protect people

done-edition-assembled = Kept. Check its numbers next.
done-edition-changed = Kept. It must be checked again.
done-edition-checked = Frozen and checked. Members can look at it now.
told-edition-assembled = put an edition together: { $title }
told-edition-changed = changed an edition: { $title }
told-edition-checked = froze and checked an edition: { $title }
told-edition-published = published an edition: { $title }

## How small numbers are kept from readers

disclosure-title = Small numbers
disclosure-link = How small numbers are kept from readers
disclosure-lead = One way for the whole initiative. A count below ten may show single people; so may what follows from the rest of a table.
disclosure-mode = What becomes of numbers?
disclosure-mode-suppress = Hide small ones, and with them what would give them away; everything else is exact
disclosure-mode-round = Hide small ones and round everything else to five
disclosure-short-suppress = hiding
disclosure-short-round = rounding
disclosure-confidential = What one partner brought
disclosure-confidential-yes = Keep it from the public: hide numbers of fewer than three partners, or of which one holds more than four fifths
disclosure-published = Edition { $edition } was published by { $mode }, and stays so. The next one follows what is chosen here.
disclosure-sure = The published edition
disclosure-sure-yes = If this is another way: yes, from the next edition on
disclosure-problem-published = The edition that everybody sees was made another way. Say that you mean it.
disclosure-rule-changed = Somebody else chose meanwhile. Look at it again.
disclosure-choose = Keep them so
disclosure-chosen-by = Chosen by { $name }, { $day }.
done-disclosure-chosen = Kept. The next edition follows it.
told-disclosure-chosen = chose how small numbers are kept from readers in { $title }

## On other people's pages

embed-link = Put it on your page
embed-title = Put it on your page
embed-lead = Both show the latest edition and lead back here. They follow the reader's light or dark.
embed-as-picture = As a picture
embed-as-page = As a small page in a frame
embed-source = { $place }, { $edition }, { $day }
