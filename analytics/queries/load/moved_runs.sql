-- Runs of guides whose order of steps has changed, but for those whose events have been removed.
SELECT environment, run
FROM runs
WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_moved_guides)
  AND (environment, run) NOT IN (SELECT environment, run FROM work_touched_runs)
  AND (environment, run) NOT IN (
      SELECT r.environment, r.run
      FROM runs AS r
      JOIN horizons AS h ON h.environment = r.environment
      WHERE r.last_at < h.runs_since
  )
