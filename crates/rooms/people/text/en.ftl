# Words of the people room.

people-door = People
people-term = People and partners
people-tabs = People, partners, groups
people-tab = People
partners-tab = Partners
groups-tab = Groups
people-front-title = Who is in it
people-front = { $partners ->
        [0] No partner yet
        [one] One partner
       *[other] { $partners } partners
    }{ $seats ->
        [0] .
        [one] ; the one seat at the table is { $held ->
            [0] vacant.
           *[other] held.
        }
       *[other] ; { $held } of { $seats } seats at the table are held.
    }
people-front-partners = See every partner
today-seat-vacant = { $group }: nobody speaks for { $constituency } yet
today-invitation-quiet = { $email } has not answered the invitation yet
kind-initiative = Initiative
kind-person = Person
kind-organisation = Organisation
kind-partnership = Partner
kind-group = Group
kind-seat = Seat

initiatives-title = Initiatives
initiatives-lead = { $count ->
        [0] There is none to show you yet.
        [one] One initiative acts together here.
       *[other] { $count } initiatives act together here.
    }
initiatives-mine = Yours
initiatives-all = Open to everybody
initiatives-others = Others
initiatives-empty-start = This installation is new. Its server printed a set-up link on its screen: open it to make the first account.
initiatives-empty-create = Name the problem that none of you can solve alone, and invite those who can solve it together.
initiatives-empty-invited = You belong to no initiative yet. Ask somebody of its backbone for an invitation.
initiatives-empty-guest = No initiative is open to the public here. If you belong to one, sign in.
initiatives-example = “A child of three in five reads well at nine, whatever the street it lives in.”
initiative-closed = members only
initiative-new = Start an initiative
initiative-new-title = Start an initiative
initiative-new-lead = One name and one line are enough. All of it can be changed later, but for its address.
initiative-name = What is it called?
initiative-problem = The problem, in one line
initiative-problem-hint = What is not as it should be, for whom, and where?
initiative-profile = How does it speak of itself?
initiative-profile-classic = Organisations that act together: the five conditions of collective impact
initiative-profile-equity = The same, with equity at the centre
initiative-profile-inside = Teams inside one organisation
initiative-public = Who may look?
initiative-public-yes = Everybody: an open page, without names of people
initiative-public-no = Only those who belong to it
initiative-slug = Its address
initiative-slug-hint = Small letters, digits and hyphens. Leave it empty to have it made of the name.
initiative-create = Start it
initiative-settings-title = Settings
initiative-settings-lead = What it is called, how it speaks, who may look. Every change stands in the journal.
initiative-change = Save these settings
problem-slug = Use small letters, digits and single hyphens.

people-title = People
people-lead = { $count ->
        [0] Nobody belongs to this initiative yet.
        [one] One person belongs to this initiative.
       *[other] { $count } people belong to this initiative.
    }
people-names-hidden = Their names are for those who belong to it.
people-name = Name
people-roles = Roles
role-member = Member
role-facilitator = Facilitator
role-backbone = Backbone
member-lead = { $count ->
        [0] No role at present.
        [one] One role in this initiative.
       *[other] { $count } roles in this initiative.
    }
member-speaks-for = Speaks for
member-find = Find somebody by name
member-find-hint = { $shown } of { $count } stand in the list below.
member-change = Change roles
member-role = Role
member-give = Give this role
member-take = No longer: { $role }
member-remove = Take them out of the initiative
rule-backbone-no-vote = Somebody of the backbone cannot hold a seat that votes: who serves everybody decides for nobody. Make it a seat without a vote, or choose somebody else.
rule-backbone-holds-vote = They hold a seat that votes. Whoever joins the backbone gives that seat up first.

invite-title = Invite somebody
invite-lead = They get a link by mail. It is for this address only, works once, and for seven days.
invite-email = Their e-mail address
invite-calling = What shall they be here?
invite-for-partner = Speaks for { $name }
invite-for-seat = { $group }: seat for { $constituency }
invite-send = Send the invitation
invitation-to-member = Member
invitation-to-partner = Speaks for a partner
invitation-to-seat = Holds a seat in a group
invitation-to-facilitator = Facilitator
invitation-to-backbone = Backbone
invitations-title = Invitations
invitations-email = Address
invitations-calling = Invited as
invitations-standing = How it stands
invitations-act = Take back
invitation-open = not answered yet
invitation-accepted = accepted
invitation-revoked = taken back
invitation-expired = too old
invitation-revoke = Take it back
invitation-term = You are invited
invitation-lead = { $name } invites { $email }. Your part: { $calling }.
invitation-over = Ask whoever invited you for a new invitation.
invitation-other = It is for { $email }, and you are signed in with another address. Sign out first, then open the link again.
accept-name = Your name
accept-name-hint = As the others shall see it.
accept-do = Accept the invitation
rule-invitation-sign-in = The address that was invited has an account already. Sign in to it, then accept.
rule-invitation-other = This invitation is for another address. Sign out first, then open the link again.
rule-invitation-closed = This invitation was accepted or taken back already.
letter-invitation-subject = You are invited: { $initiative }
letter-invitation = { $name } invites you to “{ $initiative }”. Your part: { $calling }.

    Open this link to see what it is about, and to accept:

    { $href }

    It is for this address only, works once, and for seven days. If you do not want to, do nothing.

partners-title = Partners
partners-lead = { $count ->
        [0] No partner yet.
        [one] One partner acts in this initiative.
       *[other] { $count } partners act together, by name.
    }
partners-empty = A partner is an organisation that brings its strengths to the whole. Write down the first one and what it brings.
partners-example = “The library brings twelve rooms that are open in the evening, and staff who know every school.”
partner-new = Take in a partner
partner-new-lead = A name is enough to begin with. What it brings, its own people can say better.
partner-name = Organisation
partner-name-hint = If another initiative here knows it already, it is the same one.
partner-kind = What kind is it?
partner-brings = What does it bring?
partner-brings-hint = Strengths, not duties: what it can do that others cannot.
partner-needs = What does it need from the others?
partner-status = How does it stand?
partner-status-prospect = not asked yet
partner-status-invited = invited
partner-status-talking = in conversation
partner-status-agreed = agreed
partner-status-active = active
partner-status-paused = resting
partner-status-left = has left
partner-add = Take it in
partner-edit = Say what it brings and needs
partner-edit-lead = Others look here for what they need, and for whom they can help.
partner-change = Save this
partner-lead = { $name } brings what stands below; { $count ->
        [0] nobody speaks for it here yet.
        [one] one person speaks for it here.
       *[other] { $count } people speak for it here.
    }
partner-lead-silent = What it brings is not written down yet.
partner-since = since { $day }
partner-brings-title = What it brings
partner-brings-none = Not said yet
partner-needs-title = What it needs
partner-needs-none = Not said yet
partner-people = Who speaks for it
partner-people-none = Nobody yet
partner-people-count = { $count ->
        [one] One person
       *[other] { $count } people
    }
partner-people-change = Change who speaks for it
partner-people-lead = Whoever speaks for a partner reports its numbers and makes its promises.
partner-people-add = They speak for it too
partner-people-remove = No longer
partner-person = Somebody who belongs here already
problem-partner-already = This organisation is a partner already.
organisation-kind-nonprofit = Nonprofit
organisation-kind-government = Government
organisation-kind-school = School
organisation-kind-health = Health care
organisation-kind-business = Business
organisation-kind-funder = Funder
organisation-kind-community = Community group
organisation-kind-residents = Residents’ network
organisation-kind-team = Team

groups-title = Groups
groups-lead = { $count ->
        [0] No group yet.
        [one] One group{ $vacant ->
            [0] .
            [one] {", "}and one seat that waits for somebody.
           *[other] {", "}and { $vacant } seats that wait for somebody.
        }
       *[other] { $count } groups{ $vacant ->
            [0] .
            [one] {", "}and one seat that waits for somebody.
           *[other] {", "}and { $vacant } seats that wait for somebody.
        }
    }
groups-empty = A group is where people meet, decide and promise. Say what it is for and who must sit at its table.
groups-example = “Reading group: two teachers, two parents, the library, a child-care centre.”
group-new = Create a group
group-new-lead = A name is enough. Seats can be filled later; vacant ones are shown, so that nobody is forgotten.
group-name = What is it called?
group-purpose = What is it there for?
group-kind = What kind is it?
group-kind-working = Working group
group-kind-steering = Steering committee
group-kind-community = Community council
group-kind-data = Data group
group-kind-backbone = Backbone team
group-kind-network = Action network
group-kind-learning = Learning circle
group-count = { $count ->
        [0] No seat yet
        [one] One seat
       *[other] { $count } seats
    }{ $vacant ->
        [0] {""}
        [one] {", "}one of them vacant
       *[other] {", "}{ $vacant } of them vacant
    }
group-seats = Seats
group-seats-hint = Who must sit at its table? One a line, such as “Parents” or “School district”. Each becomes a seat that votes.
group-create = Create it
group-lead = { $count ->
        [0] Nobody sits at its table yet.
        [one] One seat, { $vacant ->
            [0] and it is held.
           *[other] and it is vacant.
        }
       *[other] { $count } seats, { $vacant ->
            [0] and every one is held.
            [one] and one is vacant.
           *[other] and { $vacant } are vacant.
        }
    }
seats-title = Seats
seats-empty = A seat speaks for somebody: a neighbourhood, a profession, a partner. Vacant seats stay visible until they are filled.
seats-example = “Residents of the west side, one seat, with a vote.”
seat-new = Add a seat
seat-new-lead = Say for whom it speaks. It may stay vacant: that is shown, not hidden.
seat-constituency = For whom does it speak?
seat-person = Who sits there?
seat-role = Part at the table
seat-role-member = Member
seat-role-co-chair = Co-chair
seat-role-facilitator = Facilitator
seat-role-note-taker = Note-taker
seat-role-listener = Listener
seat-role-connector = Connector
seat-role-data-lead = Data lead
seat-role-alternate = Alternate
seat-votes = Does it vote?
seat-votes-yes = Yes
seat-votes-no = No
seat-no-vote = no vote
seat-add = Add this seat
seat-for = Speaks for
seat-held-by = Held by
seat-vacant = Vacant
seat-held = Held
seat-lead-votes = This seat votes when the group decides. Nobody of the backbone can hold it.
seat-lead-no-vote = This seat speaks at the table and does not vote.
seat-fill = Put them in this seat
seat-vacate = Make it vacant
seat-invite = Invite somebody to this seat
rule-seat-vacant = Nobody sits there.
problem-seat-taken = Somebody sits there already.
problem-too-many-seats = Name at most 60 at once.

done-initiative-created = Your initiative is here. Next: say what shall be true in the end, or invite somebody.
done-initiative-changed = The settings are saved.
done-member-changed = The roles are changed.
done-member-removed = They no longer belong to this initiative.
done-invited = The invitation is on its way.
done-invitation-revoked = The invitation is worthless now.
done-accepted = Welcome. You belong to this initiative now.
done-partner-added = The partner is in. Next: invite somebody who speaks for it.
done-partner-changed = Saved.
done-group-created = The group is here. Next: fill its seats.
done-seat-added = The seat is there.
done-seat-filled = The seat is filled.
done-seat-vacated = The seat is vacant, and shown so.

told-initiative-created = started the initiative { $title }
told-initiative-changed = changed the settings of { $title }
told-membership-member = made { $title } a member
told-membership-facilitator = made { $title } a facilitator
told-membership-backbone = took { $title } into the backbone
told-membership-ended = ended a membership of { $title }
told-membership-facilitator-ended = ended that { $title } facilitates
told-membership-backbone-ended = ended that { $title } is of the backbone
told-membership-left = took { $title } out of the initiative
told-invitation-sent = invited somebody
told-invitation-revoked = took an invitation back
told-partnership-added = took in the partner { $title }
told-partnership-changed = changed what { $title } brings or needs
told-partnership-spoken-for = let somebody speak for { $title }
told-partnership-no-longer-spoken-for = ended that somebody speaks for { $title }
told-group-created = created the group { $title }
told-seat-made = made a seat: { $title }
told-seat-filled = filled the seat for { $title }
told-seat-vacated = made the seat for { $title } vacant
