# Words of the communication room inside one organisation, where they differ.

answers-empty = Whoever speaks up is owed an answer: what we did, what we will do, or what we could not do, and why.
answers-example = “You said that the night shift finds the canteen closed. Since May it opens at two.”
answer-text-hint = Begin as you would say it to a colleague.
updates-example = “Sales and the workshop agreed on one order form. It starts in March; two teams try it first.”
update-audience-public = Everybody in the company
discussion-new-lead = One question or one thought. Everybody who takes part can read and answer.
meetings-example = “Order group, Tuesday at ten, ninety minutes: choose the one order form.”
