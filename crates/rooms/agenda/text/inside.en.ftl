# Inside one organisation: the public is the company, residents are colleagues, seats are functions.

conversations-example = “What should change in how we work, so that customers get what they need?”
agenda-example = “Every order leaves the house within a day.”
front-term = Shared agenda
front-vision = What we want together / shared agenda
conversation-audience-link = Anybody in the company with the link, without an account
decision-why-hint = What colleagues said, what the numbers say, what else was thought of.
decision-seat-constituency = Function
answers-empty = Whoever speaks up is owed an answer: what we did, what we will do, or what we could not do, and why.
answers-example = “You said that the night shift finds the canteen closed. Since May it opens at two.”
