-- The days whose rollup changes: where touched runs counted before, and where they count now.
SELECT DISTINCT environment, CAST(started_at AS DATE) AS day, guide, version
FROM runs
WHERE (environment, run) IN (SELECT environment, run FROM work_touched_runs)
UNION ALL
SELECT DISTINCT environment, CAST(started_at AS DATE) AS day, guide, version
FROM work_runs
