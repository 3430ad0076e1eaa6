# Words of the communication room inside one organisation, where they differ.

updates-example = “Sales and the workshop agreed on one order form. It starts in March; two teams try it first.”
update-audience-public = Everybody in the company
discussion-new-lead = One question or one thought. Everybody who takes part can read and answer.
meetings-example = “Order group, Tuesday at ten, ninety minutes: choose the one order form.”
