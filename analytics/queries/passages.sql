SELECT s.run, s.guide, s.version, s.person, s.account, s.step, s.position,
       CASE WHEN s.first_seen_at <= $as_of THEN s.first_seen_at END AS seen_at,
       CASE WHEN s.last_seen_at <= $as_of THEN s.last_seen_at
            WHEN s.first_seen_at <= $as_of THEN s.first_seen_at END AS last_seen_at,
       CASE WHEN s.done_at <= $as_of THEN s.done_at END AS done_at,
       CASE WHEN s.skipped_at <= $as_of THEN s.skipped_at END AS skipped_at,
       CASE WHEN s.failed_at <= $as_of THEN s.failed_at END AS failed_at,
       s.times_seen, s.rage_clicks, s.dead_clicks, s.errors,
       r.started_at AS run_started_at,
       CASE WHEN r.last_at <= $as_of THEN r.last_at ELSE $as_of END AS run_last_at,
       CASE WHEN r.outcome = 'started' OR r.ended_at > $as_of THEN 'started' ELSE r.outcome END AS outcome,
       CASE WHEN r.ended_at <= $as_of THEN r.ended_at END AS ended_at
FROM run_steps AS s
JOIN runs AS r ON r.environment = s.environment AND r.run = s.run
WHERE s.environment = $environment AND r.environment = $environment AND s.met_at <= $as_of
ORDER BY s.run, s.position
