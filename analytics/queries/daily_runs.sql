SELECT day, CAST(sum(started) AS BIGINT) AS started, CAST(sum(completed) AS BIGINT) AS completed
FROM guide_days
WHERE environment = $environment AND ($guide = '' OR guide = $guide) AND day >= $start AND day <= $end
GROUP BY day
HAVING sum(started) > 0
ORDER BY day
