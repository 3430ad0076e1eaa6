# Words of the backbone room.

backbone-door = Today

today-title = Today
today-lead = { $waits ->
        [0] Nothing waits for you
        [one] One thing waits for you
       *[other] { $waits } things wait for you
    }{ $quiet ->
        [0] .
        [one] , and one has gone quiet.
       *[other] , and { $quiet } have gone quiet.
    }
today-waits = Waits for you
today-quiet = Went quiet
today-moved = Moved
today-moved-none = Nothing has happened yet. As soon as somebody speaks, reports or promises, it stands here.
today-look = Look
