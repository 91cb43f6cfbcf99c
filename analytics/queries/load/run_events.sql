SELECT environment, run, type, "at", person, anonymous_id, account, guide, version, step
FROM events
WHERE "at" >= $since
  AND run IN (SELECT run FROM work_touched_runs)
  AND (environment, run) IN (SELECT environment, run FROM work_touched_runs)
