# Secret ballots: casting, the receipt, the published list.

poll-secrecy-secret = Secret
poll-secret-short-secret = It is secret: under “How it is decided” stands what that means.
poll-secret-means-secret = Ballots lie sealed until the end. Then they are opened together and mixed, and key and sealed ballots are destroyed: from then on nobody can say whose is whose, not even whoever runs the server. Until then each lies beside its voter, so that it can be changed: only somebody who holds both the database and the key could open it. Below five ballots, or below the quorum, none is opened.
ballot-cast = Cast this ballot
ballot-again = You have voted. What you cast now takes the place of your ballot, with another receipt.
ballot-cast-title = Your ballot is cast
ballot-cast-lead = It lies sealed with the others until the end.
ballot-receipt = Receipt
ballot-receipt-is = Your receipt:
ballot-receipt-means = Write it down now: it is shown once and kept nowhere. When the vote has ended you find it in the published list, with what your ballot said. If you vote again, only the last receipt counts.
ballot-receipt-shows = Whoever sees your receipt can look up your ballot. Show it to nobody.
ballot-back = Back to the vote
ballot-list = Published ballots
ballot-says = Ballot
ballot-list-lead = Every ballot by its receipt. Look for yours: your browser's search never leaves your device.
ballot-list-hash = The SHA-256 of the list, as the journal has it:
ballot-list-show = { $count ->
        [one] Show one ballot
       *[other] Show { $count } ballots
    }
ballot-list-none = Too few took part: the ballots were destroyed unopened.
ballot-file = Ballots as a file
ballot-file-means = Anybody can count them again, for example with “groundswell lab tally”.

# The ballot in a mail, and behind its link
ballot-mail-subject = Your answer is asked for: { $title }
ballot-mail-opening = { $name }, { $group } decides: { $title }

    Proposed by { $by }. You answer for { $whom }, until { $day }.
ballot-mail-link = Your ballot:
ballot-mail-closing = The link is yours alone: whoever has it can answer for you in this one vote, until its end. Nothing counts before you press the button on the page.
ballot-link-lead = This is the ballot of { $name }. It can be changed until { $day }.
ballot-link-whole = The whole proposal, with who has answered
ballot-link-over-title = This ballot is closed
ballot-link-over = The vote is over, or the proposal was changed and you got a newer mail. A link that was not copied whole does not work either.
ballot-link-sign-in = Sign in to see the decision

problem-too-few-for-secret = A secret vote needs at least five who decide: among fewer, who voted is as good as what they said.
rule-no-key-folder = This server has no folder for keys, and a secret vote needs one. Whoever runs the server sets it with --keys.
rule-key-not-here = The key of this vote is not on this server, and without it no ballot can be opened. Whoever runs the server puts it into the folder of keys; if it is lost, the proposal can only be taken back.
rule-decision-secret = This vote is secret. Cast the ballot on its page, or with the API's answers route.
rule-decision-not-secret = This vote is not secret. Answer it on its page, or with the API's answers route.
