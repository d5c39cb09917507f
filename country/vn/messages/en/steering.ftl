# Source: written for this pack.

## Figures
steering-figure-filed = Dossiers filed
steering-figure-filed-online = Filed online
steering-figure-received = Received
steering-figure-resolved = Decided
steering-figure-punctual = Decided in time
steering-figure-late = Decided late
steering-figure-open = Open
steering-figure-overdue = Open and overdue

## Indicators
steering-indicator-punctuality = Decided in time, share
steering-indicator-online = Filed online, share

## Traffic lights, always beside the colour
steering-light-green = On target
steering-light-amber = Needs attention
steering-light-red = Off target
steering-light-none = No data

## What stands in place of a number
steering-no-data = No data

## What can go wrong
steering-error-period = Choose a period of 1 to 367 days that does not end before it begins
steering-error-internal = Something went wrong on our side. Try again later
