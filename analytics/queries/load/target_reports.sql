-- Steps whose element was not found, or looked different, in the order of the events.
SELECT environment, type, coalesce(person, anonymous_id) AS person, guide, version, step, "at", url, props
FROM work_staged
WHERE type IN ('step_failed', 'step_target_changed') AND guide IS NOT NULL AND step IS NOT NULL AND version IS NOT NULL
ORDER BY "at", received_at, id
