## Parts of a number: categories and places

submission-problem-category = “{ $category }” is no category of “{ $dimension }” here. Use the codes of this measure.
submission-problem-retired = { $category } is asked for no longer since { $period }. Leave it out.
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

dimensions-title = Told apart by
dimensions-link = Told apart by
dimensions-lead = { $count ->
        [0] This measure is one number for everybody.
        [one] This measure is told apart in one way.
       *[other] This measure is told apart in { $count } ways.
    }
dimensions-empty = A whole hides who is left out. Tell a measure apart by age, by school, by neighbourhood, and each report is asked for the parts.
dimensions-example = Such as “age” with “under 25” and “25 and over”; or a tree of places: the country, its states, their counties.
dimension-new-title = Tell it apart
dimension-name = By what?
dimension-name-hint = Such as “age”, “school”, “place”.
dimension-places = What sort of list is it?
dimension-places-no = A list of categories
dimension-places-no-hint = Each number belongs to one of them.
dimension-places-yes = A tree of places
dimension-places-yes-hint = Places lie in places. The innermost ones report, and each place above is their sum.
dimension-categories = Categories
dimension-categories-hint = One a line: a name; or code, name. For places: code, name, and the code of the place it lies in.
dimension-file = Or as a file
dimension-file-hint = A table (CSV) with the columns code, name and, for places, parent.
dimension-columns = If the columns are called otherwise
dimension-columns-lead = Write the names as they stand in the header of the file.
dimension-code_column = Column of the code
dimension-name_column = Column of the name
dimension-parent_column = Column of the place it lies in
dimension-code = Code of the whole list
dimension-code-hint = How files and programs name it. Left empty: made of the name.
dimension-required = Is each report asked for it?
dimension-required-label = Yes, and the parts add up to the whole
dimension-required-yes = in each report
dimension-required-no = where it is known
dimension-asked = Asked for
dimension-tree = places
dimension-define = Tell it apart
dimension-category = Name
dimension-category-code = Code
dimension-within = Places in it
dimension-outermost = All
dimension-nothing-within = No place lies in this one.
dimension-until = until { $period }
dimension-formerly = formerly { $name }
dimension-lead = { $count ->
        [one] One category.
       *[other] { $count } categories.
    }
dimension-lead-places = { $count } places. { $ends ->
        [one] One of them holds no other and reports.
       *[other] { $ends } of them hold no other and report.
    } Each place above is the sum of what lies in it.
dimension-lead-required = Each report is asked for it.
dimension-lead-optional = It is told where it is known.
dimension-change-title = Change this list
dimension-effective_from = From which period on?
dimension-effective_from-hint = 2026 for a year, 2026-Q3 for a quarter, 2026-07 for a month.
dimension-rename = Call some of them otherwise
dimension-retire = Ask no longer for some of them
dimension-retired = Which are asked for no longer?
dimension-retired-hint = What was reported until then stays. A place goes with all that lies in it.
dimension-added = What is new?
dimension-added-hint = One a line: a name; or code, name.
dimension-change = Write this version
dimension-back = Back to the measure
dimension-problem-code = Write at least one letter or digit.
dimension-problem-many = A measure is told apart in at most twelve ways.
dimension-problem-second-tree = This measure has a tree of places already. Add the new places to it.
dimension-problem-most = A list holds at most { $most } lines.
dimension-problem-name = A name is missing here.
dimension-problem-twice = The code { $code } stands there already.
dimension-problem-no-places = This is no tree of places, so nothing lies in anything. Leave the third column out, or choose “a tree of places”.
dimension-problem-parent = No place has the code { $parent }. Write the outer place in a line of its own.
dimension-problem-circle = { $place } lies within itself, by way of others. Mend where it lies.
dimension-problem-nothing = Nothing is different. Change a name, retire something, or add a line.
done-dimension-defined = Done. Each report is asked for it from now on.
done-dimension-changed = Written. It holds from the period you named.
told-dimension-defined = told { $title } apart
told-dimension-changed = changed by what { $title } is told apart
duty-places = The place for which each of them reports
duty-places-hint = Write the code of the place, as it stands in the tree of places. Left empty: the partner reports for the whole, or for all places at once.
