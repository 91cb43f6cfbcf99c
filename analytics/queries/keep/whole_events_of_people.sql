SELECT id, type, "at", received_at, original_at, person, anonymous_id, account, session, run, guide, version, step, url,
       props
FROM events
WHERE environment = $environment
  AND (is_listed(person, $people) OR (person IS NULL AND is_listed(anonymous_id, $people)))
ORDER BY "at", id
