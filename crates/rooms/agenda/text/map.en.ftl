# The map of opinions

map-title = Where we agree and where we differ
map-waiting = The map is being drawn. It takes a few seconds; this page comes again by itself.
map-lead = { $groups ->
        [one] People vote much alike
       *[other] { $groups } groups see this differently
    }{ $unites ->
        [0] , and nothing is sure yet that all of them agree on.
        [one] , and there is one thing that all of them agree on.
       *[other] , and there are { $unites } things that all of them agree on.
    }
map-doubt-few = There are no stable groups: too few people have voted on enough statements.
map-doubt-structure = There are no stable groups: people's votes hang together no more than they would by chance.
map-doubt-stability = There are no stable groups: had other people of the same crowd voted, the groups would be others.
map-nobody = Nobody has voted enough to stand anywhere yet. Every vote helps.
map-drawing = Map of opinions
map-you = You
map-people = People
map-votes = Votes
map-caption = { $shown ->
        [one] one person has voted enough to be shown
       *[other] { $shown } people have voted enough to be shown
    }; whoever votes alike stands close together. As of { $when }.
map-group-head = Group
map-share-head = Share of those shown
map-group-name = { $number ->
        [1] A
        [2] B
        [3] C
        [4] D
       *[other] E
    }
map-group = Group { $group }
map-no-group = In no group
map-mine = You stand in group { $group }, by { $votes ->
        [one] one vote
       *[other] { $votes } votes
    }. { $sure ->
        [yes] That is fairly sure: the dashed ring around you lies on its side of the map.
       *[no] That may still change: the dashed ring around you reaches into another group.
    }
map-mine-placed = Your place on the map comes from { $votes ->
        [one] one vote
       *[other] { $votes } votes
    }. You stand somewhere inside the dashed ring.
map-mine-few = You have voted { $votes ->
        [one] once
       *[other] { $votes } times
    } so far. A few more votes, and you see in which group you stand.
map-unites = What unites us
map-unites-nothing = Nothing is sure yet. It takes votes of many people in every group.
map-divides = What divides us
map-divides-nothing = There is nothing about which both sides are large.
map-of-group = Group { $group }: { $agree } of { $all } agree.
map-statement = Open this statement
map-group-title = Group { $group }: { $people ->
        [one] one person
       *[other] { $people } people
    }
map-group-lead = It differs from everybody else in this:
map-group-nothing = Nothing sets this group apart for sure yet.
map-speaks-agree = Agrees: { $here } of { $of }; of everybody else { $elsewhere } of { $others }
map-speaks-disagree = Disagrees: { $here } of { $of }; of everybody else { $elsewhere } of { $others }
map-how = How sure this is
map-how-made = Whoever votes alike stands close together; votes of nobody count more than those of others. Groups are shown only if other samples of the same people would give the same ones. Of what is said to set a group apart or to unite, at most one in ten is there by chance.
map-trust = Drawn again from samples of the same people, the groups are the same to { $stability }. { $gap ->
        [yes] There is a gap between them.
       *[no] They are parts of one crowd, with no gap between them.
    }
map-method = Made by the method { $method }.
map-stamp = Up to vote { $stamp } of this conversation.
map-data = This map as data
map-whole = Groups, what unites and what divides
