//! A closed town and an open square with the same people and things in them.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use groundswell::house::rooms;
use jiff::ToSpan;
use kernel::{Act, Context, InitiativeId, PersonId, Via, World};
use people::{
    AddPartnership, AddRepresentative, AddSeat, AskForLink, Calling, CreateGroup, Errand, GroupId, Invite,
    Letter, PartnershipId, Purpose, Secret, SetState, at_work, first_start, send_on_errand, sign_in_link,
    steward,
};
use store::{Location, Tx};

use super::table::Row;
use super::{Names, around};
use crate::ask;
use crate::inside::{Answer, Inside};
use crate::town::{email, initiative, member, open, person, session};

/// The closed one's name.
pub(crate) const TOWN: &str = "Aldermere";

/// Both initiatives, in one house.
pub(crate) struct Towns {
    pub(crate) inside: Inside,
    town: Place,
    square: Place,
    /// The sessions of everybody by their column; nobody's is empty.
    sessions: BTreeMap<&'static str, String>,
}

/// One of the two.
struct Place {
    id: InitiativeId,
    slug: String,
    names: Names,
    people: BTreeMap<&'static str, PersonId>,
}

/// Calls somebody to vote, as the mail does.
struct Call {
    person: PersonId,
    about: String,
    secret: Secret,
}

#[async_trait]
impl Act for Call {
    type Out = ();

    async fn run(&self, cx: &Context, tx: &mut Tx) -> kernel::Result<()> {
        let errand = Errand { purpose: "ballot", about: self.about.clone() };
        let until = cx.now() + 1.hour();
        send_on_errand(cx, tx, &errand, (self.person, "a seat"), until, &self.secret).await
    }
}

impl Towns {
    pub(crate) async fn make(location: &Location) -> Self {
        let world = open(location).await;
        let inside = Inside::over(Arc::clone(&world));
        let set_up = first_start(&world).await.expect("a look").expect("nobody is here yet");
        let mut town = Place::make(&inside, &world, TOWN, false).await;
        let mut square = Place::make(&inside, &world, "Brackwater", true).await;
        let mut sessions = BTreeMap::from([("nobody", String::new()), ("visitor", String::new())]);
        for (who, id) in &town.people {
            sessions.insert(*who, session(&world, *id).await);
        }
        sessions.insert("stranger", session(&world, square.people["backbone"]).await);
        let administrator = person(&world, "Administrator", true).await;
        sessions.insert("administrator", session(&world, administrator).await);
        let suspend = SetState { person: town.people["suspended"], suspended: true };
        steward(&world, Via::Job, "the tests").execute(suspend).await.expect("somebody is suspended");
        for place in [&mut town, &mut square] {
            place.names.insert("secret-setup".to_owned(), set_up.clone());
            place.secrets(&world).await;
        }
        town.names.insert("person-outsider".to_owned(), square.people["member"].to_string());
        square.names.insert("person-outsider".to_owned(), town.people["member"].to_string());
        journal::Sealer::finish(world).await.expect("the journal is sealed");
        Self { inside, town, square, sessions }
    }

    /// The session of whoever stands in that column.
    pub(crate) fn session(&self, actor: &str) -> &str {
        &self.sessions[actor]
    }

    /// `text` with what stands for the names in it, for that column.
    pub(crate) fn filled(&self, text: &str, actor: &str) -> String {
        filled(text, &self.of(actor).names)
    }

    /// The path of a route for that column.
    pub(crate) fn path(&self, row: &Row, actor: &str) -> String {
        filled(&row.path(&self.of(actor).slug), &self.of(actor).names)
    }

    fn of(&self, actor: &str) -> &Place {
        if actor == "visitor" { &self.square } else { &self.town }
    }

    /// Asks for a route as somebody.
    pub(crate) async fn send(&self, inside: &Inside, row: &Row, actor: &str) -> Answer {
        let place = self.of(actor);
        self.send_with(inside, row, actor, &place.slug, &place.names).await
    }

    /// The same with the other initiative's things; nothing if the route names none.
    pub(crate) async fn send_elsewhere(&self, inside: &Inside, row: &Row, actor: &str) -> Option<Answer> {
        let names_things =
            row.route.contains("{initiative}") && format!("{}{}", row.path(""), row.send).contains('$');
        let here = &self.town;
        // An administrator runs both; a visitor is in the other one already.
        if names_things && !["administrator", "visitor"].contains(&actor) {
            Some(self.send_with(inside, row, actor, &here.slug, &self.square.names).await)
        } else {
            None
        }
    }

    async fn send_with(&self, inside: &Inside, row: &Row, actor: &str, slug: &str, names: &Names) -> Answer {
        let session = &self.sessions[actor];
        let (path, body) = (filled(&row.path(slug), names), filled(&row.send, names));
        if !row.files.is_empty() {
            let fields: Vec<(&str, &str)> =
                body.split('&').filter_map(|field| field.split_once('=')).collect();
            let files: Vec<(&str, String)> =
                row.files.iter().map(|(field, file)| (field.as_str(), filled(file, names))).collect();
            let files: Vec<(&str, &[u8])> =
                files.iter().map(|(field, file)| (*field, file.as_bytes())).collect();
            inside.upload(session, &path, &fields, &files).await
        } else if row.changes() {
            inside.post(session, &path, &body).await
        } else {
            inside.get(session, &path).await
        }
    }

    /// How much there is of everything that an act leaves.
    pub(crate) async fn counts(&self) -> [i64; 3] {
        ask::counts(&mut self.inside.world.store.read().await.expect("a connection")).await
    }
}

/// `text` with each `$name` replaced, the longest names first.
fn filled(text: &str, names: &Names) -> String {
    let mut sorted: Vec<_> = names.iter().collect();
    sorted.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let text = sorted
        .into_iter()
        .fold(text.to_owned(), |text, (name, value)| text.replace(&format!("${name}"), value));
    assert!(!text.contains('$'), "{text}: nothing stands for a name in it; there are {:?}", names.keys());
    text
}

const CODED: &str = "question=Who+reads%3F&description=Before+you+answer&audience=code&moderation=after&languages=English\
    &privacy=Nobody+is+named&seeds=Nobody";
const FUND_PROPOSING: &str = "title=Yard&description=Play&amount=100&currency=EUR&voters=members&way=approval&most=2&proposals_until=2030-01-01&opens=2030-02-01&closes=2030-03-01";
const FUND_FOR_ALL: &str = "title=Park&description=&amount=100&currency=EUR&voters=link&way=approval&most=&proposals_until=&opens=&closes=2030-03-01";
const FUND_FOR_MEMBERS: &str = "title=Hall&description=&amount=100&currency=EUR&voters=members&way=approval&most=&proposals_until=&opens=&closes=2030-03-01";
const FUND_FROM_A_FILE: &str = r#"{"pb":"META\nkey;value\ndescription;Well\nbudget;90\nvote_type;approval\nPROJECTS\nproject_id;cost;selected\na;50;1\nb;60;0\nVOTES\nvoter_id;vote\n1;a\n2;a,b"}"#;

/// Who does what, so that there is something of everything. `~` is the initiative. The id of what a call of the
/// API has made is kept under the name at the end.
const SCRIPT: &[(&str, &str, &str, &str)] = &[
    (
        "backbone",
        "~/conversations",
        "question=What+should+change%3F&audience=members&seeds=One%0ATwo%0AThree",
        "",
    ),
    ("backbone", "~/conversations", "question=And+outside%3F&audience=link&seeds=Four%0AFive", ""),
    ("backbone", "~/conversations", CODED, ""),
    ("backbone", "~/conversations/3/codes", "shared=yes&word=Read27", ""),
    ("backbone", "~/conversations/2/paper", "many=2", ""),
    ("member", "~/conversations/1/statements", "text=Six", ""),
    ("backbone", "~/funds", FUND_PROPOSING, ""),
    ("member", "~/funds/1/projects", "title=Slide&text=Red&place=Yard&cost=70", ""),
    ("backbone", "~/funds/1/projects", "title=Trees&text=&place=&cost=60", ""),
    ("backbone", "~/funds", FUND_FOR_ALL, ""),
    ("backbone", "~/funds/2/projects", "title=Slide&text=Red&place=Yard&cost=70", ""),
    ("backbone", "~/funds/2/projects", "title=Trees&text=&place=&cost=60", ""),
    ("backbone", "~/funds/2/rule", "rule=equal-shares&ties=votes&why=Fair&decision=", ""),
    ("backbone", "~/funds", FUND_FOR_MEMBERS, ""),
    ("backbone", "~/funds/3/projects", "title=Slide&text=Red&place=Yard&cost=70", ""),
    ("backbone", "~/funds/3/rule", "rule=greedy&ties=first&why=&decision=", ""),
    ("backbone", "~/funds", FUND_FOR_ALL, ""),
    ("backbone", "~/funds/4/projects", "title=Slide&text=Red&place=Yard&cost=70", ""),
    ("backbone", "~/funds/4/rule", "rule=equal-shares&ties=votes&why=Fair&decision=", ""),
    ("backbone", "~/funds/4/end", "", ""),
    ("backbone", "/api~/funds/import", FUND_FROM_A_FILE, ""),
    ("member", "~/agenda/clauses", "section=results&text=Everybody+reads&cites=$statement-1", ""),
    (
        "member",
        "~/agenda/clauses",
        "section=strategies&text=Circles+in+each+street&difference=Children+read",
        "",
    ),
    (
        "member",
        "~/agenda/clauses/1/suggest",
        "version=1&text=Everybody+reads+gladly&why=It+is+what+we+mean",
        "",
    ),
    (
        "backbone",
        "~/results",
        "condition=Everybody+reads&population=Children&place=Here&clause=clause/$clause-1",
        "",
    ),
    ("backbone", "~/measures", MEASURE, ""),
    ("backbone", "~/measures", MEASURE, ""),
    (
        "backbone",
        "~/measures/1/duties",
        "partner=$library&code-$library=L1&partner=$college&code-$college=C1&since=2024",
        "",
    ),
    ("backbone", "~/measures/1/cycles", "period=2024&label=&due=2030-01-01", ""),
    ("backbone", "~/measures/1/cycles", "period=2025&label=&due=2030-01-01", ""),
    ("partner", "~/duties/1/report/2024", "numerator=50&denominator=100&note=", ""),
    ("other", "~/duties/2/report/2024", "numerator=60&denominator=100&note=", ""),
    ("other", "~/submissions/2/accept", "", ""),
    ("backbone", "~/submissions/2/questions", "question=Of+the+whole+year%3F", ""),
    ("backbone", "~/duties/2/waive/2025", "reason=Closed+that+year", ""),
    ("partner", "~/reporting/1/delegates", DELEGATE, ""),
    ("partner", "~/reporting/1/delegates", DELEGATE, ""),
    (
        "member",
        "~/measures/1/story",
        "period=2024&words=The+library+closed&direction=restricting&source=Minutes",
        "",
    ),
    ("seat", "~/choose/1", "communication=high&proxy=high&data=low", ""),
    ("member", "~/wanted", WANTED, ""),
    ("backbone", "~/measures/1/turns", "question=What+keeps+children+from+reading%3F&group=$table", ""),
    ("backbone", "~/measures/1/turns", "question=What+did+we+do%3F&group=$table", ""),
    ("backbone", "~/measures/1/turns", "question=What+rests%3F&group=$table", ""),
    ("member", "~/turns/1/factors", "words=The+bus+is+late&direction=restricting&voice=resident&source=", ""),
    ("member", "~/turns/1/partners", "name=Bookshop&part=Lends&level=near", ""),
    ("member", "~/turns/1/options", IDEA, ""),
    ("member", "~/turns/2/options", IDEA, ""),
    ("member", "~/options/1/score", "leverage=4&reach=4&specificity=4&values=4", ""),
    ("member", "~/options/2/score", "leverage=4&reach=4&specificity=4&values=4", ""),
    ("member", "~/turns/1/lines", "option=1&what=Choose+books&who=Teachers&due=2030-01-01", ""),
    ("member", "~/turns/2/lines", "option=2&what=Choose+books&who=Teachers&due=2030-01-01", ""),
    ("facilitator", "~/turns/2/agree", "different=Children+read", ""),
    ("backbone", "~/turns/3/park", "parked=yes", ""),
    ("partner", "~/duties/1/crosswalk", FIELD, ""),
    ("other", "~/duties/2/crosswalk", RULE, ""),
    ("backbone", "~/crosswalks/2/judge", "approved=yes&note=", ""),
    ("backbone", "~/ledger/stock", "label=Spring", ""),
    ("partner", "~/activities", "title=Evening+classes&status=running&partner=$library&strength=Rooms", ""),
    ("backbone", "~/activities", "title=Reading+bus&status=planned&partner=$library&strength=Books", ""),
    (
        "member",
        "/api~/commitments",
        r#"{"text":"Bring books","due":"2030-01-01","group":"$table"}"#,
        "commitment-1",
    ),
    ("partner", "/api~/commitments", PROMISE, "commitment-2"),
    (
        "member",
        "/api~/commitments",
        r#"{"text":"Bring chairs","due":"2030-01-01","group":"$council"}"#,
        "commitment-3",
    ),
    ("facilitator", "~/commitments/2/accept", "", ""),
    ("member", "/api~/wins", WIN, "win-1"),
    ("member", "~/decisions", PROPOSAL, ""),
    ("member", "~/decisions", PROPOSAL, ""),
    ("seat", "~/decisions/2/answer", "answer=consent&reason=", ""),
    ("member", "~/agenda/propose", "title=First&why=So+far&group=$table&closes=2030-01-01", ""),
    ("member", "~/agenda/propose", "title=Second&why=So+far&group=$table&closes=2030-01-01", ""),
    ("member", "~/updates", "title=For+us&text=News&audience=members", ""),
    ("facilitator", "~/updates", "title=For+all&text=News&audience=public", ""),
    ("member", "/api~/discussions", r#"{"title":"Circles","text":"Where?"}"#, "discussion"),
    ("member", "/api~/discussions/1/posts", r#"{"text":"In the yard"}"#, "remark"),
    ("other", "~/discussions/1/posts/$remark/answers", "text=It+rains+there", ""),
    ("member", "/api~/discussions/1/posts", r#"{"text":"At noon"}"#, "folded"),
    ("member", "~/discussions/1/posts/$folded/resolve", "why=Noon+it+is", ""),
    (
        "other",
        "/api~/discussions",
        r#"{"about":{"kind":"clause","id":"$clause-1"},"text":"Who is everybody?"}"#,
        "margin",
    ),
    ("other", "/api~/discussions/2/posts", r#"{"text":"From which age?"}"#, "age"),
    ("facilitator", "/api~/meetings", MEETING, "meeting-planned"),
    ("facilitator", "/api~/meetings", MEETING, "meeting-open"),
    ("facilitator", "/api~/meetings", MEETING, "meeting-closed"),
    ("facilitator", "/api~/meetings/times", TIMES, "times"),
    ("facilitator", "/api~/meetings/times", TIMES, "times-other"),
    ("facilitator", "~/meetings/2/open", "", ""),
    ("facilitator", "~/meetings/3/open", "", ""),
    ("facilitator", "~/meetings/3/close", "", ""),
    (
        "facilitator",
        "~/conversations/1/statements/1/answer",
        "outcome=will&reason=We+begin+in+spring&due=2030-05-01",
        "",
    ),
    ("member", "/me/tokens", "token=A+script", ""),
    ("member", "~/changes", "code=policy&line=Homework+is+read+aloud", ""),
    ("backbone", "~/people/invite", "email=guest@example.org&calling=member", ""),
    ("backbone", "~/editions", "title=Card&measure-1=headline&result-1=More+read", ""),
    ("backbone", "~/editions/1/check", "seen=1", ""),
    (
        "member",
        "~/decisions",
        "title=We+publish&text=As+it+is&why=&group=$table&closes=2030-01-01&adopts=edition/$edition-1/2",
        "",
    ),
    ("seat", "~/decisions/5/answer", "answer=consent&reason=", ""),
    ("seat", "~/decisions/5/close", "", ""),
    ("backbone", "~/editions", "title=Second&measure-1=headline", ""),
    ("backbone", "~/editions/2/check", "seen=1", ""),
    (
        "facilitator",
        "~/agenda/consultations",
        "title=Before+we+vote&words=&audience=link&closes=2030-01-01",
        "",
    ),
    ("facilitator", "~/agenda/consultations", "title=Among+us&words=&audience=members&closes=2030-01-01", ""),
    ("member", "~/agenda/consultations/1", "stands=resident&answer-1=could-live&words-1=Not+all+of+it", ""),
    ("seat", "~/decisions/3/answer", "answer=consent&reason=", ""),
    ("seat", "~/decisions/3/close", "", ""),
    ("member", "~/agenda/clauses", "section=learning&text=We+look+again+each+spring", ""),
    ("other", "~/agenda/ratify", "version=1&partner=$college&answer=reservation&words=Not+in+winter", ""),
    ("member", "~/measures/1/challenge", "words=Too+few&period=2024&name=Ann&address=", ""),
    ("member", "~/decisions", ADVISED, ""),
    ("member", "~/decisions/6/advice", "whom=person/$person-partner", ""),
    ("member", "~/decisions/6/advice", "whom=person/$person-other", ""),
    ("other", "~/decisions/6/advice/2", "text=Ask+the+library", ""),
    ("member", "~/decisions", ADVISED, ""),
];
const MEASURE: &str = "result=1&name=Readers&kind=population&definition=Children+who+read&numerator=readers&\
    denominator=children&unit=%25&factor=100&decimals=1&better=up&frequency=yearly";
const FIELD: &str = "fit=proxy&local_name=Library+cards&local_definition=Children+with+a+card&stands=Sheet+one&\
    numerator=&denominator=&reason=Nothing+else+is+kept";
const RULE: &str = "fit=transformed&local_name=Courses&local_definition=Children+in+courses&stands=&\
    numerator=Boys+%2B+Girls&denominator=Children&reason=";
const WANTED: &str = "result=1&name=Read+to+at+home&why=It+comes+first&obstacle=absent&owner=The+library&\
    step=Three+questions&due=2030-01-01&stopgap=Books+lent";
const DELEGATE: &str = "person=$person-partner&since=2026-01-01&until=2099-12-31&accepts=yes";
const IDEA: &str = "words=Ten+books+in+each+street&sort=start&cost=low-cost";
const PROPOSAL: &str = "title=Open+on+Sundays&text=The+rooms+are+open+on+Sundays&why=Families+have+time&\
    group=$table&closes=2030-01-01";
const ADVISED: &str = "title=Open+later&text=Until+nine&why=Work&group=$table&closes=2030-01-01&advice=yes";
const PROMISE: &str =
    r#"{"text":"Open the rooms","due":"2030-01-01","group":"$table","partnership":"$library"}"#;
const WIN: &str = r#"{"title":"Forty read","different":"They read","helped":"","from":[],"partners":["$library"],"people":[]}"#;
const MEETING: &str = r#"{"group":"$table","title":"Spring","purpose":"To plan","starts_at":"2030-01-01T18:00:00Z","minutes":60}"#;
const TIMES: &str = r#"{"group":"$table","title":"The rooms","purpose":"We know where","minutes":60,"times":["2030-01-01T18:00:00Z","2030-01-02T18:00:00Z"]}"#;
/// What is made on a page and named on it by a hidden field: who sees it, where, which field.
const FOUND: &[(&str, &str, &str)] = &[
    ("partner", "~/wins/1", "credit"),
    ("backbone", "~/people", "invitation"),
    ("member", "/me", "session"),
    ("member", "/me", "token"),
];

impl Place {
    async fn make(inside: &Inside, world: &Arc<World>, name: &str, public: bool) -> Self {
        let (id, slug) = initiative(world, name, public).await;
        let mut place = Self { id, slug, names: Names::new(), people: BTreeMap::new() };
        let backbone = place.somebody(world, id, "backbone", "backbone").await;
        for who in ["member", "partner", "other", "facilitator", "seat", "suspended"] {
            place.somebody(world, id, who, "member").await;
        }
        place.partners(&backbone).await;
        place.table(&backbone).await;
        let mut sessions = BTreeMap::new();
        for (who, person) in &place.people {
            sessions.insert(*who, session(world, *person).await);
        }
        for (who, path, body, keep) in SCRIPT {
            let (path, body) = (filled(&place.path(path), &place.names), filled(body, &place.names));
            let answer = inside.post(&sessions[who], &path, &body).await;
            assert!(
                answer.status.as_u16() < 400,
                "{who} {path} {body}: {}",
                around(&answer.body, "There is a problem")
            );
            if !keep.is_empty() {
                let body: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
                let id = body["about"]["id"].as_str().or(body["id"].as_str()).expect("an id");
                place.names.insert((*keep).to_owned(), id.to_owned());
            }
            place.learn(&backbone).await;
        }
        // Another browser, that can be signed out of from the first.
        session(world, place.people["member"]).await;
        for (who, path, field) in FOUND {
            let page = inside.get(&sessions[who], &place.path(path)).await;
            place.names.insert((*field).to_owned(), hidden(&page.body, field));
        }
        place.sheets(inside, &sessions["backbone"]).await;
        place.told_apart(inside, &sessions["backbone"]).await;
        place.staged(inside, &sessions["partner"]).await;
        place
    }

    /// Printed sheets, by their codes.
    async fn sheets(&mut self, inside: &Inside, backbone: &str) {
        let answer = inside.get(backbone, &self.path("/api~/conversations/2/paper/1")).await;
        let sheets: Vec<serde_json::Value> = serde_json::from_str(&answer.body).expect("JSON");
        for (number, sheet) in (1..).zip(sheets) {
            self.names.insert(format!("sheet-{number}"), sheet["code"].as_str().expect("a code").to_owned());
        }
    }

    /// What the first measure is told apart by, where it is known.
    async fn told_apart(&mut self, inside: &Inside, backbone: &str) {
        let fields = [("name", "Age"), ("places", "no"), ("categories", "Young\nOld")];
        let answer =
            inside.upload(backbone, &self.path("~/measures/1/dimensions"), &fields, &[("file", b"")]).await;
        assert!(answer.location.contains("/dimensions/age"), "{}", around(&answer.body, "<main"));
    }

    /// A file that waits for its partner's word.
    async fn staged(&mut self, inside: &Inside, partner: &str) {
        let file = b"code,year,n,d\nL1,2025,5,10\n";
        let answer = inside.upload(partner, &self.path("~/measures/1/import"), &[], &[("file", file)]).await;
        let staged = answer.location.strip_suffix("/columns").and_then(|kept| kept.rsplit('/').next());
        let staged = staged.unwrap_or_else(|| panic!("{}", around(&answer.body, "<main")));
        let columns = "key=code&period=year&numerator=n&denominator=d";
        inside.post(partner, &answer.location, columns).await;
        self.names.insert("staged".to_owned(), staged.to_owned());
    }

    /// Secrets of links that were mailed: to sign in, to set a new password, to come in.
    async fn secrets(&mut self, world: &Arc<World>) {
        let steward = steward(world, Via::Job, "the tests");
        let address = email(&format!("member of {}", self.slug));
        let link = sign_in_link(&steward, &address).await.expect("a link");
        let sign_in = link.rsplit('/').next().expect("a secret").to_owned();
        let letter = || Letter { subject: "A letter".to_owned(), text: "with a link".to_owned() };
        let [recovery, invitation] = [(); 2].map(|()| Secret::new().expect("a secret"));
        let recover = AskForLink {
            email: address,
            purpose: Purpose::Recovery,
            secret: recovery.clone(),
            letter: letter(),
        };
        steward.execute(recover).await.expect("a link");
        let backbone = at_work(world, self.people["backbone"], self.id, Via::Job).await.expect("at work");
        let invite = Invite {
            email: "newcomer@example.org".to_owned(),
            calling: Calling::Member,
            secret: invitation.clone(),
            letter: letter(),
        };
        backbone.execute(invite).await.expect("an invitation");
        let ballot = Secret::new().expect("a secret");
        let about = format!("{}/1", self.names["decision-1"]);
        let call = Call { person: self.people["seat"], about, secret: ballot.clone() };
        steward.execute(call).await.expect("a ballot in a mail");
        self.names.insert("slug".to_owned(), self.slug.clone());
        self.names.insert("secret-ballot".to_owned(), ballot.as_str().to_owned());
        let (recovery, invitation) = (recovery.as_str().to_owned(), invitation.as_str().to_owned());
        for (name, secret) in [("sign-in", sign_in), ("recovery", recovery), ("invitation", invitation)] {
            self.names.insert(format!("secret-{name}"), secret);
        }
    }

    fn path(&self, path: &str) -> String {
        filled(&path.replace('~', &format!("/i/{}", self.slug)), &self.names)
    }

    /// Learns the ids of what can be chosen in forms: `$clause-1` is the clause with that number.
    async fn learn(&mut self, cx: &Context) {
        let mut read = cx.read().await.expect("a connection");
        for room in rooms() {
            for kind in room.kinds() {
                for card in kind.choices(cx, &mut read).await.expect("cards") {
                    let number = card.href.rsplit('/').next().unwrap_or_default();
                    self.names.insert(format!("{}-{number}", kind.name()), card.about.id.to_string());
                }
            }
        }
    }

    async fn somebody(
        &mut self,
        world: &Arc<World>,
        id: InitiativeId,
        who: &'static str,
        role: &str,
    ) -> Context {
        let cx = member(world, id, &format!("{who} of {}", self.slug), role).await;
        let person = cx.actor.person.expect("a person");
        self.people.insert(who, person);
        self.names.insert(format!("person-{who}"), person.to_string());
        at_work(world, person, id, Via::Job).await.expect("somebody at work")
    }

    async fn partners(&mut self, backbone: &Context) {
        for (name, who) in [("Library", "partner"), ("College", "other")] {
            let act = AddPartnership {
                name: format!("{name} of {}", self.slug),
                kind: "nonprofit".to_owned(),
                brings: "Rooms".to_owned(),
                needs: String::new(),
                status: "active".to_owned(),
            };
            let (partnership, _): (PartnershipId, i64) = backbone.execute(act).await.expect("a partner");
            let speaks = AddRepresentative { partnership, person: self.people[who] };
            backbone.execute(speaks).await.expect("somebody speaks for it");
            self.names.insert(name.to_lowercase(), partnership.0.to_string());
        }
    }

    /// The group and its seats.
    async fn table(&mut self, backbone: &Context) {
        let act = CreateGroup {
            name: "Table".to_owned(),
            kind: "steering".to_owned(),
            purpose: "To steer".to_owned(),
            seats: Vec::new(),
        };
        let (group, _): (GroupId, i64) = backbone.execute(act).await.expect("a group");
        self.names.insert("table".to_owned(), group.0.to_string());
        let council = CreateGroup {
            name: "Council".to_owned(),
            kind: "working".to_owned(),
            purpose: "Another group, in which nobody sits".to_owned(),
            seats: vec!["Elders".to_owned()],
        };
        let (council, _): (GroupId, i64) = backbone.execute(council).await.expect("a group");
        self.names.insert("council".to_owned(), council.0.to_string());
        let mut read = backbone.read().await.expect("a connection");
        let elders = people::seats(&mut read, self.id, council).await.expect("its seats").remove(0);
        self.names.insert("seat-council".to_owned(), elders.id.0.to_string());
        for (who, role, votes) in
            [("facilitator", "facilitator", false), ("seat", "member", true), ("", "member", true)]
        {
            let act = AddSeat {
                group,
                constituency: format!("Those of {who}"),
                role: role.to_owned(),
                votes,
                person: self.people.get(who).copied(),
            };
            let seat = backbone.execute(act).await.expect("a seat");
            let name = if who.is_empty() { "vacant" } else { who };
            self.names.insert(format!("seat-{name}"), seat.0.to_string());
        }
    }
}

/// What a page's first hidden field or button of that name sends.
fn hidden(page: &str, field: &str) -> String {
    let tags = page.split('<').filter_map(|tag| tag.split('>').next());
    let mut found = tags.filter(|tag| tag.contains(&format!("name=\"{field}\"")));
    let value = found.next().and_then(|tag| tag.split("value=\"").nth(1)?.split('"').next());
    value.unwrap_or_else(|| panic!("no field {field}: {}", around(page, "<main"))).to_owned()
}
