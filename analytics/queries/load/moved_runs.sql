-- Runs of guides whose order of steps has changed.
SELECT environment, run
FROM runs
WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_moved_guides)
  AND (environment, run) NOT IN (SELECT environment, run FROM work_touched_runs)
