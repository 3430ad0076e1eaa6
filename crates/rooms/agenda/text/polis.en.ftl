# Conversations as Polis' files

polis-title = This conversation as files
polis-lead = Four files as Polis makes them: other programs read them, and a conversation that came from there goes out as it came. They hold each participant's votes and nobody's name.
polis-participants-votes = Who voted what: a row for each participant, a column for each statement
polis-votes = Every vote as it was cast, changed ones too; times of votes that were cast here are known to the hour
polis-comments = Every statement with its votes
polis-summary = What was asked, and how much came together
polis-link = Download as Polis' files
problem-votes-differ = The last vote of somebody on a statement in votes.csv is another than in participants-votes.csv. Export both at the same time.
