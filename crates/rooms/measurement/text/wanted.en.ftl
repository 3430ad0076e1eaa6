# Words of the data development agenda.

kind-wanted = Wanted measure
wanted-term = Measures / data development agenda
wanted-title = Data we still need
wanted-link = Data we still need
wanted-lead = { $count ->
        [0] No data is being sought at the moment.
        [one] One measure would tell much and has no good data yet.
       *[other] { $count } measures would tell much and have no good data yet.
    } { $late ->
        [0] {""}
        [one] One next step is overdue.
       *[other] { $late } next steps are overdue.
    }
wanted-empty = Some measures would say the central thing, and nobody has the data. Write down what stands in the way, who gets it, and what is done next.
wanted-example = “Children who are read to at home”: nobody asks. Next step: three questions in the health visitors’ form, by March.
wanted-name = What would people call it?
wanted-name-hint = A few words, such as “Children who are read to at home”.
wanted-why = Why does it matter?
wanted-why-hint = What would it say about the result that nothing else says?
wanted-result = Result
wanted-obstacle = What stands in the way?
wanted-obstacle-absent = Nobody collects it
wanted-obstacle-not-shared = Somebody has it and does not share it yet
wanted-obstacle-poor-quality = It is not good enough
wanted-obstacle-too-late = It comes too late
wanted-obstacle-not-split = It is not split by the groups that matter
wanted-owner = Who gets it?
wanted-owner-hint = A person or a partner, by name.
wanted-step = What is the next step?
wanted-due = By when?
wanted-stopgap = What stands in until then?
wanted-stopgap-hint = A weaker measure that can be had now.
wanted-state = State
wanted-state-open = being sought
wanted-state-late = next step is overdue
wanted-state-measured = became a measure
wanted-state-dropped = no longer sought
wanted-outcome = Why it was given up
wanted-by = Put here by { $name } on { $day }.
wanted-new-link = Add what we need
wanted-new-title = Data we need
wanted-new-lead = Say who gets it and what is done next, so that it does not stay a wish.
wanted-put = Put it on the agenda
wanted-step-link = Write the next step
wanted-step-title = What is next?
wanted-step-lead = The step so far: { $step }
wanted-move = Write it down
wanted-become-title = Is the data there?
wanted-become-lead = Then it becomes a measure like any other. Its definition is written next, and partners can report it.
wanted-become = Make it a measure
wanted-drop-title = Give it up
wanted-reason = Why is it given up?
wanted-drop = Give it up
wanted-rule-over = This is no longer on the agenda. If it is needed again, put it there anew.
today-wanted-step = The next step for “{ $name }” is overdue: { $step } ({ $owner }).

done-wanted-put = It is on the agenda.
done-wanted-moved = Written down.
done-wanted-measured = It is a measure now. Next: what exactly is counted?
done-wanted-dropped = It was given up.
told-wanted-put = put on the data development agenda: { $title }
told-wanted-moved = wrote the next step for data we need: { $title }
told-wanted-measured = data is there now: { $title }
told-wanted-dropped = gave up data we wanted: { $title }
