SELECT count(*) AS events, min("at") AS first_at, max("at") AS last_at
FROM events
WHERE environment = $environment
  AND (is_listed(person, $people) OR (person IS NULL AND is_listed(anonymous_id, $people)))
