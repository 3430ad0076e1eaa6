//! How the demo's agenda came into its second version: suggestions, a consultation, a dissent that is kept, and what
//! partners said to it. All of it is invented.

use ::agenda::{
    AnswerConsultation, ClauseAnswer, DeclineSuggestion, MoveStrategy, OpenConsultation, ProposeVersion,
    RateStrategy, RatifyVersion, SuggestWording, TakeSuggestion, TranslateClause, Voice, WriteClause,
};
use anyhow::Result;
use kernel::{Actor, Context, Role, Roles, Standing, Via};
use people::PartnershipId;

use super::around::CHAIR;
use super::build::Demo;
use super::story::{COUNTIES, FACILITATOR, PARTNER, PARTNERS, RESIDENT};

/// What was added to the agenda after the first version: section and words.
const ADDED: [(&str, &str); 7] = [
    (
        "summary",
        "We want everybody here to get to work, get online and get ahead without losing the day or the month's money over it. We plan courses with those who hire, count traffic before we build, dig fibre street by street, and let buses wait for the last shift. Each year we look at what changed.",
    ),
    (
        "data",
        "Unemployment fell in all ten counties after 2010, and people who stopped looking are not counted in it. How many homes can choose between two providers is not known yet.",
    ),
    ("causes", "Shift times, bus times and school times are set by offices that do not meet."),
    (
        "causes",
        "Roads are paid for after they are full, because nobody has to say beforehand what they will carry.",
    ),
    ("refusals", "We do not run buses or lay cable ourselves. Those who can do it better are at the table."),
    (
        "roles",
        "Each partner says once a year which strategies it carries; the backbone keeps the list and decides nothing.",
    ),
    (
        "learning",
        "Each strategy names what will be different. Twice a year we look whether it is, and give up what does not work without blaming anybody.",
    ),
];

/// The strategies' clauses by number.
const COURSES: i64 = 7;
const TRAFFIC: i64 = 8;
const FIBRE: i64 = 9;
const BUSES: i64 = 10;

/// What people without an account said in the consultation: for whom they speak, the clause, the answer, the words.
const SAID: [(&str, i64, &str, &str); 14] = [
    ("resident", BUSES, "agree", "My shift ends at 23:20. The last bus leaves at 23:10."),
    ("resident", BUSES, "agree", ""),
    ("resident", BUSES, "could-live", "If it does not mean fewer buses in the morning."),
    ("resident", TRAFFIC, "agree", "Scottsville Road should have been the first."),
    (
        "resident",
        TRAFFIC,
        "cannot",
        "We wait for years for every permit already. Say how long a study may take.",
    ),
    ("resident", FIBRE, "agree", ""),
    ("resident", FIBRE, "could-live", "What about streets where nobody has time to knock on doors?"),
    ("resident", COURSES, "agree", "Only if there is somebody to look after the children."),
    ("partner", COURSES, "agree", ""),
    ("partner", TRAFFIC, "could-live", "With a fixed number of weeks."),
    ("partner", FIBRE, "agree", ""),
    ("other", BUSES, "agree", ""),
    ("resident", 16, "agree", ""),
    ("resident", 16, "could-live", "Then say who will run them."),
];

/// Words about the clause on buses, in turn by different people.
const BUS_TALK: [&str; 4] = [
    "Which shift is “the shift”? The plants end at three different times.",
    "The nine employers sent their times. Two thirds end between 22:45 and 23:20.",
    "Then the clause could say: the last bus leaves after 23:20.",
    "I would not put a time into the agenda. “After the shift ends” says what we mean, the timetable says when.",
];

impl Demo {
    /// From the first version to the second.
    pub(super) async fn agenda_again(&self) -> Result<()> {
        self.ratified(1, 46, &[]).await?;
        self.strategies().await?;
        self.written_together().await?;
        self.consulted().await?;
        self.second_version().await
    }

    /// Partners give their word to a version, but for those that are left out.
    async fn ratified(&self, version: i64, ago: i64, silent: &[&str]) -> Result<()> {
        let counties = self.counties.iter().zip(COUNTIES.iter().map(|county| county.2));
        let others = self.others.iter().zip(PARTNERS.iter().map(|partner| partner.4));
        for (at, (partner, speaker)) in counties.chain(others).enumerate() {
            if silent.contains(&speaker) {
                continue;
            }
            self.days_ago(ago - at as i64 % 4);
            let engineers = *partner == self.others[0];
            let (answer, words) = if engineers && version > 1 {
                (
                    "reservation",
                    "A study takes us eleven weeks with the people we have. We stand behind it once a second engineer is hired.",
                )
            } else {
                ("ratified", "")
            };
            self.word(speaker, *partner, version, answer, words).await?;
        }
        Ok(())
    }

    async fn word(
        &self,
        speaker: &str,
        partner: PartnershipId,
        version: i64,
        answer: &str,
        words: &str,
    ) -> Result<()> {
        let act =
            RatifyVersion { version, partner: partner.0, answer: answer.to_owned(), words: words.to_owned() };
        self.act(speaker, act).await
    }

    /// What members think of the strategies, and how far they have come.
    async fn strategies(&self) -> Result<()> {
        self.days_ago(30);
        let raters = [RESIDENT.name, PARTNER.name, FACILITATOR.name, "Priya Nair", "Owen Tate"];
        for (clause, marks) in [
            (COURSES, [[4, 4, 5, 5], [5, 4, 4, 5], [4, 5, 4, 5], [5, 4, 4, 4], [4, 3, 4, 5]]),
            (TRAFFIC, [[3, 3, 4, 4], [4, 2, 4, 4], [3, 3, 3, 4], [2, 3, 4, 3], [4, 3, 4, 5]]),
            (FIBRE, [[5, 3, 4, 5], [3, 3, 4, 4], [4, 4, 4, 5], [4, 3, 3, 4], [5, 4, 4, 5]]),
            (BUSES, [[5, 2, 2, 5], [4, 2, 2, 5], [5, 3, 2, 5], [5, 2, 3, 5], [5, 5, 2, 5]]),
        ] {
            for (rater, [leverage, reach, specificity, values]) in raters.into_iter().zip(marks) {
                self.act(rater, RateStrategy { clause, leverage, reach, specificity, values }).await?;
            }
        }
        for (ago, clause, from, to, reason) in [
            (28, COURSES, "adopted", "testing", "One course, twenty-two places, two evenings a week."),
            (27, FIBRE, "adopted", "testing", "Gordon Avenue and the streets around it."),
            (
                9,
                COURSES,
                "testing",
                "scaling",
                "Seventeen of twenty-two were hired; three employers ask for a second course.",
            ),
        ] {
            self.days_ago(ago);
            let act =
                MoveStrategy { clause, from: from.to_owned(), to: to.to_owned(), reason: reason.to_owned() };
            self.act(FACILITATOR.name, act).await?;
        }
        Ok(())
    }

    /// Clauses that were missing, two translations, suggestions, and what was said about one clause.
    async fn written_together(&self) -> Result<()> {
        self.days_ago(25);
        for (section, text) in ADDED {
            let act =
                WriteClause { section: section.to_owned(), text: text.to_owned(), ..WriteClause::default() };
            self.act(FACILITATOR.name, act).await?;
        }
        self.days_ago(24);
        for (clause, text) in [
            (1, "Un lugar donde el trabajo, el transporte y la conexión estén al alcance de todos."),
            (4, "La gente tiene un trabajo del que puede vivir."),
            (5, "Moverse no cuesta el día entero."),
        ] {
            let act = TranslateClause {
                clause,
                language: "es".to_owned(),
                wording: 1,
                text: text.to_owned(),
                ..TranslateClause::default()
            };
            self.act("Owen Tate", act).await?;
        }
        let suggestion = |clause, text: &str, parts: [&str; 3], why: &str| SuggestWording {
            clause,
            version: 1,
            text: text.to_owned(),
            then: parts[0].to_owned(),
            because: parts[1].to_owned(),
            difference: parts[2].to_owned(),
            why: why.to_owned(),
        };
        let buses = suggestion(
            BUSES,
            "Buses meet the shifts, the last one too.",
            [
                "People without a car can take the jobs across town.",
                "The last bus leaves after the shift ends.",
                "Shift times decide the timetable, and the timetable is read out where people work.",
            ],
            "Nobody at the plants knows the timetable.",
        );
        let taken = self.act(RESIDENT.name, buses).await?;
        self.days_ago(23);
        self.act(FACILITATOR.name, TakeSuggestion { suggestion: taken, version: 1 }).await?;
        let results = suggestion(
            5,
            "Getting around costs no more than an hour a day.",
            [""; 3],
            "A number can be measured.",
        );
        let declined = self.act(PARTNER.name, results).await?;
        let reason = "The measure beside it carries the number; the result says what it is for.".to_owned();
        self.act(FACILITATOR.name, DeclineSuggestion { suggestion: declined, reason }).await?;
        self.bus_talk().await
    }

    async fn bus_talk(&self) -> Result<()> {
        self.days_ago(22);
        let start = communication::StartDiscussion {
            title: String::new(),
            text: BUS_TALK[0].to_owned(),
            about: Some(self.reference("clause", "Buses meet the shifts").await?),
        };
        let discussion = communication::DiscussionId(self.act("Priya Nair", start).await?.about.id);
        let post = |at: usize, thread| communication::WritePost {
            discussion,
            text: BUS_TALK[at].to_owned(),
            thread,
            address: String::new(),
        };
        self.act(FACILITATOR.name, post(1, None)).await?;
        let wording = self.act(RESIDENT.name, post(2, None)).await?;
        self.act("Owen Tate", post(3, Some(wording))).await?;
        self.days_ago(20);
        let why = "The clause says “after the shift ends”; the timetable says when.".to_owned();
        self.act(FACILITATOR.name, communication::ResolveThread { thread: wording, why }).await
    }

    /// The draft is put to residents and partners, with and without an account.
    async fn consulted(&self) -> Result<()> {
        self.days_ago(20);
        let open = OpenConsultation {
            title: "Before we vote on our agenda again".to_owned(),
            words: "This is the draft of our second version. Say to each clause whether you agree, could live with it, or cannot; the steering circle reads it before it votes.".to_owned(),
            audience: "link".to_owned(),
            closes: Self::in_days(-14),
        };
        let consultation = self.act(FACILITATOR.name, open).await?;
        self.days_ago(17);
        for (stands, clause, answer, words) in SAID {
            let act = AnswerConsultation {
                consultation,
                stands: stands.to_owned(),
                answers: answers(&[(1, "agree", ""), (clause, answer, words)]),
                voice: Some(Voice::new()?),
            };
            self.passer_by().execute(act).await?;
        }
        for (name, stands) in [(RESIDENT.name, "resident"), (PARTNER.name, "partner")] {
            let act = AnswerConsultation {
                consultation,
                stands: stands.to_owned(),
                answers: answers(&[(1, "agree", ""), (TRAFFIC, "could-live", ""), (BUSES, "agree", "")]),
                voice: None,
            };
            self.act(name, act).await?;
        }
        Ok(())
    }

    /// Somebody without an account.
    fn passer_by(&self) -> Context {
        let standing = Standing { roles: Roles::default().with(Role::Anyone), ..Standing::default() };
        let actor = Actor { standing, ..Actor::default() };
        Context::of(std::sync::Arc::clone(&self.world), Via::Import).at(self.place.clone()).by(actor)
    }

    /// The steering circle decides on the second version; a dissent is kept, and partners are asked again.
    async fn second_version(&self) -> Result<()> {
        self.days_ago(12);
        let version = ProposeVersion {
            title: "Our agenda, second version".to_owned(),
            why: "It says in plain words what we are about, what holds things in place, and what we leave to others. Sixteen people answered the consultation before; what they could not live with stands beside it."
                .to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(-8),
        };
        let proposed = self.act(FACILITATOR.name, version).await?;
        self.days_ago(9);
        self.answers_of_seats(
            proposed.decision,
            &[
                (3, "aside", "A study before each permit without a number of weeks is a promise nobody can plan with. I do not stop it."),
                (4, "reservation", "Eleven weeks for a study, until there is a second engineer."),
            ],
        )
        .await?;
        self.act(CHAIR, ::agenda::CloseDecision { decision: proposed.decision }).await?;
        self.ratified(proposed.version, 7, &[PARTNER.name, "Hal Weems", "Walt Pryor"]).await?;
        self.days_ago(2);
        let open = SuggestWording {
            clause: TRAFFIC,
            version: 1,
            text: "In each county traffic is studied within ten weeks, before building is approved."
                .to_owned(),
            then: "Roads stop being the price of growth.".to_owned(),
            because: "The cost is seen while it can still be changed.".to_owned(),
            difference: "No large permit is granted without a traffic study that residents have read."
                .to_owned(),
            why: "The consultation and two partners ask for a number of weeks.".to_owned(),
        };
        self.act("Priya Nair", open).await?;
        Ok(())
    }
}

fn answers(said: &[(i64, &str, &str)]) -> Vec<ClauseAnswer> {
    said.iter()
        .map(|(clause, answer, words)| ClauseAnswer {
            clause: *clause,
            answer: (*answer).to_owned(),
            words: (*words).to_owned(),
        })
        .collect()
}
