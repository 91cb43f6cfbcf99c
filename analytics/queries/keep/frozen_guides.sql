SELECT DISTINCT environment, guide, version
FROM again_runs
