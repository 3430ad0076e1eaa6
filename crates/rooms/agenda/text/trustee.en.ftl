# The key of a secret vote, split among trustees.

trustees-title = Who holds the key
trustees-lead = The key of this vote is split among { $all } trustees. Any { $needed } of them can open the ballots after the end; fewer cannot, and neither can whoever runs the server.
trustees-wait = Voting begins when each has taken their share.
trustee-waiting = has not taken their share yet
trustee-taken = holds a share
trustee-handed-in = has handed it in
trustee-take = Show me my share
trustee-take-means = It is shown once and then destroyed on the server. Have pen and paper ready, or a password manager.
trustee-keep = Keep your share where nobody else looks. After the end it is asked for here.
trustee-share = Your share of the key
trustee-share-hint = As you wrote it down. Spaces and hyphens do not matter.
trustee-share-title = Your share of the key
trustee-share-lead = Write it down now: it is shown once, and the server has it no more.
trustee-share-means = After the end of the vote you are asked for it. { $needed } shares open the ballots. If too many are lost, nobody can open them, and the vote has to be held again.
decision-end-vote = End the vote now
decision-end-vote-means = Everybody has voted. When the vote is ended no ballot can be changed any more, and the trustees are asked for their shares.
decision-outcome-key-waits = Voting has not begun: each trustee takes their share of the key first. It is open until { $day }. { $method }.
decision-close-later-key = Voting ends after the last day, or sooner once everybody has voted. Then the trustees open the ballots.
decision-outcome-key = The vote is over: { $answered } of { $held } have taken part. { $missing ->
        [one] It is counted as soon as one more trustee has handed in their share.
       *[other] It is counted as soon as { $missing } more trustees have handed in their shares.
    }
trustee-hand-in = Hand in my share
decision-trustees = Who holds the key of a secret vote?
decision-trustees-hint = Trustees, one a line, each by the e-mail address they sign in with. Without any, the server keeps the key until the end.
decision-key_needed = How many of them does it take to open the ballots?
today-key-take = Take your share of the key: { $title }
today-key-hand-in = Hand in your share of the key: { $title }
done-decision-vote-ended = Ended. The trustees are asked for their shares.
done-decision-key-handed-in = Handed in. The ballots count themselves when there are enough.
told-decision-vote-ended = ended the vote, because everybody has voted: { $title }
told-decision-key-taken = took a share of the key: { $title }
told-decision-key-handed-in = handed in a share of the key: { $title }
problem-trustees = Name two to nine different members, one a line, by their e-mail addresses. This is none: { $who }
problem-trustees-secret = Only a secret vote has a key.
problem-key-needed = Choose a number from 2 to { $most }.
problem-key-share = This is not your share of this key. Look for a letter that was written wrong.
rule-key-whole = The key of this vote is not split: count the answers.
rule-key-taken = Your share was shown already. It is nowhere but with you.
rule-key-early = The vote goes on. Keep your share until its end.
rule-key-waits = Voting begins when each trustee has taken their share of the key.
rule-key-shares = Not enough trustees have handed in their shares yet. Ask them for it; the ballots count themselves then.
