SELECT id, type, "at", received_at, person, anonymous_id, account, session, run, guide, version, step, url, props
FROM events
WHERE environment = $environment AND (person = $person OR (person IS NULL AND anonymous_id = $person))
ORDER BY "at" DESC, id DESC
LIMIT $limit
