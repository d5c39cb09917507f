# The dashboard of those who steer: figures by unit and the dossiers behind each number.

web-steering-period = Period
web-steering-filters = Choose a unit, a service, another period
web-steering-fresh = Figures up to { $when }
web-steering-never = No figures have been counted yet
web-steering-light = In time: { $light }
web-steering-light-column = Verdict
web-steering-all-services = All services
web-steering-nothing = No dossiers here in this period. Try a longer one, or all services.
web-steering-tiles = Main figures
web-steering-before = Before: { $value }
web-steering-target = Target { $target }%
web-steering-now = As of now
web-steering-trend = Filed and decided by day
web-steering-trend-says = In the period { $filed } dossiers came in and { $resolved } were decided.
web-steering-attention = Units that need attention most
web-steering-attention-says = { $behind } of { $units } units are below the target of { $target }% in time.
web-steering-numbers = See the numbers
web-steering-ranking = Ranking of units
web-steering-units = { $count ->
    [one] One unit
   *[other] { $count } units
}
web-steering-rank = Rank
web-steering-place = { $rank } of { $units }
web-steering-on-time = In time
web-steering-filed = Filed
web-steering-online = Online
web-steering-resolved = Decided
web-steering-open = Open
web-steering-overdue = Overdue
web-steering-none = No figures yet
web-steering-none-text = Figures appear within seconds of the first dossier.
web-steering-back = Back to the dashboard
web-steering-number = Number
web-steering-decided-at = Decided
web-steering-is-late = Overdue
web-steering-rows-shown = { $count ->
    [one] One dossier on this page
   *[other] { $count } dossiers on this page
}
web-steering-rows-none = No dossiers
web-steering-rows-none-text = There is no dossier behind this number on this page. If there is a next page, the list goes on there.
