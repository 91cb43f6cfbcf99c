-- Events that need not be kept: those of one type ('' is every type that has no rule of its own), older than `before`,
-- and when they belong to a run, only with the whole run.
SELECT e.environment, e.id
FROM events AS e
LEFT JOIN runs AS r ON r.environment = e.environment AND r.run = e.run
WHERE e.environment = $environment AND e."at" < $before
  AND (($type = '' AND NOT is_listed(e.type, $ruled)) OR e.type = $type)
  AND (r.last_at IS NULL OR r.last_at < $before)
