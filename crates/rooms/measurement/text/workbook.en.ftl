# Everything a partner owes as one workbook.

workbook-title = All numbers in one workbook
workbook-lead = { $count ->
        [0] Nothing is owed now.
        [one] One number is owed now.
       *[other] { $count } numbers are owed now.
    } The workbook has a sheet for each measure. Fill in what you have and bring it back: every sheet is read at once.
workbook-link = All of it in one workbook
workbook-get = Take it along
workbook-get-lead = Partner and period are filled in, categories can be chosen from a list, and last time’s numbers stand beside the empty cells.
workbook-get-link = Download the workbook
workbook-bring = Bring it back
workbook-bring-lead = All sheets are sent or none. Afterwards you see your numbers beside the whole and accept them; before that nobody else sees them.
workbook-file = The filled workbook
workbook-send = Read and send
workbook-sheet = Sheet
workbook-faults-lead = { $count ->
        [one] One place needs mending. Nothing was sent.
       *[other] { $count } places need mending. Nothing was sent.
    } Mend it in the workbook and bring it in again.
workbook-faults-more = The first { $shown } of { $count } are shown.
workbook-rule-nothing-owed = Nothing is owed now, so there is nothing to fill in.
workbook-problem-nothing = Choose the workbook that you filled in.
workbook-problem-none = This is not the workbook from here. Download it above, fill it in and bring that one; another file goes in on the page of its measure.
workbook-problem-empty = Nothing is filled in. Fill in the yellow cells and save the workbook first.
workbook-problem-large = This is far more than one partner’s workbook. Bring only the sheets that you downloaded here.
workbook-problem-measure = You are not asked for this measure any more. Delete the sheet.
workbook-problem-twice = The sheet “{ $first }” is of the same measure. Keep one of the two.
workbook-problem-other = This sheet is another partner’s. Bring it in on that partner’s page.
done-workbook-sent = Sent. Look at your numbers below and accept them: then they count.
