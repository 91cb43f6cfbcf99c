-- What a journal read by $read_until does not have yet: received since, or happened since.
SELECT "at", id, type, coalesce(person, anonymous_id, '') AS person, coalesce(account, '') AS account,
  coalesce(run, '') AS run, coalesce(guide, '') AS guide, coalesce(step, '') AS step
FROM events
WHERE environment = $environment AND "at" <= $until AND (received_at >= $received_since OR "at" > $read_until)
ORDER BY "at", id
