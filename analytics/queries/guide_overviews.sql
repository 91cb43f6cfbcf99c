SELECT guide, count(*) AS runs,
       count(CASE WHEN outcome = 'completed' THEN 1 END) AS completed,
       count(CASE WHEN outcome = 'dismissed' THEN 1 END) AS dismissed,
       count(CASE WHEN outcome = 'failed' THEN 1 END) AS failed,
       max(last_at) AS last_at
FROM runs
WHERE environment = $environment AND started_at >= $start AND started_at < $end
GROUP BY guide
ORDER BY guide
