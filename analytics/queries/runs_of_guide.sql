SELECT run, guide, version, person, account, started_at, last_at, furthest_step, furthest_position, outcome,
       completed_at, steps_seen
FROM runs
WHERE environment = $environment AND guide = $guide AND started_at >= $start AND started_at < $end
  AND ($version = -1 OR version = $version)
  AND ($outcome = '' OR outcome = $outcome)
  AND ($step = '' OR (environment, run) IN (
      SELECT environment, run
      FROM run_steps
      WHERE environment = $environment AND guide = $guide AND step = $step
        AND CASE $step_state
                WHEN 'seen' THEN first_seen_at IS NOT NULL
                WHEN 'done' THEN done_at IS NOT NULL
                WHEN 'skipped' THEN skipped_at IS NOT NULL AND done_at IS NULL
                WHEN 'failed' THEN failed_at IS NOT NULL AND done_at IS NULL
                WHEN 'lost' THEN left_here
                ELSE TRUE END
  ))
ORDER BY started_at DESC, run DESC
LIMIT $limit
