-- All runs of the batch, also of events known before: a load that was interrupted is mended by repeating it. Runs whose
-- events have been removed since stay as they are.
SELECT DISTINCT environment, run
FROM work_staged
WHERE run IS NOT NULL
  AND (environment, run) NOT IN (
      SELECT r.environment, r.run
      FROM runs AS r
      JOIN horizons AS h ON h.environment = r.environment
      WHERE r.last_at < h.runs_since
  )
