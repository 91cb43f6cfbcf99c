SELECT type, count(*) AS events, min("at") AS oldest
FROM events
WHERE environment = $environment
GROUP BY type
ORDER BY events DESC, type
