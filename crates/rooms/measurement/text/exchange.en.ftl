# Values on their way out: files for people and programs.

told-submission-taken-back = took back a number: { $title }
exchange-title = Data of this measure
exchange-link = Download the data
exchange-all-title = Measures of { $initiative }
exchange-all-link = Download all data
exchange-lead = { $count ->
    [0] Nothing is shown of this measure yet. The files are there all the same, with their first line.
    [one] One period, in the file that suits you. Every file says the same.
   *[other] { $count } periods, in the file that suits you. Every file says the same.
}
exchange-all-lead = { $count ->
    [0] Nothing is measured yet. The files are there all the same, with their first line.
    [one] One measure, in the file that suits you. Every file says the same.
   *[other] { $count } measures in one file each. Every file says the same.
}
exchange-shown-public = The files hold what was published. A value that stands for too few people is left out, and its row says “hidden”.
exchange-shown-members = As a member you get every value that partners have accepted, up to now. Whoever comes without an account gets what was published.
exchange-files = Files
exchange-file = File
exchange-for = What it is for
exchange-format-xlsx = Workbook (XLSX)
exchange-format-xlsx-for = For Excel, LibreOffice and Google Sheets. A second sheet says what each column means.
exchange-format-csv = Table (CSV)
exchange-format-csv-for = For any spreadsheet, R, Python, or a database: one row a value, in UTF-8 with commas.
exchange-format-json = JSON
exchange-format-json-for = For a program or a web page: the definitions first, then the values.
exchange-format-package = Data package (ZIP)
exchange-format-package-for = For archives and data portals: the table together with its description (Frictionless Data Package 2.0).
exchange-format-csvw = Description of the table (CSVW)
exchange-format-csvw-for = For programs that read “CSV on the Web”: what each column of the table holds.
exchange-format-sdmx = SDMX-CSV
exchange-format-sdmx-for = For statistical offices: SDMX 2.0 with codes for missing, hidden, provisional and broken series.
exchange-format-dataset = Description for search engines (JSON-LD)
exchange-format-dataset-for = For Google Dataset Search and others: schema.org’s Dataset. This page carries it already.
exchange-columns = Columns
exchange-column = Column
exchange-meaning = What it holds
exchange-whole = “_T” stands for the whole. An empty cell means that it is not known, never zero.
exchange-column-measure = The measure’s number here.
exchange-column-name = What the measure is called.
exchange-column-kind = How its values become one: ratio, flow, stock, mean, estimate, index, or not additive.
exchange-column-period = The period: 2018, 2018-Q3, or 2018-03.
exchange-column-start = The period’s first day.
exchange-column-end = The period’s last day.
exchange-column-dimension = By what the value is broken down; _T for the whole.
exchange-column-category = Of which category; _T for the whole.
exchange-column-category-name = What the category is called.
exchange-column-value = The value: numerator divided by denominator, times the factor. 4 means 4 where the unit is %.
exchange-column-low = The lower end of an estimate’s range.
exchange-column-high = The upper end of an estimate’s range.
exchange-column-quality = How far an estimate can be relied on: 1 good, 2 with care, 3 not to act on.
exchange-column-unit = The unit of the value.
exchange-column-numerator = The sum of what partners counted.
exchange-column-denominator = The sum of what they counted it among; empty where nothing is divided.
exchange-column-factor = What the value is multiplied by.
exchange-column-status = “complete”; “partial” while too few have reported; “hidden” where too few people stand behind it; “missing” where nothing counts yet.
exchange-column-reported = How many partners’ figures are in it.
exchange-column-expected = How many owe one.
exchange-column-version = The version of the definition that it follows.
exchange-column-updated = When the last of its figures was accepted (UTC).
exchange-programs = For programs
exchange-api = The same as JSON, for a program with a token:
exchange-dhis2 = Programs made for DHIS2 read and send data at this address, with an e-mail address and a password or with a token:
exchange-token = Make a token
