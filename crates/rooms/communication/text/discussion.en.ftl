# Words of the communication room: discussions.

kind-discussion = Discussion
kind-post = Post

discussions-title = Discussions
discussions-term = Communication / discussions
discussions-lead = Somebody wrote { $ago }.
discussions-lead-none = Nobody has started a discussion yet.
discussions-empty = Ask here what nobody can answer alone. Every object has a discussion of its own as well.
discussions-example = “Who has worked with the bus company before? What should we know before Tuesday?”

discussion-start = Start a discussion
discussion-new-title = Start a discussion
discussion-new-lead = Everybody who belongs to the initiative can read it and answer.
discussion-new-lead-about = Nobody has talked about this yet. Everybody who may see it can read and answer.
discussion-title = What is the question?
discussion-text = What do you want to say first?
discussion-text-hint = An empty line begins a new paragraph.
discussion-brief = Started by { $starter }; last word { $ago }
discussion-lead = { $starter } began on { $day }; the last word here is { $name }’s, { $ago }.
discussion-newest = Go to the newest

post-text = Something new
post-text-hint = An empty line begins a new paragraph.
post-write = Write

done-discussion-started = Started. Those who answer stand below.
done-thread-resolved = Resolved. It stays here, folded.
done-thread-reopened = Open again.
done-post-written = Written.
told-discussion-started = started a discussion: { $title }
told-post-written = wrote in: { $title }
told-thread-resolved = resolved a thread in: { $title }
told-thread-reopened = opened a thread again in: { $title }

remark-lead = { $count ->
        [0] Nobody has answered yet.
        [one] One answer.
       *[other] { $count } answers.
    }
remark-earlier = { $count ->
        [one] One earlier answer
       *[other] { $count } earlier answers
    }
remark-answer-link = Answer or resolve
remark-whole-link = See it whole
remark-text = Your answer
remark-answer = Answer
remark-resolve-title = Is it settled?
remark-why = Why
remark-why-hint = A word for whoever reads it later: what was done, or why nothing is.
remark-resolve = Resolve it
remark-reopen = Open it again
remark-resolved-by = Resolved by { $name }, { $day }
rule-thread-resolved = This is resolved. Open it again first, or begin something new.
rule-thread-open = This is open already.
