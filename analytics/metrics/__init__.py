"""Numbers people read. One question a file: its SQL beside it in `analytics/queries`, its meaning in `DEFINITION`."""
