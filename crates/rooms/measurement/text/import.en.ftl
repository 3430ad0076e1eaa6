# Figures from files

import-link = Import a file
import-file = File
import-read = Read this file
import-faults = What needs mending, row by row
import-row = Row
import-where = Where
import-in-row = Row { $row }
import-in-file = The file
import-column = Column
import-mend = What to do
import-decimal-point = point
import-decimal-comma = comma
import-figures = The numbers, as they stand in the file
import-more = And { $more } more.
import-confirm = Send these numbers
import-problem-large = This file is larger than 32 MB. Send only the rows that are needed.
import-problem-empty = This file is empty.
import-problem-column = No column is called “{ $asked }”. The file has: { $there }.
import-problem-quote = A quotation mark opens here and is never closed.
import-problem-number = “{ $found }” is no number. Write digits only, or leave it empty.
import-problem-period = “{ $found }” is no period of this measure, such as 2026, 2026-Q3 or 2026-07.
import-problem-half = One of the two numbers is missing. Fill it in, or leave both empty.
import-problem-double = This partner has { $period } in row { $first } already. Keep one of them.
import-problem-not-open = { $period } is not open for reporting. Ask the backbone to open it.
import-problem-locked = { $period } is locked. Ask the backbone to open it again.

import-title = Bring in a file
import-lead = Any table, as it came to you. What was read is shown first; nothing counts before each partner has accepted its own.
import-file-hint = A workbook (XLSX) or a table as text (CSV), at most 32 MB. Lines above the header, blanks in numbers, any separator and old letters are understood.
import-table = Or paste the rows here
import-table-hint = Copied from a spreadsheet, with the row that names the columns.
import-remembered = The columns of the last file are remembered: { $columns }. A file that has them is read at once.
import-problem-nothing = Choose a file, or paste rows.
import-template = Download a sheet to fill in
import-template-lead = A sheet made for your own numbers, with what you sent last beside each line. It is read back without choosing any columns.

import-choose-title = Which column is which?
import-choose-lead = { $file } has { $columns ->
        [one] one column
       *[other] { $columns } columns
    }. What its names suggest is chosen already. Your choice is remembered for the next file.
import-choose-pasted = What you pasted
import-choose-sheets = Sheets
import-key = Which column names the partner?
import-key-hint = It holds a code or the partner’s name.
import-key-one = None: every row is of { $partner }
import-period = Which column holds the period?
import-period-own = None: each period has columns of its own
import-period-one = None: every row is of { $period }
import-numerator = Which column counts “{ $what }”?
import-denominator = Which column counts “{ $what }”?
import-none = None
import-wide = { $name }: { $count ->
        [one] one column, { $first }
       *[other] { $count } columns, { $first } to { $last }
    }
import-example = { $name }: { $example }
import-category = Which column holds { $dimension }?
import-variable-title = A row for each number
import-variable-lead = Only if one column says what the row counts and another holds the number. Then choose the column of the numbers above, for the first question.
import-variable = Which column says what a row counts?
import-numerator-word = What does it say for “{ $what }”?
import-denominator-word = What does it say for “{ $what }”?
import-low = Which column holds the lower end?
import-high = Which column holds the upper end?
import-quality = Which column holds the quality, 1 to 3?
import-sample = The first rows of the file

import-reading-title = Reading the file
import-reading-lead = This page looks again by itself. You may leave it and come back.
import-reading = Rows read
import-broken-title = Reading came to no end
import-broken-lead = Nothing was taken. Read the file again.
import-faulty-title = The file needs mending
import-faulty-lead = { $count ->
        [one] One place needs mending. Nothing was taken.
       *[other] { $count } places need mending. Nothing was taken.
    }
import-faulty-more = The first { $shown } of { $count } are shown.
import-faulty-file = All of them as a file (CSV)
import-found-title = What was read
import-summary = { $figures ->
        [one] One number
       *[other] { $figures } numbers
    } of { $partners ->
        [one] one partner
       *[other] { $partners } partners
    }: { $created } new, { $corrected } corrected, { $unchanged } as they stand already.
import-left = { $missing ->
        [0] {""}
        [one] One is missing in the file; it stays as it is.
       *[other] { $missing } are missing in the file; they stay as they are.
    } { $others ->
        [0] {""}
        [one] One row is not ours and was left aside.
       *[other] { $others } rows are not ours and were left aside.
    } { $totals ->
        [0] {""}
        [one] One row is a total and was not added.
       *[other] { $totals } rows are totals and were not added.
    }
import-how-text = Header in row { $header }; columns parted by { $separator ->
        [comma] commas
        [semicolon] semicolons
        [tab] tabs
       *[bar] bars
    }; letters in { $encoding }; decimals after a { $decimal ->
        [comma] comma
       *[point] point
    }.
import-how-book = Sheet “{ $sheet }”, header in row { $header }.
import-confirm-lead = They are sent for each partner: all of them or none. Each partner looks at its own and accepts it; before that nobody else sees it here.
import-columns-again = Choose other columns
import-again = Bring in another file
import-rule-not-read = This file was not read to its end, or needs mending. Read it again.
import-problem-workbook = This workbook cannot be read. Save it as XLSX or as CSV and choose that file.
import-problem-binary = This is no table. Save the sheet as XLSX or as CSV and choose that file.
import-problem-choose = Choose a column. The file has: { $there }.
import-problem-which = Choose the column that counts this: a share needs both numbers.
import-problem-key = Say which column names the partner: you send for several.
import-problem-nobody = None of the { $others } rows is of a partner who reports this measure. Check the column, and the codes of the partners.
import-problem-category = “{ $found }” is none of the categories of this measure.
import-problem-crossed = This row is of two categories at once. Send one row for each.
import-problem-half-row = Of { $period } one of the two numbers has no row. Add it.
import-problem-no-period = “{ $period }” is no period of this measure.
import-problem-future = { $period } has not begun. Nobody can report it yet.
import-problem-more = And { $more } more places. Mend these first.
done-import-sent-own = Sent. Look at it below and accept it: then it counts.
done-import-sent = Sent. Each partner is asked to look at its own and accept it.
import-template-hint = Fill in the yellow cells. Leave empty what you do not know; what is empty changes nothing.
import-template-last = Last time
import-problem-partner = “{ $found }” is no partner who reports this measure.
import-problem-whole = Parts of this kind of number do not add up. Send a row for the whole of { $period } as well.
import-problem-dimension = This measure is not told apart by what “{ $found }” is to hold.
import-rule = As it was agreed: { $rule }
import-by-rule = Made as it was agreed: { $rules }.
import-problem-rule = The rule { $asked } needs columns that this file does not have. It has: { $there }.
import-problem-rule-agreed = This is not the rule that was agreed with this partner. Choose the columns again, or agree on another rule first.
import-checks = The checks at the door
import-asks = What will be asked
import-asks-lead = These can be sent as they are. Each becomes a question on its number, and whoever speaks for the partner answers it.
