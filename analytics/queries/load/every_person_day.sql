SELECT DISTINCT e.environment, CAST(e."at" AS DATE) AS day, coalesce(e.person, e.anonymous_id) AS person
FROM events AS e
LEFT JOIN horizons AS h ON h.environment = e.environment
WHERE (e.person IS NOT NULL OR e.anonymous_id IS NOT NULL)
  AND (h.days_since IS NULL OR CAST(e."at" AS DATE) >= h.days_since)
