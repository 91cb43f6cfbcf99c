-- A run's outcome. Completed: the guide said so, or the last known step was done. Seen is never completed.
SELECT r.environment, r.run, r.guide, r.version, r.person, r.account, r.started_at, r.last_at,
       furthest.step AS furthest_step, furthest.position AS furthest_position,
       CASE WHEN r.completion_at IS NOT NULL OR steps.last_done_at IS NOT NULL THEN 'completed'
            WHEN r.dismissed_at IS NOT NULL THEN 'dismissed'
            WHEN r.failure_at IS NOT NULL THEN 'failed'
            ELSE 'started' END AS outcome,
       CASE WHEN r.completion_at IS NULL OR steps.last_done_at < r.completion_at THEN steps.last_done_at
            ELSE r.completion_at END AS completed_at,
       coalesce(CASE WHEN r.completion_at IS NULL OR steps.last_done_at < r.completion_at THEN steps.last_done_at
                     ELSE r.completion_at END, r.dismissed_at, r.failure_at) AS ended_at,
       coalesce(steps.steps_seen, 0) AS steps_seen
FROM work_runs AS r
LEFT JOIN (
    SELECT s.environment, s.run, max(o.position) AS furthest_position, count(s.first_seen_at) AS steps_seen,
           min(CASE WHEN o.is_last THEN s.done_at END) AS last_done_at
    FROM work_steps AS s
    JOIN step_order AS o
      ON o.environment = s.environment AND o.guide = s.guide AND o.version = s.version AND o.step = s.step
    GROUP BY s.environment, s.run
) AS steps ON steps.environment = r.environment AND steps.run = r.run
LEFT JOIN step_order AS furthest
  ON furthest.environment = r.environment AND furthest.guide = r.guide AND furthest.version = r.version
     AND furthest.position = steps.furthest_position
