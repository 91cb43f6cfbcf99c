-- The latest run of each guide for everybody whose runs were touched, and how many runs they have had of it.
SELECT environment, person, guide, run, version, outcome, furthest_step, last_at,
       count(*) OVER (PARTITION BY environment, person, guide) AS shown
FROM runs
WHERE (environment, person) IN (SELECT environment, person FROM work_runs WHERE person IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY environment, person, guide ORDER BY started_at DESC, run DESC) = 1
ORDER BY environment, person, guide
