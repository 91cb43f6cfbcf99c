SELECT step, latest_by(position, version) AS position,
       count(first_seen_at) AS seen,
       count(done_at) AS done,
       count(CASE WHEN skipped_at IS NOT NULL AND done_at IS NULL THEN 1 END) AS skipped,
       count(CASE WHEN failed_at IS NOT NULL AND done_at IS NULL THEN 1 END) AS failed,
       count(CASE WHEN left_here THEN 1 END) AS lost,
       round(median_of(date_diff('microsecond', first_seen_at, done_at)) / 1000000.0, 3) AS median_seconds,
       round(p95_of(date_diff('microsecond', first_seen_at, done_at)) / 1000000.0, 3) AS p95_seconds
FROM run_steps
WHERE environment = $environment AND guide = $guide AND met_at >= $start
  AND ($version = -1 OR version = $version)
  AND (environment, run) IN (
      SELECT environment, run
      FROM runs
      WHERE environment = $environment AND guide = $guide AND started_at >= $start AND started_at < $end
  )
GROUP BY step
ORDER BY 2, 1
