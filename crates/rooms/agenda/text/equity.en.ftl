# With equity at the centre.

conversation-seeds-hint = One a line, as somebody would say it. Begin with those who are seldom asked, and say opposite things too.
agenda-example = “Every child in the county reads well by the age of nine, whatever the street they grow up in.”
answers-empty = Communities that speak are owed an answer: what we did with their words, what we will do, or what we could not do, and why.
