SELECT count(*) AS runs, count(DISTINCT person) AS people,
       count(CASE WHEN outcome = 'completed' THEN 1 END) AS completed
FROM runs
WHERE environment = $environment AND guide = $guide AND started_at >= $start AND started_at < $end
  AND ($version = -1 OR version = $version)
