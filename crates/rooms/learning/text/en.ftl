# Words of the learning room.

learning-door = Learning
kind-change = Change

changes-title = What changed in the system
changes-term = Learning / change log
changes-lead = { $count ->
        [0] Nothing is noted yet. One line, one minute: that is how slow change becomes visible.
        [one] One change is noted.
       *[other] { $count } changes are noted, newest first.
    }
changes-empty = Slow curves move last. Before them, rules, habits and relations change: note them here as they happen.
changes-example = “The county asks for a traffic study before it grants a permit, for the first time.”

change-line = What changed?
change-line-hint = One line: who does what differently now.
change-code = What kind of change is it?
change-first_time = Has it been so before?
change-first_time-yes = It happened for the first time
change-first-time = for the first time
change-note = Note this change
change-code-practice = Practice: something is done differently
change-code-policy = Policy: a rule is different
change-code-resources = Resources: money or people flow differently
change-code-relationship = Relationship: people work together who did not
change-code-power = Power: who decides is different
change-code-thinking = Thinking: people see it differently

done-change-noted = Noted. It stands in the journal and on the front page.
told-change-noted = noted a change: { $title }
