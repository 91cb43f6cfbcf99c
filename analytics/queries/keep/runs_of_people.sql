SELECT environment, run
FROM runs
WHERE environment = $environment AND is_listed(person, $people)
UNION ALL
SELECT DISTINCT environment, run
FROM events
WHERE (environment, id) IN (SELECT environment, id FROM work_gone) AND run IS NOT NULL
