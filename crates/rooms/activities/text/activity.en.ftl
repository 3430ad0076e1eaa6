# Words of the activities room: who does what.

activities-door = Activities
kind-activity = Activity

activities-title = What partners do
activities-term = Activities / mutually reinforcing activities
activities-lead = { $count ->
        [0] No activity is entered yet.
        [one] One activity is entered; it serves { $served } of { $strategies } strategies.
       *[other] { $count } activities serve { $served } of { $strategies } strategies.
    }
activities-empty = Here stands who does what for which strategy, each partner by its own strength.
activities-example = “The library opens its reading room on Saturdays: it brings the rooms, the college brings tutors.”
activities-all-of-strategy = See all { $count } of this strategy
activities-of-strategy-lead = Everything that partners do for this strategy, newest first.
activities-gaps = No activity yet
activities-gaps-why = These strategies wait for somebody who does something for them.
activities-others = Serving no strategy of the agenda yet

activity-new-title = Enter an activity
activity-new-lead = One thing your organisation does, for one strategy. Two minutes; more can be added later.
activity-new-lead-suggest = What you enter for a partner is a suggestion until the partner confirms it.
activity-edit-title = Change “{ $title }”
activity-edit-lead = The earlier words stay in the journal.
activity-partners-title = Who else takes part in “{ $title }”?
activity-partners-lead = The partner is asked to confirm it.
activity-title = What is it called?
activity-title-hint = A few words, such as “Evening classes in welding”.
activity-what = What is done?
activity-for_whom = For whom?
activity-place = Where?
activity-partner = Which partner does it?
activity-choose-partner = Choose a partner
activity-strength = With which strength?
activity-strength-hint = What this partner brings that others do not: rooms, trust, data, people, money.
activity-strategy = Which strategy does it serve?
activity-no-strategy = None of the agenda yet
activity-story = Does it answer a story behind the numbers?
activity-no-story = No
activity-status = How far is it?
activity-status-planned = Planned
activity-status-running = Running
activity-status-changed = Changed
activity-status-stopped = Stopped
activity-because = Is it so because of the initiative?
activity-because-yes = Yes: it was started, changed or stopped because of what we agreed on
activity-because-planned = because of the initiative
activity-because-running = started because of the initiative
activity-because-changed = changed because of the initiative
activity-because-stopped = stopped because of the initiative
activity-part-suggested = to be confirmed
activity-add = Enter an activity
activity-add-for = Enter the first one
activity-part-far = Where it stands
activity-part-more = More about it
activity-save = Save the change
activity-edit = Change it
activity-partner-add = Add a partner
activity-part-yes = Yes, we do this
activity-part-no = No, we do not
activity-commit = Offer a commitment
activity-discuss = Discuss it
activity-partners = Who takes part, with which strength
activity-no-partner = No partner stands by it at the moment.
activity-entered = Entered by { $name } on { $day }.
activity-lead-planned = { $partners } { $count ->
        [one] plans to do this.
       *[other] plan to do this.
    }
activity-lead-running = { $partners } { $count ->
        [one] does this now.
       *[other] do this now.
    }
activity-lead-changed = { $partners } { $count ->
        [one] does this differently than before.
       *[other] do this differently than before.
    }
activity-lead-stopped = { $partners } { $count ->
        [one] does this no longer.
       *[other] do this no longer.
    }
activity-lead-suggested = Suggested for { $partners }, not confirmed yet.
activity-lead-nobody = No partner has said yet that it does this.

rule-part-confirmed = This part is confirmed already. Change the activity instead.

done-activity-added = Entered. Offer a commitment to say who does what by when.
done-activity-changed = Changed. The earlier words stay in the journal.
done-activity-part-added = Added. If it is another partner, it is asked to confirm.
done-activity-part-confirmed = Confirmed. You stand by this now.
done-activity-part-declined = Taken away. Nothing is said in your name.
told-activity-added = entered an activity: { $title }
told-activity-changed = changed an activity: { $title }
told-activity-part-added = named a partner in: { $title }
told-activity-part-confirmed = confirmed a part in: { $title }
told-activity-part-declined = declined a part in: { $title }

today-activity-suggested = Is it so? Somebody entered “{ $title }” for you.
