# Conversations as Polis' files

polis-title = This conversation as files
polis-lead = Four files as Polis makes them: other programs read them, and a conversation that came from there goes out as it came. They hold each participant's votes and nobody's name.
polis-participants-votes = Who voted what: a row for each participant, a column for each statement
polis-votes = Every vote as it was cast, changed ones too; times of votes that were cast here are known to the hour
polis-comments = Every statement with its votes
polis-summary = What was asked, and how much came together
polis-link = Download as Polis' files
problem-votes-differ = The last vote of somebody on a statement in votes.csv is another than in participants-votes.csv. Export both at the same time.

polis-in-link = Bring one in from Polis
polis-in-title = Bring in a conversation that was held on Polis
polis-in-lead = Take the files as Polis exports them. All of a conversation comes in, or nothing; the same files never make a second one.
polis-in-participants-votes = Who voted what (participants-votes.csv)
polis-in-comments = Statements (comments.csv)
polis-in-summary = What was asked (summary.csv)
polis-in-votes = Every vote as it was cast (votes.csv)
polis-in-votes-hint = Without it the days of the conversation cannot be shown.
polis-in-notice = Where it comes from, and under which licence
polis-in-notice-hint = It stands with the conversation.
polis-in-do = Read and bring it in
polis-in-problem = { $words }
done-conversation-imported = The conversation is here, with its statements and votes.
