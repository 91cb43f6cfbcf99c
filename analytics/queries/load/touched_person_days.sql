SELECT DISTINCT environment, CAST("at" AS DATE) AS day, coalesce(person, anonymous_id) AS person
FROM work_staged
WHERE person IS NOT NULL OR anonymous_id IS NOT NULL
