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
discussion-newest = Go to the newest posts

post-text = Your answer
post-text-hint = An empty line begins a new paragraph.
post-write = Write

done-discussion-started = Started. Those who answer stand below.
done-post-written = Written.
told-discussion-started = started a discussion: { $title }
told-post-written = wrote in: { $title }
