"""What happened and what it means: events, the event store, runs, metrics, findings. No HTTP, no clock, no env."""
