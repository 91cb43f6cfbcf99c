-- Each step of each touched run. Whoever did a step has seen it, also when the event that says so is missing.
SELECT r.environment, r.run, r.guide, r.version, r.person, r.account, s.step, s.met_at,
       s.first_seen_at, s.last_seen_at, s.times_seen, s.acted_at, s.verified_at,
       CASE WHEN s.verified_at IS NULL OR s.acted_at <= s.verified_at THEN s.acted_at ELSE s.verified_at END AS done_at,
       s.skipped_at, s.failed_at, s.rage_clicks, s.dead_clicks, s.errors
FROM (
    SELECT environment, run, step,
           min(CASE WHEN type IN ('step_seen', 'step_acted', 'step_verified', 'step_skipped', 'step_failed')
                    THEN "at" END) AS met_at,
           min(CASE WHEN type IN ('step_seen', 'step_acted', 'step_verified') THEN "at" END) AS first_seen_at,
           max(CASE WHEN type IN ('step_seen', 'step_acted', 'step_verified') THEN "at" END) AS last_seen_at,
           count(CASE WHEN type = 'step_seen' THEN 1 END) AS times_seen,
           min(CASE WHEN type = 'step_acted' THEN "at" END) AS acted_at,
           min(CASE WHEN type = 'step_verified' THEN "at" END) AS verified_at,
           min(CASE WHEN type = 'step_skipped' THEN "at" END) AS skipped_at,
           min(CASE WHEN type = 'step_failed' THEN "at" END) AS failed_at,
           count(CASE WHEN type = 'rage_clicked' THEN 1 END) AS rage_clicks,
           count(CASE WHEN type = 'dead_clicked' THEN 1 END) AS dead_clicks,
           count(CASE WHEN type = 'error_seen' THEN 1 END) AS errors
    FROM work_events
    WHERE step IS NOT NULL
    GROUP BY environment, run, step
) AS s
JOIN work_runs AS r ON r.environment = s.environment AND r.run = s.run
WHERE s.met_at IS NOT NULL
