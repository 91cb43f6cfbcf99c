SELECT DISTINCT environment, run
FROM events
WHERE run IS NOT NULL AND (environment, run) NOT IN (SELECT environment, run FROM again_runs)
