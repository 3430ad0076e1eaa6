## Parts of a number: categories and places

submission-problem-category = “{ $category }” is no category of “{ $dimension }” here. Use the codes of this measure.
submission-problem-own-place = This partner reports for one place: its number is that place's. Leave the places out.
submission-problem-holds = { $place } holds other places and is their sum. Report the places in it.
submission-problem-sum = { $dimension }: the parts add up to { $sum }, and the whole is { $whole }. Find which of them is wrong.
submission-problem-sum-more = { $dimension }: the parts add up to { $sum } already, more than the whole, { $whole }. Find which of them is wrong.
submission-problem-low = The lower end of the range lies above the value.
submission-problem-high = The upper end of the range lies below the value.
submission-problem-quality = Write 1, 2 or 3.
submission-ask-missing = { $dimension }: { $count ->
        [one] { $category } has no number.
       *[other] { $count } categories have no number, such as { $category }.
    } Is that as it should be?
duty-problem-place = No place of this measure has this code.
