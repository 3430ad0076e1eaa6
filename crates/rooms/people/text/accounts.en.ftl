# Words about accounts: signing in, one's own account, the installation.

sign-in-title = Sign in
sign-in-lead = With your e-mail address alone you get a link by mail. With your password you are in at once.
sign-in-email = E-mail address
sign-in-password = Password
sign-in-password-hint = Leave it empty to get a link by mail instead.
sign-in-do = Sign in
sign-in-forgotten = I do not know my password
sign-in-again = Ask for a new link
sign-in-sent-title = Look into your mail
sign-in-sent = If this address has an account here, a link is on its way. It works once, for ten minutes.
sign-in-link-title = Sign in now
sign-in-link-lead = One step is left: sign in as { $email } with the button.
sign-in-link-do = Sign in

link-over-title = This link is over
rule-link-over = It was used already, or too much time has passed, or it was taken back. Nothing was changed.
rule-suspended = This account is closed. Ask the administrator of this installation.

recover-title = Set a new password
recover-lead = We send a link to your address. With it you choose a new password, and every other device is signed out.
recover-email = E-mail address
recover-ask = Send me the link
recover-again = Ask for a new link
recover-new-title = Choose a new password
recover-new-lead = For { $email }. Every device that is signed in now will be signed out.
recover-password = New password
recover-password-hint = At least 12 characters. Four or five words that do not belong together are good.
recover-do = Set this password and sign in

problem-sign-in = The address and the password do not belong together. Try again, or leave the password empty.
problem-password-short = Use at least 12 characters.
problem-password-long = Use at most 256 characters.
problem-password-guessable = This is easy to guess. Use words that have nothing to do with your address or this site.
problem-password-wrong = This is not your present password.
problem-too-many-tokens = You have 20 tokens. Revoke one that you do not need any more.

letter-sign-in-subject = Your link to sign in
letter-sign-in = Open this link and press the button to sign in:

    { $href }

    It works once, for ten minutes. If you did not ask for it, do nothing: nobody is signed in without it.
letter-recovery-subject = Your link to set a new password
letter-recovery = Open this link to choose a new password:

    { $href }

    It works once, for ten minutes. If you did not ask for it, do nothing: your password stays as it is.

setup-term = First start
setup-title = Make the first account
setup-lead = Nobody has an account here yet. This one runs the installation; the next step names your initiative.
setup-name = Your name
setup-email = Your e-mail address
setup-password = Password
setup-password-hint = At least 12 characters. Four or five words that do not belong together are good.
setup-do = Make this account
setup-over = Restart the server to get a new set-up link, if nobody has an account yet.
rule-set-up = This installation is set up already. Sign in instead.

me-title = My account
me-lead = { $count ->
        [one] You are signed in here and nowhere else.
       *[other] You are signed in on { $count } devices.
    }
me-name = Name
me-email = E-mail
me-name-change = Change it
me-password = Password
me-password-set = It is set.
me-password-none = There is none: you sign in by mailed link.
me-password-change = Set another
me-password-first = Set one
me-sessions = Where you are signed in
me-session-agent = Device
me-session-device = { $browser } on { $system }
me-session-unknown = A device that does not say what it is
me-session-opened = Signed in
me-session-seen = Last change
me-session-act = End
me-session-this = This device
me-session-end = Sign it out
me-sessions-end-all = Sign out everywhere
me-tokens = Tokens for your programs
me-tokens-why = A token lets a program of yours do through the API what you may do. Whoever holds it acts as you.
me-token-name = What for
me-token-made = Made
me-token-used = Last change made with it
me-token-unused = None yet
me-token-act = Revoke
me-token-revoke = Revoke
me-token-new = Make a token
me-token-new-lead = Say what it is for, so that you know later which one to revoke.
me-new-token = What is it for?
me-token-do = Make this token
me-token-made-title = Your new token
me-token-made-lead = Copy it now: it is shown this once and kept nowhere.
me-token-back = I have kept it
me-rename-title = Change your name
me-rename-lead = Others see this name beside what you do. What the journal holds already keeps the old one.
me-rename-name = Name
me-rename-do = Change my name
me-password-title = Set a password
me-password-lead = Every other device will be signed out.
me-password-present-password = Present password
me-password-password = New password
me-password-password-hint = At least 12 characters. Four or five words that do not belong together are good.
me-password-do = Set this password

administration-title = Administration
administration-lead = { $people ->
        [one] One account
       *[other] { $people } accounts
    }, { $initiatives ->
        [0] no initiative yet.
        [one] one initiative.
       *[other] { $initiatives } initiatives.
    }
administration-people = Accounts
administration-person-new = Make an account
administration-state = State
administration-initiatives = Initiatives
administration-mail = Mail
outbox-title = Outbox
outbox-lead = { $count ->
        [0] Nothing was mailed yet.
        [one] One mail, with what became of it.
       *[other] The newest { $count } mails, with what became of each.
    }
outbox-empty = Every mail that this installation sends stands here, so that you see whether it arrived. Without a mail server it stays here.
outbox-secret = Its words let somebody in, so nobody else may read them. On the server, “groundswell user link” makes a link for somebody who is locked out.
mail-queued = waits to be sent
mail-sent = sent
mail-failed = could not be sent
mail-kept = kept here: there is no mail server

person-state-confirmed = open
person-state-suspended = closed
person-administrator = Administrator
person-administrator-yes = May run this installation
person-new-title = Make an account
person-new-lead = For somebody whose address you know to be theirs. They sign in by a link that is mailed to it.
person-name = Name
person-email = E-mail address
person-create = Make this account
person-lead = { $count ->
        [0] Not signed in anywhere now.
        [one] Signed in on one device.
       *[other] Signed in on { $count } devices.
    }
person-since = Since
person-suspend = Close this account
person-reopen = Open this account again
person-administrator-give = Let them run the installation
person-administrator-take = No longer let them run the installation
person-sessions-end = Sign them out everywhere
rule-last-administrator = Somebody has to run this installation. Make somebody else an administrator first.

done-signed-out = You are signed out.
done-me-renamed = Your name is changed.
done-me-password-changed = Your password is set. Every other device is signed out.
done-me-session-ended = That device is signed out.
done-me-token-revoked = That token is worthless now.
done-person-created = The account is made.
done-person-changed = Done. They may have to sign in again.
done-person-sessions-ended = They are signed out everywhere.
