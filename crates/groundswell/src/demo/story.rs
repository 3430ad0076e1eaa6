//! What is invented in the demo: people, clauses, promises and what came of them. None of them exists.
//! Statements, votes and county figures are real (`data/README.md`).

/// A person of the demo who a visitor can be.
pub(crate) struct Player {
    /// The word in the form.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
}

pub(crate) const RESIDENT: Player =
    Player { key: "resident", name: "Rosa Whitfield", email: "rosa@demo.example" };
pub(crate) const PARTNER: Player =
    Player { key: "partner", name: "Marcus Odom", email: "marcus@demo.example" };
pub(crate) const FACILITATOR: Player =
    Player { key: "facilitator", name: "Lena Abara", email: "lena@demo.example" };
pub(crate) const BACKBONE: Player =
    Player { key: "backbone", name: "Dana Reyes", email: "dana@demo.example" };
pub(crate) const ADMINISTRATOR: Player =
    Player { key: "administrator", name: "Ira Stokes", email: "ira@demo.example" };

/// Those on the page "About this demo", in its order.
pub(crate) const PLAYERS: [&Player; 5] = [&RESIDENT, &PARTNER, &FACILITATOR, &BACKBONE, &ADMINISTRATOR];

/// The ten counties of the Barren River district: their code in the published file, their name, and who
/// speaks for their workforce team.
pub(crate) const COUNTIES: [(&str, &str, &str); 10] = [
    ("21003", "Allen County", "Tom Akers"),
    ("21009", "Barren County", "Jo Pruitt"),
    ("21031", "Butler County", "Nell Simms"),
    ("21061", "Edmonson County", "Ray Vance"),
    ("21099", "Hart County", "Ada Coyle"),
    ("21141", "Logan County", "Cal Brandt"),
    ("21169", "Metcalfe County", "June Ostrander"),
    ("21171", "Monroe County", "Hal Weems"),
    ("21213", "Simpson County", "Bea Lund"),
    ("21227", "Warren County", PARTNER.name),
];

/// What a county's team brings, in turn.
pub(crate) const STRENGTHS: [&str; 5] = [
    "Knows every employer in the county by name",
    "Runs evening training with the high schools",
    "A van and two drivers who know the back roads",
    "A job centre in the middle of town",
    "Bookkeeping that the state trusts",
];

/// Other partners: name, kind, what it brings, what it needs, and who speaks for it.
pub(crate) const PARTNERS: [(&str, &str, &str, &str, &str); 4] = [
    (
        "City engineers of Bowling Green",
        "government",
        "Counts traffic and designs crossings",
        "To hear what hurts before the plans are drawn",
        "Ines Calder",
    ),
    (
        "Warren fibre cooperative",
        "business",
        "Owns ducts on the west side; can dig",
        "Streets where neighbours sign up together",
        "Walt Pryor",
    ),
    (
        "Barren River library network",
        "community",
        "Rooms in every county, open late; patient people",
        "Partners who use the rooms",
        "Dot Haines",
    ),
    (
        "West side neighbours",
        "community",
        "Knows who cannot get to work, and why",
        "Answers to what we say",
        RESIDENT.name,
    ),
];

/// The steering circle's seats by constituency, and who holds them; an empty name is a vacant seat.
pub(crate) const SEATS: [(&str, &str); 7] = [
    ("Residents of the west side", RESIDENT.name),
    ("Residents in the county", "Owen Tate"),
    ("County workforce teams", PARTNER.name),
    ("Employers", "Priya Nair"),
    ("City of Bowling Green", "Glenn Hatcher"),
    ("Schools", "Ruth Amsel"),
    ("People who came here from elsewhere", ""),
];

/// What was said of statements that no clause rests on: number in the conversation, outcome, why.
pub(crate) const TOLD_BACK: [(i64, &str, &str); 3] = [
    (
        12,
        "heard",
        "Most of you agree. The state decides it, so it is not in our agenda; the delegation was told.",
    ),
    (
        13,
        "not-used",
        "You are divided about this, and only the state can change it. The agenda holds what we can do here.",
    ),
    (
        323,
        "considered",
        "Both groups see this differently. What came of it are evening courses that anybody may take.",
    ),
];

/// A clause of the agenda: section, words, a strategy's *then*, *because* and *what will be different*, the statements
/// it cites by their number in the conversation.
pub(crate) const CLAUSES: [(&str, &str, [&str; 3], &[i64]); 11] = [
    (
        "vision",
        "A place where work, movement and connection are within everyone's reach.",
        NOTHING_MORE,
        &[101, 237, 58],
    ),
    (
        "problem",
        "Getting to work, getting online and getting ahead cost too much time and money for too many of us, and each office sees only its part of it.",
        NOTHING_MORE,
        &[82, 69, 200],
    ),
    (
        "boundary",
        "Ten counties of the Barren River district; what we can change here within ten years.",
        NOTHING_MORE,
        &[],
    ),
    ("results", "People have work they can live on.", NOTHING_MORE, &[101, 144, 266]),
    ("results", "Getting around does not cost the day.", NOTHING_MORE, &[82, 66, 529]),
    ("results", "Everyone is connected.", NOTHING_MORE, &[64, 494, 228]),
    (
        "strategies",
        "Employers and schools plan evening courses together.",
        [
            "People without a degree get into better work.",
            "The courses lead to jobs that exist.",
            "A course starts only with three employers who will interview everyone who finishes.",
        ],
        &[266, 262, 144],
    ),
    (
        "strategies",
        "In each county traffic is studied before building is approved.",
        [
            "Roads stop being the price of growth.",
            "The cost is seen while it can still be changed.",
            "No large permit is granted without a traffic study that residents have read.",
        ],
        &[83, 128, 279],
    ),
    (
        "strategies",
        "Streets sign up for fibre together.",
        [
            "The west side gets connected first.",
            "One dig serves forty homes.",
            "Neighbours knock on doors; the cooperative digs where forty have signed.",
        ],
        &[494, 155, 523],
    ),
    (
        "strategies",
        "Buses meet the shifts.",
        [
            "People without a car can take the jobs across town.",
            "The last bus leaves after the shift ends.",
            "Shift times decide the timetable.",
        ],
        &[529, 579],
    ),
    (
        "principles",
        "Whoever gains from a project does not vote on it, and says so beforehand.",
        NOTHING_MORE,
        &[127, 126],
    ),
];

/// What a clause that is no strategy says beyond its text.
pub(crate) const NOTHING_MORE: [&str; 3] = [""; 3];

/// What became of it later: the statement, the outcome, the words, and in how many days it will be done.
pub(crate) const ANSWERS: [(i64, &str, &str, Option<i64>); 4] = [
    (
        83,
        "did",
        "Since May the county asks for a traffic study before it grants a large permit, and the study is read out in the steering circle. Clause 8 says why.",
        None,
    ),
    (
        494,
        "will",
        "Forty homes on the west side have signed up; the cooperative digs there first. The next streets are chosen by how many sign.",
        Some(75),
    ),
    (
        529,
        "will",
        "The shift times of nine employers are on the planners' table. A later last bus is tried out from spring.",
        Some(75),
    ),
    (
        200,
        "will",
        "Cable rates are set under state and federal law; none of us can lower them. What we can do is bring a second provider: see clause 9.",
        Some(140),
    ),
];

/// Lines of the change log: code, words, first time.
pub(crate) const CHANGES: [(&str, &str, bool); 5] = [
    ("policy", "The county asks for a traffic study before it grants a large permit.", true),
    ("relationship", "Three employers and two high schools plan one evening course together.", true),
    ("practice", "All ten workforce teams report unemployment as two numbers, not as a rate.", true),
    ("power", "Two residents' seats vote in the steering circle.", true),
    ("resources", "The cooperative lends its ducts to the city for the crossing counters.", false),
];

/// Words for the discussion of the headline measure, in turn by different people.
pub(crate) const TALK: [&str; 20] = [
    "Four percent is the lowest we have seen. Who is still not in it?",
    "People who stopped looking are not counted. We should say so on the page.",
    "In Edmonson most new jobs are across the county line. The bus does not go there.",
    "Could we see the labour force beside the rate? It grew, that matters.",
    "It did: from about 135,000 in 2007 to 141,000. The rate fell while more people looked.",
    "Then the story is not only people leaving. Good.",
    "Careful: two years at four percent are not a trend. The chart says as much.",
    "Employers tell me they cannot find people for the second shift. See the strategy on buses.",
    "What would help is knowing how many of the open jobs pay enough to live on.",
    "That is on the data development list: wages by county, a year late, but it exists.",
    "Hart had a plant closing in 2009. The peak is not all the financial crisis.",
    "I added that as a story, thank you.",
    "For the meeting: one chart, one question. Which of the strategies moved anything here?",
    "The evening course: 22 finished, 17 were hired. Small, but it is from us.",
    "Seventeen people is not a percent. It is still seventeen people.",
    "Exactly, and the three employers want a second course.",
    "Can the next course be where the library has a room? Monroe has none of this yet.",
    "The library network offers its Tompkinsville room on two evenings.",
    "Then let us promise it, with a date, in the working group.",
    "Done: it is on the commitments page.",
];
