# Words inside one organisation: partners are teams.

activities-title = What teams do
activities-empty = Here stands who does what for which strategy, each team by its own strength.
activity-new-lead = One thing your team does, for one strategy. Two minutes; more can be added later.
activity-new-lead-suggest = What you enter for a team is a suggestion until the team confirms it.
activity-partner = Which team does it?
activity-choose-partner = Choose a team
activity-strength-hint = What this team brings that others do not: skill, data, people, access, money.
activity-partner-add = Add a team
activity-partners-lead = The team is asked to confirm it.
activity-no-partner = No team stands by it at the moment.
activity-lead-nobody = No team has said yet that it does this.
