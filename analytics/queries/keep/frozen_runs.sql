-- Runs of which events have been removed: they cannot be made again.
SELECT r.environment, r.run, r.guide, r.version, r.person, r.account, r.started_at, r.last_at, r.furthest_step,
       r.furthest_position, r.outcome, r.completed_at, r.ended_at, r.steps_seen
FROM runs AS r
JOIN horizons AS h ON h.environment = r.environment
WHERE r.last_at < h.runs_since
