## What kind of number a measure is, and how its definition changes

measure-problem-break = Another kind of number, direction or frequency breaks the series: choose “the series breaks here”. Another unit can also be bridged by a factor.
measure-problem-reported = Numbers up to { $period } count already under the older definition. Begin later than that.
measure-problem-quadrant = Choose one of the three, and only for what a programme does.
measure-problem-lag = Write a number of days, from 0 to 3,660.
measure-problem-cell = Write a number from 0 to 1,000.
measure-problem-band = The upper end lies above the lower one.
measure-problem-bridge = Write the number by which older values are multiplied: more than 0.
