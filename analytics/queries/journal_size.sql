-- Whether a journal in hand still is what the store has: how many events, and their seconds within the minute summed.
SELECT coalesce(guide, '') AS guide, count(*) AS events, sum(extract(SECOND FROM "at")) AS seconds
FROM events
WHERE environment = $environment AND "at" <= $until AND coalesce(person, anonymous_id, '') <> ''
GROUP BY coalesce(guide, '')
ORDER BY 1
