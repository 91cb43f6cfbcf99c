SELECT DISTINCT environment, run
FROM events
WHERE run IS NOT NULL
