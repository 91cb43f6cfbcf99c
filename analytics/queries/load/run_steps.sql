-- A step is left when it was seen, not done or skipped, and the run, not completed, went no further.
SELECT s.environment, s.run, s.guide, s.version, s.person, s.account, s.step, o.position, s.met_at,
       s.first_seen_at, s.last_seen_at, s.times_seen, s.acted_at, s.verified_at, s.done_at, s.skipped_at, s.failed_at,
       CAST(s.first_seen_at IS NOT NULL AND s.done_at IS NULL AND s.skipped_at IS NULL AND r.outcome <> 'completed'
            AND o.position = r.furthest_position AS BOOLEAN) AS left_here,
       s.rage_clicks, s.dead_clicks, s.errors
FROM work_steps AS s
JOIN step_order AS o
  ON o.environment = s.environment AND o.guide = s.guide AND o.version = s.version AND o.step = s.step
JOIN runs AS r ON r.environment = s.environment AND r.run = s.run
