### Words for numbers, dates and spans of time. Read by the module `text`; every language has this file.

# The language's own name for itself.
text-language = English
# ltr or rtl.
text-direction = ltr

# The mark between units and tenths, and between thousands.
text-decimal = .
text-group = ,
text-percent = { $number }%
# Stands where a calculation gave no number.
text-no-number = not known

text-month-1 = January
text-month-2 = February
text-month-3 = March
text-month-4 = April
text-month-5 = May
text-month-6 = June
text-month-7 = July
text-month-8 = August
text-month-9 = September
text-month-10 = October
text-month-11 = November
text-month-12 = December

text-day = { $day } { $month } { $year }
text-moment = { $day }, { $time } { $zone }

text-just-now = just now
text-minutes-ago =
    { $count ->
        [one] { $count } minute ago
       *[other] { $count } minutes ago
    }
text-hours-ago =
    { $count ->
        [one] { $count } hour ago
       *[other] { $count } hours ago
    }
text-days-ago =
    { $count ->
        [one] { $count } day ago
       *[other] { $count } days ago
    }
text-in-minutes =
    { $count ->
        [one] in { $count } minute
       *[other] in { $count } minutes
    }
text-in-hours =
    { $count ->
        [one] in { $count } hour
       *[other] in { $count } hours
    }
text-in-days =
    { $count ->
        [one] in { $count } day
       *[other] in { $count } days
    }
