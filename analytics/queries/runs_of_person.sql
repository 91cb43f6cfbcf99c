SELECT run, guide, version, person, account, started_at, last_at, furthest_step, furthest_position, outcome,
       completed_at, steps_seen
FROM runs
WHERE environment = $environment AND person = $person
ORDER BY last_at DESC, run DESC
LIMIT $limit
