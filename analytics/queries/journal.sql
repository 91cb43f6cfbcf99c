SELECT "at", id, type, coalesce(person, anonymous_id, '') AS person, coalesce(account, '') AS account,
  coalesce(run, '') AS run, coalesce(guide, '') AS guide, coalesce(step, '') AS step
FROM events
WHERE environment = $environment AND "at" <= $until
ORDER BY "at", id
