# Source: written for this pack.

places-error-unknown-unit = There is no such administrative unit on that day.
places-error-bad-name = The name of an administrative unit has 1 to 100 characters.
places-error-internal = The system failed while handling administrative units. Please try again later.
