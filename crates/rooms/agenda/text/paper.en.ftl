# Votes on paper

paper-title = On paper
paper-lead = { $sheets ->
        [0] No sheet is made yet. Make some for a meeting, a counter or whoever has no phone.
        [one] One sheet is made; { $typed ->
            [0] it is not counted yet.
           *[other] it is counted.
        }
       *[other] { $sheets } sheets are made, { $typed ->
            [0] none of them is counted yet.
            [one] one of them is counted.
           *[other] { $typed } of them are counted.
        }
    }
paper-type-title = Type in a sheet
paper-code = The sheet’s code
paper-code-hint = It stands at the foot of the sheet.
paper-type = Go to this sheet
paper-make-title = Sheets to print
paper-run = Printing
paper-sheets = Sheets
paper-typed = Counted
paper-run-link = Printing { $run }, of { $day }
paper-many = How many sheets?
paper-many-hint = Each has a code of its own and counts once. They ask for what has the fewest votes.
paper-make = Make these sheets
paper-print-title = Sheets to print
paper-print-lead = { $sheets ->
        [one] One sheet. Print this page.
       *[other] { $sheets } sheets, one to a page. Print this page.
    }
paper-back = Back
paper-how = Tick one box for each, or none. Your name is not asked for; your votes are counted without it.
paper-own = What do you think? One thought that others can agree with or not:
paper-look = Look here whether it was counted, or vote on your phone instead:
paper-sheet-title = Sheet { $code }
paper-counted = This sheet was counted on { $day }. Nothing says which votes came from it.
paper-not-counted = This sheet is not counted yet.
paper-instead = Hand it in where you got it. Or vote here instead, and keep the sheet: then nothing is counted twice.
paper-tag-counted = counted
paper-to-conversation = Go to the conversation
paper-next = Type in another sheet
paper-keys = One letter for each row: A or 1 agrees, D or 2 disagrees, P or 3 passes. Leave a row empty if nothing, or more than one box, is ticked.
paper-said = What was written by hand
paper-count = Count this sheet
done-paper-made = Made. Print this page.
done-paper-typed = Counted. Type in the next one.
told-paper-printed = made paper sheets for a conversation: { $title }
told-paper-typed = typed in a paper sheet: { $title }
rule-paper-accounts = Everybody in this conversation has an account, so there is no paper: a sheet would let somebody vote twice.
rule-paper-closed = This conversation is not open, so nothing is counted. Whoever holds it can move its last day.
rule-paper-nothing = There is no statement to vote on yet. Write the first ones, then make sheets.
rule-paper-typed = This sheet is counted already. Each counts once: look whether two sheets were mixed up.
problem-paper-many = Make between 1 and { $most } sheets at once.
problem-paper-key = Type A, D or P (or 1, 2, 3), or leave it empty.
problem-paper-statement = This statement is not on this sheet.
problem-paper-empty = Nothing is typed in yet: type a letter in at least one row, or what was written by hand.
