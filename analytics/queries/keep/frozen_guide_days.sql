SELECT DISTINCT environment, CAST(started_at AS DATE) AS day, guide, version
FROM again_runs
