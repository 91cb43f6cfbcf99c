SELECT id, type, "at", received_at, person, anonymous_id, account, session, run, guide, version, step, url, props
FROM events
WHERE environment = $environment AND "at" >= $since AND is_listed(id, $ids)
ORDER BY "at", id
