SELECT DISTINCT anonymous_id
FROM events
WHERE environment = $environment AND person = $person AND anonymous_id IS NOT NULL
ORDER BY anonymous_id
