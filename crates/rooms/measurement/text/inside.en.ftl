# Inside one organisation: partners are teams.

measure-partners = Team by team
many-duty = { $all ->
        [yes] { $count } teams
       *[no] { $count } teams or more
    }
period-partner = Team
period-caption = What each team reported and accepted, by name
duty-owe-link = Ask teams to report
duty-new-title = Ask teams to report
duty-new-lead = { $count } of { $all } teams report this measure.
duty-partner = Which teams?
import-key = Column that names the team
