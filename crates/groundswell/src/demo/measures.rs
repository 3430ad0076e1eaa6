//! What is measured: three results and their measures, twelve years of ten counties, and the report card of them.

use anyhow::Result;

use super::around::CHAIR;
use super::build::{Demo, unpacked};
use super::story::{BACKBONE, COUNTIES, FACILITATOR, RESIDENT};

const UNEMPLOYMENT: &[u8] = include_bytes!("../../data/usda-ers-unemployment.csv.gz");

/// The first and the last year of the published figures, and the year that is owed now.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 2007..=2018;
pub(super) const OWED: i16 = 2019;

impl Demo {
    /// Three results, their measures, the duty of ten counties and twelve years of their real figures.
    pub(super) async fn measures(&self) -> Result<()> {
        self.days_ago(44);
        let work =
            self.result("People have work they can live on", "People who live here and want to work").await?;
        let moving =
            self.result("Getting around does not cost the day", "Everybody who has somewhere to be").await?;
        let online = self.result("Everyone is connected", "Every home").await?;
        let unemployment = self
            .measure(work, "Unemployment", measurement::Definition {
                definition: "People without a job who looked for one in the last four weeks, of all who work or look for work; average of the year. People who stopped looking are not counted.".to_owned(),
                numerator: "unemployed people".to_owned(),
                denominator: "people in the labour force".to_owned(),
                unit: "%".to_owned(),
                factor: 100.0,
                decimals: 1,
                better: "down".to_owned(),
                frequency: "yearly".to_owned(),
                ..measurement::Definition::default()
            })
            .await?;
        self.measure(
            moving,
            "Time to work on Scottsville Road",
            measurement::Definition {
                definition: String::new(),
                numerator: "trips of more than twenty minutes".to_owned(),
                denominator: "trips counted".to_owned(),
                unit: "%".to_owned(),
                factor: 100.0,
                decimals: 0,
                better: "down".to_owned(),
                frequency: "quarterly".to_owned(),
                ..measurement::Definition::default()
            },
        )
        .await?;
        self.measure(
            online,
            "Homes with a choice of provider",
            measurement::Definition {
                definition: "Homes that can order a line from at least two providers, of all homes."
                    .to_owned(),
                numerator: "homes with two providers or more".to_owned(),
                denominator: "homes".to_owned(),
                unit: "%".to_owned(),
                factor: 100.0,
                decimals: 0,
                better: "up".to_owned(),
                frequency: "yearly".to_owned(),
                ..measurement::Definition::default()
            },
        )
        .await?;
        self.adopt_measure().await?;
        self.figures(unemployment).await?;
        self.held_against(unemployment).await?;
        for (words, direction, source, period) in [
            (
                "The financial crisis closed plants across the district; it took seven years to come back.",
                "restricting",
                "County workforce teams",
                "2009",
            ),
            (
                "Evening courses that three employers promised to hire from.",
                "contributing",
                "Working group Work and movement",
                "2018",
            ),
            (
                "The last bus leaves before the second shift ends, so jobs across town stay out of reach.",
                "restricting",
                "Residents of the west side",
                "",
            ),
        ] {
            let story = measurement::TellStory {
                measure: unemployment,
                submission: None,
                period: period.to_owned(),
                words: words.to_owned(),
                direction: direction.to_owned(),
                source: source.to_owned(),
                ..measurement::TellStory::default()
            };
            self.act(FACILITATOR.name, story).await?;
        }
        self.edition(unemployment).await
    }

    /// The report card, published by a decision: what everybody sees of the figures. They are public where they come
    /// from, so nobody minds that each is one county's.
    async fn edition(&self, measure: i64) -> Result<()> {
        let open = measurement::ChooseDisclosure {
            mode: "suppress".to_owned(),
            ..measurement::ChooseDisclosure::default()
        };
        self.act(BACKBONE.name, open).await?;
        self.days_ago(33);
        let contents = measurement::Contents {
            title: "Report card 2018".to_owned(),
            words: "What twelve years of figures from ten counties say about work, and what they leave out."
                .to_owned(),
            until: "2018".to_owned(),
            headline: vec![measure],
            narratives: vec![measurement::Said {
                result: 1,
                words: "Fewer people look for work in vain than before the crisis. The figures do not count those who stopped looking, and they do not say what the work pays.".to_owned(),
            }],
            ..measurement::Contents::default()
        };
        let edition = self.act(FACILITATOR.name, measurement::AssembleEdition { contents }).await?;
        let check = measurement::CheckEdition::of(edition, 1);
        let checked = self.act(FACILITATOR.name, check).await?;
        let subject = self.reference("edition", "Report card").await?;
        let decision = agenda::Propose {
            title: "We publish the report card of 2018".to_owned(),
            text: "As everybody in the initiative could read it for a week. What stands in it does not change any more; a mistake is told in a new edition.".to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(-24),
            adopts: subject.to_string(),
            version: checked.version,
            ..agenda::Propose::default()
        };
        let decision = self.act(BACKBONE.name, decision).await?;
        self.days_ago(26);
        self.answers_of_seats(decision, &[]).await?;
        self.act(CHAIR, agenda::CloseDecision { decision }).await?;
        let question = measurement::RaiseChallenge {
            measure,
            period: "2018".to_owned(),
            words: "Does this count people who work two half jobs and still look for another?".to_owned(),
            name: "A reader".to_owned(),
            ..measurement::RaiseChallenge::default()
        };
        let challenge = self.act(RESIDENT.name, question).await?;
        let answer = measurement::AnswerChallenge {
            challenge,
            answer: "No. Whoever worked for pay in that week counts as employed, however few hours it was."
                .to_owned(),
            in_public: true,
        };
        self.act(BACKBONE.name, answer).await
    }

    async fn result(&self, condition: &str, population: &str) -> Result<i64> {
        let clause = self.reference("clause", condition).await?;
        let result = measurement::WriteResult {
            condition: condition.to_owned(),
            population: population.to_owned(),
            place: "Barren River district, Kentucky".to_owned(),
            clause: clause.to_string(),
        };
        self.act(FACILITATOR.name, result).await
    }

    /// A target, what was expected twice (once in hindsight, from what was known at the end of 2015), and the recession
    /// as the National Bureau of Economic Research dates it.
    async fn held_against(&self, measure: i64) -> Result<()> {
        let agreed_by = "Steering circle".to_owned();
        let target = measurement::SetTarget {
            measure,
            period: "2022".to_owned(),
            value: 3.5,
            basis: "aspiration".to_owned(),
            agreed_by: agreed_by.clone(),
        };
        self.act(FACILITATOR.name, target).await?;
        let recession = measurement::NoteAnnotation {
            measure,
            kind: "outside".to_owned(),
            words: "Recession".to_owned(),
            day: "2007-12-01".to_owned(),
            until: "2009-06-30".to_owned(),
            source: "National Bureau of Economic Research, business cycle dates".to_owned(),
        };
        self.act(FACILITATOR.name, recession).await?;
        for (until, note) in [
            ("", "No further large employer comes or goes, and people move here as before."),
            ("2015", "The recovery goes on as it went."),
        ] {
            let baseline = measurement::FreezeBaseline {
                measure,
                until: until.to_owned(),
                note: note.to_owned(),
                agreed_by: agreed_by.clone(),
                decision: String::new(),
            };
            self.act(FACILITATOR.name, baseline).await?;
        }
        Ok(())
    }

    async fn measure(&self, result: i64, name: &str, definition: measurement::Definition) -> Result<i64> {
        let measure = measurement::DefineMeasure {
            result,
            name: name.to_owned(),
            kind: "population".to_owned(),
            quadrant: String::new(),
            definition,
        };
        self.act(FACILITATOR.name, measure).await
    }

    async fn adopt_measure(&self) -> Result<()> {
        let measure = self.reference("measure", "Unemployment").await?;
        let decision = agenda::Propose {
            title: "We measure work by unemployment, as two numbers".to_owned(),
            text: "Each county reports how many are unemployed and how many work or look for work. The district's value is the sum of the first over the sum of the second.".to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(-38),
            adopts: measure.to_string(),
            version: 1,
            ..agenda::Propose::default()
        };
        let decision = self.act(BACKBONE.name, decision).await?;
        self.days_ago(40);
        self.answers_of_seats(
            decision,
            &[(1, "aside", "I would rather count wages, but I do not stand in the way.")],
        )
        .await?;
        self.act(CHAIR, agenda::CloseDecision { decision }).await?;
        let open = agenda::Propose {
            title: "A resident reads out each traffic study".to_owned(),
            text: "Before the steering circle speaks of a large permit, somebody who lives there reads the study out and says what it means for the street.".to_owned(),
            group: self.steering.to_string(),
            closes: Self::in_days(9),
            ..agenda::Propose::default()
        };
        let open = self.act(FACILITATOR.name, open).await?;
        let early =
            agenda::AnswerProposal { decision: open, answer: "consent".to_owned(), reason: String::new() };
        self.act(CHAIR, early).await?;
        Ok(())
    }

    /// The published file, as it is, through the importer that everybody has; each county accepts its own.
    async fn figures(&self, measure: i64) -> Result<()> {
        self.days_ago(36);
        for year in YEARS.chain([OWED]) {
            let due = if year == OWED { Self::in_days(12) } else { format!("{}-04-30", year + 1) };
            let cycle =
                measurement::OpenCycle { measure, period: year.to_string(), label: year.to_string(), due };
            self.act(BACKBONE.name, cycle).await?;
        }
        self.act(FACILITATOR.name, places(measure)).await?;
        let partners = self.counties.iter().zip(COUNTIES);
        let partners = partners.map(|(partner, county)| measurement::Owed {
            partner: *partner,
            code: county.0.to_owned(),
            place: county.0.to_owned(),
        });
        let duties =
            measurement::OweDuty { measure, partners: partners.collect(), since: YEARS.start().to_string() };
        let duties = self.act(BACKBONE.name, duties).await?;
        let mapping = measurement::Mapping {
            key: "FIPS".to_owned(),
            numerator: "Unemployed_{period}".to_owned(),
            denominator: "Civilian_labor_force_{period}".to_owned(),
            ..measurement::Mapping::default()
        };
        let cx = self.cx(BACKBONE.name).await?;
        measurement::import_table(&cx, measure, &unpacked(UNEMPLOYMENT)?, &mapping, false).await?;
        self.days_ago(34);
        for (duty, (_, _, lead)) in duties.into_iter().zip(COUNTIES) {
            self.act(lead, measurement::AcceptAll { duty }).await?;
        }
        Ok(())
    }
}

/// The ten counties in their district: each team's figure is its county's, and the district is their sum.
fn places(measure: i64) -> measurement::DefineDimension {
    let district = "BRADD";
    let place = |code: &str, name: &str, parent: &str| measurement::CategorySent {
        code: code.to_owned(),
        name: name.to_owned(),
        parent: parent.to_owned(),
    };
    let counties = COUNTIES.iter().map(|(code, name, _)| place(code, name, district));
    measurement::DefineDimension {
        measure,
        code: "county".to_owned(),
        name: "County".to_owned(),
        required: false,
        places: true,
        categories: [place(district, "Barren River district", "")].into_iter().chain(counties).collect(),
    }
}
