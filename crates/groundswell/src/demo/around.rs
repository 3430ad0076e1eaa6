//! Once around the loop, as invented people of the demo would have gone.

use activities::{NewPart, Report, Status};
use anyhow::{Context as _, Result};
use communication::{Audience, MeetingId, Presence, Purpose};
use kernel::Ref;
use uuid::Uuid;

use super::build::Demo;
use super::story::{
    ANSWERS, BACKBONE, CHANGES, CLAUSES, FACILITATOR, PARTNER, PARTNERS, RESIDENT, SEATS, TALK, TOLD_BACK,
};

/// Who chairs the steering circle.
pub(super) const CHAIR: &str = "Ruth Amsel";

impl Demo {
    /// A statement of the conversation, by the number it had there.
    async fn statement(&self, number: i64) -> Result<Ref> {
        let mut read = self.world.store.read().await?;
        let found = agenda::statement(&mut read, self.place.id, 1, number).await?;
        found.with_context(|| format!("there is no statement {number}"))
    }

    /// What three statements came to that no clause rests on; those that one cites are answered by it.
    pub(super) async fn answers_to_voices(&self) -> Result<()> {
        self.days_ago(47);
        for (statement, outcome, reason) in TOLD_BACK {
            let act = agenda::TellBack {
                conversation: 1,
                statement,
                outcome: outcome.to_owned(),
                reason: reason.to_owned(),
                ..agenda::TellBack::default()
            };
            self.act(FACILITATOR.name, act).await?;
        }
        Ok(())
    }

    /// The agenda in its first version, consented to with one reservation.
    pub(super) async fn agenda(&self) -> Result<()> {
        self.days_ago(60);
        for (section, text, [then, because, difference], cited) in CLAUSES {
            let mut cites: Vec<Uuid> = Vec::new();
            for number in cited {
                cites.push(self.statement(*number).await?.id);
            }
            let clause = agenda::WriteClause {
                section: section.to_owned(),
                text: text.to_owned(),
                then: then.to_owned(),
                because: because.to_owned(),
                difference: difference.to_owned(),
                cites,
            };
            self.act(FACILITATOR.name, clause).await?;
        }
        self.days_ago(52);
        let version = agenda::ProposeVersion {
            title: "Our agenda, first version".to_owned(),
            why: "Eleven clauses from what 2,031 residents said. We try them for a year and look again."
                .to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(-45),
        };
        let proposed = self.act(FACILITATOR.name, version).await?;
        self.days_ago(48);
        self.answers_of_seats(
            proposed.decision,
            &[(4, "reservation", "The city can promise counters and crossings, not the state's bus money.")],
        )
        .await?;
        self.act(CHAIR, agenda::CloseDecision { decision: proposed.decision }).await?;
        Ok(())
    }

    /// Every held seat of the steering circle consents, but for those named by their place.
    pub(super) async fn answers_of_seats(&self, decision: i64, others: &[(usize, &str, &str)]) -> Result<()> {
        for (place, (_, holder)) in SEATS.into_iter().enumerate().filter(|(_, seat)| !seat.1.is_empty()) {
            let other = others.iter().find(|other| other.0 == place);
            let (answer, reason) = other.map_or(("consent", ""), |other| (other.1, other.2));
            let act =
                agenda::AnswerProposal { decision, answer: answer.to_owned(), reason: reason.to_owned() };
            self.act(holder, act).await?;
        }
        Ok(())
    }

    /// What partners do, what was promised, what came of it.
    pub(super) async fn activities(&self) -> Result<()> {
        self.days_ago(30);
        let course = self
            .activity(
                "Evening course: welding and maintenance",
                "Two evenings a week; three employers interview everyone who finishes.",
                "evening courses",
                (self.counties[9], PARTNER.name),
                "A job centre in the middle of town",
                true,
            )
            .await?;
        self.activity(
            "Traffic study before a large permit",
            "The city counts, the study is read out, the permit waits for it.",
            "traffic is studied",
            (self.others[0], PARTNERS[0].4),
            "Counts traffic and designs crossings",
            true,
        )
        .await?;
        let fibre = self
            .activity(
                "Fibre, street by street",
                "Neighbours sign up together; the cooperative digs where forty have signed.",
                "sign up for fibre",
                (self.others[1], PARTNERS[1].4),
                "Owns ducts on the west side; can dig",
                true,
            )
            .await?;
        self.activity(
            "Library rooms for evening courses",
            "A warm room with computers, open until nine.",
            "evening courses",
            (self.others[2], ""),
            "Rooms in every county, open late",
            false,
        )
        .await?;

        let kept = self
            .promise(
                FACILITATOR.name,
                "Get three employers to promise interviews for everyone who finishes",
                Some(course.clone()),
                20,
            )
            .await?;
        self.act(FACILITATOR.name, activities::ReportCommitment { commitment: kept, report: Report::Kept })
            .await?;
        let counted = self
            .promise(
                PARTNER.name,
                "Bring the list of open second-shift jobs to the planners",
                Some(course.clone()),
                14,
            )
            .await?;
        self.act(PARTNER.name, activities::ReportCommitment { commitment: counted, report: Report::Kept })
            .await?;
        let asked = self
            .promise(
                RESIDENT.name,
                "Knock on every door of Gordon Avenue about fibre",
                Some(fibre.clone()),
                18,
            )
            .await?;
        self.act(RESIDENT.name, activities::ReportCommitment { commitment: asked, report: Report::Kept })
            .await?;
        let slow = self
            .promise("Owen Tate", "Ask the school board for two rooms in spring", Some(course.clone()), 12)
            .await?;
        let reason = "The board met without a quorum; it is on the list for its next meeting.".to_owned();
        let more = Report::MoreTime { due: Self::in_days(16), reason };
        self.act("Owen Tate", activities::ReportCommitment { commitment: slow, report: more }).await?;
        self.days_ago(8);
        let win = activities::CelebrateWin {
            title: "Seventeen of twenty-two hired from the first course".to_owned(),
            different: "Three employers hire from an evening course and have asked for a second one."
                .to_owned(),
            helped: "Seventeen people, most of them from the second shift's waiting list.".to_owned(),
            from: vec![Ref::new("commitment", kept.0), course],
            partners: vec![self.counties[9], self.others[2]],
            people: Vec::new(),
        };
        let win = self.act(FACILITATOR.name, win).await?;
        self.confirm(&win, PARTNER.name).await?;
        let homes = activities::CelebrateWin {
            title: "Forty homes signed up on the west side".to_owned(),
            different: "The cooperative digs there first, in spring.".to_owned(),
            helped: "Forty homes that had one provider or none.".to_owned(),
            from: vec![Ref::new("commitment", asked.0), fibre],
            partners: vec![self.others[1], self.others[3]],
            people: Vec::new(),
        };
        self.act(FACILITATOR.name, homes).await?;
        Ok(())
    }

    /// An activity of a partner, entered for it, and confirmed by whoever speaks for it if somebody is named.
    async fn activity(
        &self,
        title: &str,
        what: &str,
        strategy: &str,
        (partnership, lead): (people::PartnershipId, &str),
        strength: &str,
        because: bool,
    ) -> Result<Ref> {
        let strategy = Some(self.reference("clause", strategy).await?);
        let act = activities::AddActivity {
            title: title.to_owned(),
            what: what.to_owned(),
            for_whom: "People without a degree, people without a car".to_owned(),
            place: "Barren River district".to_owned(),
            strategy,
            story: None,
            status: Status::Running,
            because,
            parts: vec![NewPart { partnership, strength: strength.to_owned() }],
        };
        let about = self.act(BACKBONE.name, act).await?.about;
        if !lead.is_empty() {
            let activity = activities::ActivityId(about.id);
            self.act(lead, activities::ConfirmPart { activity, partnership, yes: true }).await?;
        }
        Ok(about)
    }

    /// A promise to the working group, accepted, due so many days ago.
    async fn promise(
        &self,
        name: &str,
        text: &str,
        about: Option<Ref>,
        due_ago: i64,
    ) -> Result<activities::CommitmentId> {
        self.days_ago(27);
        let commitment = self.promised(name, text, about, None, -due_ago).await?;
        self.days_ago(due_ago + 1);
        Ok(commitment)
    }

    /// A promise for a day, offered and accepted.
    pub(super) async fn promised(
        &self,
        name: &str,
        text: &str,
        about: Option<Ref>,
        meeting: Option<Ref>,
        due_in: i64,
    ) -> Result<activities::CommitmentId> {
        let offer = activities::OfferCommitment {
            text: text.to_owned(),
            due: Self::in_days(due_in),
            group: self.working,
            partnership: None,
            about,
            meeting,
        };
        let commitment = activities::CommitmentId(self.act(name, offer).await?.about.id);
        self.act("Priya Nair", activities::AcceptCommitment { commitment }).await?;
        Ok(commitment)
    }

    async fn confirm(&self, win: &activities::Made, name: &str) -> Result<()> {
        let cx = self.cx(name).await?;
        let mut read = self.world.store.read().await?;
        let win = activities::WinId(win.about.id);
        let credits = activities::mine_to_confirm(&cx, &mut read, win).await?;
        drop(read);
        for credit in credits {
            self.act(name, activities::ConfirmCredit { win, credit, yes: true }).await?;
        }
        Ok(())
    }

    /// Updates, talk, meetings, and what those who spoke were told.
    pub(super) async fn communication(&self) -> Result<()> {
        self.days_ago(25);
        for (days, name, title, text, public) in [
            (
                25,
                BACKBONE.name,
                "The agenda is in force",
                "Eleven clauses, one reservation, kept with its reason. It stands for a year; then we look again.\n\nThank you to the 2,031 people whose words it is made of.",
                true,
            ),
            (
                11,
                FACILITATOR.name,
                "The second course is asked for",
                "Seventeen of twenty-two were hired. Three employers want a second course; the library network offers its room.",
                true,
            ),
            (
                4,
                BACKBONE.name,
                "2019 is due",
                "The figures for 2019 are due in two weeks. It takes ten minutes: two numbers, and your last ones stand beside them.",
                false,
            ),
        ] {
            self.days_ago(days);
            let update = communication::PostUpdate {
                title: title.to_owned(),
                text: text.to_owned(),
                audience: if public { Audience::Public } else { Audience::Members },
            };
            self.act(name, update).await?;
        }
        self.talk().await?;
        self.told_back().await?;
        self.meetings().await
    }

    async fn talk(&self) -> Result<()> {
        self.days_ago(20);
        let start = communication::StartDiscussion {
            title: "What does four percent mean?".to_owned(),
            text: TALK[0].to_owned(),
            about: Some(self.reference("measure", "Unemployment").await?),
        };
        let discussion = communication::DiscussionId(self.act(FACILITATOR.name, start).await?.about.id);
        let voices = [FACILITATOR.name, RESIDENT.name, PARTNER.name, "Priya Nair", "Owen Tate", "Hal Weems"];
        for (at, text) in TALK.into_iter().enumerate().skip(1) {
            self.days_ago(19 - at as i64 / 2);
            let post = communication::WritePost {
                discussion,
                text: text.to_owned(),
                thread: None,
                address: String::new(),
            };
            self.act(voices[at % voices.len()], post).await?;
        }
        Ok(())
    }

    async fn told_back(&self) -> Result<()> {
        self.days_ago(6);
        for (statement, outcome, reason, due) in ANSWERS {
            let came = match statement {
                494 => Some(self.reference("win", "Forty homes").await?),
                83 => Some(self.reference("clause", "traffic is studied").await?),
                _ => None,
            };
            let act = agenda::TellBack {
                conversation: 1,
                statement,
                outcome: outcome.to_owned(),
                reason: reason.to_owned(),
                due: due.map(Self::in_days).unwrap_or_default(),
                came,
            };
            self.act(FACILITATOR.name, act).await?;
        }
        Ok(())
    }

    async fn meetings(&self) -> Result<()> {
        self.days_ago(27);
        let meeting = self.meeting("Where the promises stand", -13).await?;
        self.days_ago(13);
        self.act(FACILITATOR.name, communication::OpenMeeting { meeting }).await?;
        let notes = communication::TakeNotes {
            meeting,
            version: 1,
            notes: "The course hired seventeen. The bus is the next thing in the way.".to_owned(),
            attendance: self.everybody_came().await?,
        };
        self.act(FACILITATOR.name, notes).await?;
        let held = Some(Ref::new("meeting", meeting.0));
        let course = self.reference("activity", "Evening course").await?;
        let counted = "Count who did not come to the course, and why";
        self.promised(PARTNER.name, counted, Some(course), held.clone(), 5).await?;
        let read_out = "Read the Scottsville Road study out at the next meeting";
        self.promised(RESIDENT.name, read_out, None, held, 9).await?;
        self.act(FACILITATOR.name, communication::CloseMeeting { meeting }).await?;
        self.days_ago(12);
        let text = "Thank you for two hours that ended in promises with a day.".to_owned();
        self.act(FACILITATOR.name, communication::SendRecap { meeting, text, address: String::new() })
            .await?;
        self.meeting("The last bus, and who waits for it", 6).await?;
        self.time().await
    }

    /// A time is being found for the next meeting of the circle.
    async fn time(&self) -> Result<()> {
        use communication::Suit::{IfNeedBe, No, Yes};

        self.days_ago(3);
        let at = |days: i64, hour: u8| format!("{}T{hour}:00:00Z", Self::in_days(days)).parse();
        let offer = communication::OfferTimes {
            group: self.steering,
            title: "What we do with what people said this autumn".to_owned(),
            purpose: "Each of the three largest worries has somebody who takes it on.".to_owned(),
            times: vec![at(11, 21)?, at(12, 16)?, at(14, 23)?],
            minutes: 90,
            place: "Library, Bowling Green, room 2; bus 6".to_owned(),
            link: String::new(),
        };
        let poll = self.act(FACILITATOR.name, offer).await?.number;
        for (name, says) in [
            ("Ruth Amsel", [Yes, Yes, No]),
            (RESIDENT.name, [IfNeedBe, No, Yes]),
            (PARTNER.name, [Yes, IfNeedBe, Yes]),
        ] {
            self.days_ago(2);
            let answers = says.into_iter().zip(1..);
            let answers = answers.map(|(suits, time)| communication::Suiting { time, suits }).collect();
            self.act(name, communication::SayTimes { poll, answers }).await?;
        }
        Ok(())
    }

    /// Whoever holds a seat in the working group was there.
    async fn everybody_came(&self) -> Result<Vec<communication::Attendance>> {
        let mut read = self.world.store.read().await?;
        let seats = people::seats(&mut read, self.place.id, self.working).await?;
        let came =
            |seat: people::Seat| communication::Attendance { seat: seat.id, presence: Presence::Present };
        Ok(seats.into_iter().map(came).collect())
    }

    async fn meeting(&self, title: &str, in_days: i64) -> Result<MeetingId> {
        let plan = communication::PlanMeeting {
            group: self.working,
            title: title.to_owned(),
            purpose: "To end with promises that have a day.".to_owned(),
            starts_at: format!("{}T18:00:00Z", Self::in_days(in_days)).parse()?,
            minutes: 90,
            place: "Library, Bowling Green, room 2; bus 6".to_owned(),
            link: String::new(),
        };
        let meeting = MeetingId(self.act(FACILITATOR.name, plan).await?.about.id);
        for (purpose, text, minutes) in [
            (Purpose::Inform, "What the figures of 2018 say, and what they do not", 10),
            (Purpose::Decide, "Which shift the last bus should wait for", 40),
            (Purpose::Commit, "Who does what by when", 20),
            (Purpose::Reflect, "What made us work well together tonight?", 10),
        ] {
            let item = communication::AddItem { meeting, purpose, text: text.to_owned(), minutes };
            self.act(FACILITATOR.name, item).await?;
        }
        Ok(meeting)
    }

    pub(super) async fn learning(&self) -> Result<()> {
        for (at, (code, line, first_time)) in CHANGES.into_iter().enumerate() {
            self.days_ago(22 - 4 * at as i64);
            let change = learning::NoteChange { code: code.to_owned(), line: line.to_owned(), first_time };
            self.act(FACILITATOR.name, change).await?;
        }
        Ok(())
    }
}
