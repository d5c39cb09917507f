-- Figures for everybody, counted by a job: no page counts people.

-- The last count.
-- distribute: reference
CREATE TABLE statistics_count (
    name {text} PRIMARY KEY,
    counted_on {text} NOT NULL,
    counted_at {int} NOT NULL,
    least {int} NOT NULL
) {strict};

-- People of a unit, today's or one that ended, by the first year of an age group of five and by sex. Age group -1: all
-- ages; sex '*': both. Empty: too few to show, or one from which too few could be worked out.
-- distribute: by unit
CREATE TABLE statistics_population (
    unit {text} NOT NULL,
    age_group {int} NOT NULL,
    sex {text} NOT NULL,
    people {int},
    PRIMARY KEY (unit, age_group, sex)
) {strict};

-- Households of a unit, and whether the unit ended.
-- distribute: by unit
CREATE TABLE statistics_unit (
    unit {text} PRIMARY KEY,
    ended {bool} NOT NULL,
    households {int}
) {strict};

-- Births, deaths, arrivals and departures of a unit in a month, as they happened. Not for the public.
-- distribute: by unit
CREATE TABLE statistics_movement (
    unit {text} NOT NULL,
    month {text} NOT NULL,
    kind {text} NOT NULL,
    people {int} NOT NULL,
    PRIMARY KEY (unit, month, kind)
) {strict};

-- The same for everybody. Empty: as above.
-- distribute: by unit
CREATE TABLE statistics_movement_shown (
    unit {text} NOT NULL,
    month {text} NOT NULL,
    kind {text} NOT NULL,
    people {int},
    PRIMARY KEY (unit, month, kind)
) {strict};
