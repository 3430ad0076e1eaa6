# Words of the crosswalk.

crosswalks-title = What partners count, beside what we agreed
crosswalks-link = All partners’ fields
crosswalks-lead = { $count ->
        [0] Nobody has been asked to report yet.
       *[other] { $said } of { $count } fields are mapped. { $waiting ->
            [0] None waits to be approved.
            [one] One waits to be approved.
           *[other] { $waiting } wait to be approved.
        }
    }
crosswalks-empty = Each partner says what it counts already and how that becomes what was agreed: the same, by a rule, a stand-in, or not at all. It begins once partners are asked to report.
crosswalks-example = “Sessions missed” at a school becomes “days missed”: [Sessions missed] / 2.
crosswalk-title = From our field to what we agreed
crosswalk-link = From the partner’s field to what we agreed
crosswalk-new-title = What is your own field?
crosswalk-new-lead = You keep counting as you do. Say what you call it and how it fits what was agreed, so that nobody adds up things that are not the same.
crosswalk-local_name = What do you call it?
crosswalk-local_name-hint = The field’s name as it stands with you, such as “Sessions missed”.
crosswalk-local_definition = What does it mean with you?
crosswalk-stands = Where does it stand in your file?
crosswalk-stands-hint = Sheet and column, such as “Attendance, column F”.
crosswalk-fit = How does it fit?
crosswalk-fit-exact = The same
crosswalk-fit-exact-hint = You count exactly what was agreed.
crosswalk-fit-transformed = The same, by a rule
crosswalk-fit-transformed-hint = Some arithmetic on your fields gives what was agreed. Write the rule below.
crosswalk-fit-proxy = A stand-in
crosswalk-fit-proxy-hint = It is something else that moves with it. Say why below.
crosswalk-fit-not-comparable = Not comparable
crosswalk-fit-not-comparable-hint = It cannot be held beside the others’ numbers. Say why below; that is fine, and good to know.
crosswalk-reason = Why?
crosswalk-reason-hint = Needed for a stand-in and for what cannot be compared.
crosswalk-rule = The rule
crosswalk-rule-lead = Your fields with + - * / and brackets, min(…), max(…), if(Tested > 0, Passed, 0). A field’s name with spaces goes into square brackets.
crosswalk-numerator = What is counted, from your fields
crosswalk-numerator-hint = Such as Boys + Girls, or [Sessions missed] / 2.
crosswalk-denominator = Out of what, from your fields
crosswalk-try = Try the rule
crosswalk-tried = { $numerator } out of { $denominator }
crosswalk-tried-missing = Type a number for each field to see what comes out. What is missing is never counted as zero.
crosswalk-say = Send it to be approved
crosswalk-say-first = Say what our field is
crosswalk-say-again = Say whether it still fits
crosswalk-say-other = Say something else
crosswalk-lead-none = Nothing is said yet of what this partner counts.
crosswalk-lead-waits = It is said, and waits to be approved.
crosswalk-lead-returned = It came back with a question.
crosswalk-lead-reopened = The definition has changed since. Does the field still fit?
crosswalk-lead-exact = It is the same as what was agreed.
crosswalk-lead-transformed = It becomes what was agreed by a rule.
crosswalk-lead-proxy = It stands in for what was agreed.
crosswalk-lead-not-comparable = It cannot be compared with the others’ numbers, and that is known.
crosswalk-holds = What holds
crosswalk-open-said = What waits to be approved
crosswalk-open-returned = What came back
crosswalk-none = nothing said yet
crosswalk-waits = waits to be approved
crosswalk-came-back = came back
crosswalk-reopened = definition changed
crosswalk-by = Said by { $name } on { $day }, of version { $version }.
crosswalk-note = Note
crosswalk-note-hint = Needed if it goes back: what should be said or changed?
crosswalk-approve = Approve it
crosswalk-return = Ask again
crosswalk-history = All that was said
crosswalk-when = When
crosswalk-state = State
crosswalk-state-said = waits to be approved
crosswalk-state-approved = approved
crosswalk-state-returned = came back
crosswalk-state-superseded = said anew

crosswalk-problem-reason = Say why it stands in, or cannot be compared.
crosswalk-problem-rule = Write the rule, such as Boys + Girls.
crosswalk-problem-note = Say what should be changed before it is approved.
crosswalk-rule-not-waiting = It was judged already, or the partner has said something else since. Look at what stands there now.
crosswalk-rule-too-long = The rule is too long: at most 500 characters.
crosswalk-rule-too-deep = At character { $at } brackets are nested too deeply. Write it in simpler steps.
crosswalk-rule-no-value = At character { $at } stands “{ $found }” where a field, a number or a bracket should be.
crosswalk-rule-ends-early = The rule ends at character { $at }, and something is still missing.
crosswalk-rule-not-closed = The bracket at character { $at } is never closed.
crosswalk-rule-left-over = At character { $at } stands “{ $found }”, which does not belong there. Is a sign missing before it, or square brackets around a name with spaces?
crosswalk-rule-unknown = At character { $at }: there is no “{ $found }”. There are if, min and max.
crosswalk-rule-no-comparison = At character { $at } a comparison is missing: if(Tested > 0, Passed, 0).
crosswalk-rule-arguments = At character { $at }: “{ $found }” needs other parts. if takes a comparison and two values; min and max take at least one.
crosswalk-rule-divided-by-zero = At character { $at } something is divided by zero. Guard it: if(Tested > 0, Passed / Tested, 0).
crosswalk-rule-too-large = At character { $at } the result is larger than numbers go.

today-crosswalk-waits = { $partner } said what it counts for { $measure }; it waits to be approved.
today-crosswalk-returned = What you said of your field for { $measure } came back with a question.
today-crosswalk-reopened = The definition of { $measure } has changed. Does your field still fit?

done-crosswalk-said = Sent. Whoever keeps the data looks at it.
done-crosswalk-approved = Approved.
done-crosswalk-returned = It went back with your note.
told-crosswalk-said = said what its field is: { $title }
told-crosswalk-approved = approved a partner’s field: { $title }
told-crosswalk-returned = asked again about a partner’s field: { $title }
