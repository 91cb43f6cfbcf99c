SELECT DISTINCT s.environment, CAST(s."at" AS DATE) AS day, coalesce(s.person, s.anonymous_id) AS person
FROM work_staged AS s
LEFT JOIN horizons AS h ON h.environment = s.environment
WHERE (s.person IS NOT NULL OR s.anonymous_id IS NOT NULL)
  AND (h.days_since IS NULL OR CAST(s."at" AS DATE) >= h.days_since)
