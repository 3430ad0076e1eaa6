# Opening a conversation, and codes that let somebody in.

conversation-part-who = Who
conversation-part-when = When
conversation-part-care = With care
conversation-audience = Who may take part?
conversation-audience-link = Anybody with the link, without an account
conversation-audience-code = Whoever was given a code, without an account
conversation-audience-members = Members of the initiative
conversation-audience-seats = Those who hold a voting seat in one group
conversation-for-link = no account needed
conversation-for-code = with a code, no account needed
conversation-for-members = for members
conversation-for-seats = for voting seats
conversation-group = Whose seats?
conversation-group-hint = Only where voting seats take part.
conversation-group-none = No group
conversation-moderation = When does somebody look at a new statement?
conversation-moderation-after = It is shown at once, and looked at soon after
conversation-moderation-before = It is shown after a moderator has accepted it
conversation-languages = In which languages may people write?
conversation-languages-hint = As you would say it: English, español, Bosanski. Leave it empty for any.
conversation-privacy = What happens to what people say and vote?
conversation-privacy-hint = Change it until it is true here.
conversation-privacy-notice =
    You need no account. Your votes are counted without your name; nobody here can see who voted what.
    What you write is shown without your name. Please name no private person.
    This device keeps a secret, so that you can come back and change your votes. Where you delete its cookies, your votes stay and cannot be changed any more.
    Everybody can see the statements and how many agree. They are kept as part of the common agenda.
conversation-when = When?
conversation-from = From { $from } on; the end is open
conversation-from-to = { $from } to { $to }
conversation-change-link = Change or end this conversation
conversation-change-title = Change this conversation
conversation-change-lead = Everybody can read in the journal what was changed. Once somebody has answered, the question stays.
conversation-change = Save the change
conversation-end-title = End it
conversation-end-lead = Nobody can vote or write any more. What was said stays and can be read.
conversation-end = End this conversation now
conversation-code-lead = This conversation asks for the code that you were given. It lets you in; it does not say who you are.
done-conversation-changed = Changed. It stands in the journal.
told-conversation-changed = changed a conversation: { $title }
rule-conversation-code = This conversation is for those who were given a code. Type it on the conversation’s page first.
rule-conversation-seats = This conversation is for those who hold a voting seat in its group. You can read it.
rule-conversation-no-codes = This conversation asks for no code. Change who may take part, then hand out codes.
problem-question-answered = People have answered this question already, so it stays. Open another conversation to ask something else.

codes-title = Codes
codes-lead = { $codes ->
        [0] No code is made yet.
        [one] One code, { $used ->
            [0] not used yet.
           *[other] in use.
        }
       *[other] { $codes } codes, { $used ->
            [0] none of them in use yet.
            [one] one of them in use.
           *[other] { $used } of them in use.
        }
    } A code lets somebody in and is not kept with their votes.
codes-address = Hand them out with this address:
code-code = Your code
code-code-hint = Capital or small letters, with or without the hyphen.
code-enter = Come in
code-state = Used
code-act = Take back
code-unused = not used
code-used = used
code-used-times = { $used ->
        [0] for everybody, not used yet
        [one] for everybody, used once
       *[other] for everybody, used { $used } times
    }
code-many = How many codes, for one person each?
code-many-hint = Print this page and cut it up, or give each person one.
code-make = Make these codes
code-shared-title = One code for everybody
code-word = The code
code-word-hint = At least four letters or digits, such as a word said at a meeting.
code-share = Let everybody in with this code
code-withdraw = Take back
done-code-made = Made. Each lets somebody in.
done-code-withdrawn = Taken back. Whoever came in with it stays.
done-code-entered = You are in. Vote on what others said, or say something yourself.
told-code-made = made codes for a conversation: { $title }
told-code-withdrawn = took back a code for a conversation: { $title }
told-code-used = Somebody came in with a code: { $title }
problem-codes-many = Make between 1 and { $most } codes at once.
problem-code-word = Choose a code of 4 to 40 letters or digits.
problem-code = There is no such code here. Look at it once more, letter by letter.
problem-code-used = This code was used on another device already. Ask whoever gave it to you for another one.
