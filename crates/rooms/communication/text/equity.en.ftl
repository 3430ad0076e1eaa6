# Words of the communication room with equity at the centre, where they differ.

answers-empty = Communities that speak are owed an answer: what we did with their words, what we will do, or what we could not do, and why.
