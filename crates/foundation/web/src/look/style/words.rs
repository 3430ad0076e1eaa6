//! Samples of words: type, voices, states, acts, and a page from right to left.

use maud::{Markup, html};

use crate::look::chart::opinion::Opinion;
use crate::look::{
    Flash, Icon, Knot, Standing, acts, do_button, do_link, facts, lead, moved, page_head, quiet_button,
    quiet_link, quote, said, seal_line, status, tag, thread, waits,
};
use crate::look::{Wait, page};
use crate::text::Say;

pub(super) fn type_scale() -> Markup {
    html! {
        p.kicker { "Kicker: where this belongs / clause 3, version 2" }
        h1 { "A place where work is within everyone's reach" }
        (lead("The lead says how it stands: lower than in any year on record; too few years yet to fix limits for good."))
        h2 { "A heading of a part" span.term { "the framework's word" } }
        h3 { "A heading within a part" }
        p {
            "Body text is sixteen pixels and at most sixty-six characters wide, with " a href="#type" { "a link" }
            ", a " b { "strong word" } " and figures in columns: 1,204 of 5,584. It reads like a good local newspaper that "
            "also lets you act."
        }
        p.small { "Small text says where it comes from, of when, and how many." }
        (facts([("Period", "2018"), ("Definition", "version 1"), ("Coverage", "10 of 10 counties"), ("Updated", "12 October")]))
    }
}

pub(super) fn voices(say: &Say) -> Markup {
    let (wide, split) =
        (Opinion { agree: 656, disagree: 20, pass: 24 }, Opinion { agree: 48, disagree: 45, pass: 110 });
    html! {
        (quote("No bus reaches the plants for the first shift.", "23 voices, working group Movement"))
        (said(say, "Impact on traffic should be considered with any new development.", &wide, "Became clause 7."))
        (said(say, "Taxes may rise for it.", &split, "People are divided: talk about it before deciding."))
        (said(say, "Ask us again next year.", &Opinion::default(), ""))
    }
}

pub(super) fn states() -> Markup {
    html! {
        ul.flow role="list" {
            li { (moved(Standing::Better, false, "Better than the years before, seven in a row")) }
            li { (moved(Standing::Better, true, "Better: more homes have a choice")) }
            li { (moved(Standing::Worse, true, "Worse than usual since spring")) }
            li { (moved(Standing::Worse, false, "Worse: fewer people answered")) }
            li { (status(Standing::Better, "Better")) " " (status(Standing::Worse, "Worse")) }
            li { (status(Standing::Plain, "No clear change; target 70 % by 2022")) }
            li { (status(Standing::Waiting, "Waits for the county's figures")) }
            li { (status(Standing::Done, "Kept on 3 May")) }
            li { (status(Standing::Missing, "Not known: fewer than five people")) }
        }
        p {
            (tag(Standing::Plain, "draft")) " " (tag(Standing::Waiting, "open until 30 November")) " "
            (tag(Standing::Done, "adopted")) " " (tag(Standing::Better, "signal")) " " (tag(Standing::Worse, "needs help")) " "
            (tag(Standing::Missing, "vacant seat"))
        }
    }
}

pub(super) fn acts_and_notices(say: &Say) -> Markup {
    let notices = [
        (Standing::Done, "Accepted. Warren's figures now count in the pooled value."),
        (
            Standing::Worse,
            "Not saved: somebody else changed the clause meanwhile. Both texts are kept below.",
        ),
        (Standing::Plain, "The meeting moved to Thursday."),
    ];
    html! {
        (acts(html! { (do_button("Turn this curve together")) (quiet_button("Keep as draft", "do", "draft")) }))
        (acts(html! {
            (do_link(html! { "Have your say" (Icon::Onward.draw()) }, "#acts"))
            (quiet_link("Read the agenda", "#acts"))
            button.do type="button" disabled { "Not open yet" }
            a href="#acts" { "A plain link" }
        }))
        @for (standing, words) in notices { (page::notice(&Flash { standing, words: html! { (words) } })) }
        p { span.changed { "1,205" } " people so far: a number that has just changed." }
        p.small { (seal_line(say, 4812, "#acts")) }
    }
}

pub(super) fn right_to_left(say: &Say) -> Markup {
    let knots = [
        Knot::new("#direction", "٣٤ صوتًا", "يحتاج الناس إلى عمل يكفي للعيش"),
        Knot::here("مقياس", "البطالة"),
        Knot::ahead("قرار", "لم يُتخذ بعد"),
    ];
    let wait = Wait {
        href: "#direction".into(),
        title: "قبول أرقام المقاطعة".into(),
        detail: "أرسلها فريق القوى العاملة".into(),
        act: "انظر".into(),
    };
    html! {
        div.stage.flow dir="rtl" lang="ar" {
            (page_head("اتفقنا عليه معًا", "مكان يكون فيه العمل في متناول الجميع", "أقل من أي عام مسجل، وفي انخفاض منذ سنوات."))
            (quote("لا تصل أي حافلة إلى المصانع قبل الوردية الأولى.", "٢٣ صوتًا"))
            (waits(&[wait]))
            (status(Standing::Done, "تم الوفاء به"))
            (acts(html! { (do_link(html! { "قل رأيك" (Icon::Onward.draw()) }, "#direction")) (quiet_link("اقرأ", "#direction")) }))
            (thread(say, &knots, None))
        }
    }
}
