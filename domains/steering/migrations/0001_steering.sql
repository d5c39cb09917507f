-- What happened: so many of a metric, in a unit, for a service, on a day, over a channel. Every commune's figures are
-- kept for each unit above it too, and every service's also under '*', so that a city's year is a short range.
-- distribute: by unit
CREATE TABLE steering_tally (
    unit {text} NOT NULL,
    service {text} NOT NULL,
    day {text} NOT NULL,
    metric {text} NOT NULL,
    channel {text} NOT NULL,
    parent {text} NOT NULL,
    total {int} NOT NULL,
    PRIMARY KEY (unit, service, day, metric, channel)
) {strict};
-- The units right under a unit, side by side.
CREATE INDEX steering_tally_parent ON steering_tally (parent, service, day);

-- What is open now, by the day on which it is due: a stock that goes up and down.
-- distribute: by unit
CREATE TABLE steering_open (
    unit {text} NOT NULL,
    service {text} NOT NULL,
    due_day {text} NOT NULL,
    channel {text} NOT NULL,
    parent {text} NOT NULL,
    total {int} NOT NULL,
    PRIMARY KEY (unit, service, due_day, channel)
) {strict};
CREATE INDEX steering_open_parent ON steering_open (parent, service, due_day);
-- Settled rows, to be swept.
CREATE INDEX steering_open_settled ON steering_open (due_day) WHERE total = 0;

-- Up to which moment the figures reach, one row.
-- distribute: reference
CREATE TABLE steering_state (
    name {text} PRIMARY KEY,
    folded_at {int} NOT NULL,
    events {int} NOT NULL
) {strict};
