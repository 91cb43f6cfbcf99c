SELECT environment, run, guide, version, person, account, step, position, met_at, first_seen_at, last_seen_at,
       times_seen, acted_at, verified_at, done_at, skipped_at, failed_at, left_here, rage_clicks, dead_clicks, errors
FROM run_steps
WHERE (environment, run) IN (SELECT environment, run FROM again_runs)
