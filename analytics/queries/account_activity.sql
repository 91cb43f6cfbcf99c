SELECT account, day, count(DISTINCT person) AS people, CAST(sum(events) AS BIGINT) AS events
FROM person_days
WHERE environment = $environment AND account = $account AND day >= $start AND day <= $end
GROUP BY account, day
ORDER BY day
