-- How often, on which days, for everybody who did one of these just now.
SELECT coalesce(person, anonymous_id) AS person, type, CAST("at" AS DATE) AS day, count(*) AS times
FROM events
WHERE environment = $environment AND "at" >= $since AND is_listed(type, $names)
  AND coalesce(person, anonymous_id) IN (
      SELECT coalesce(person, anonymous_id)
      FROM work_staged
      WHERE environment = $environment AND is_listed(type, $names)
        AND (person IS NOT NULL OR anonymous_id IS NOT NULL)
  )
GROUP BY coalesce(person, anonymous_id), type, CAST("at" AS DATE)
ORDER BY 1, 2, 3
