-- How many events `keep/old_events` would find.
SELECT count(*) AS events
FROM events AS e
LEFT JOIN runs AS r ON r.environment = e.environment AND r.run = e.run
WHERE e.environment = $environment AND e."at" < $before
  AND (($type = '' AND NOT is_listed(e.type, $ruled)) OR e.type = $type)
  AND (r.last_at IS NULL OR r.last_at < $before)
