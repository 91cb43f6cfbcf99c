SELECT DISTINCT environment, CAST("at" AS DATE) AS day, coalesce(person, anonymous_id) AS person
FROM events
WHERE person IS NOT NULL OR anonymous_id IS NOT NULL
