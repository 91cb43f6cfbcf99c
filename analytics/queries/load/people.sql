SELECT environment, coalesce(person, anonymous_id) AS person, CAST(count(person) = 0 AS BOOLEAN) AS anonymous,
       min("at") AS first_at, max("at") AS last_at
FROM work_staged
WHERE person IS NOT NULL OR anonymous_id IS NOT NULL
GROUP BY environment, coalesce(person, anonymous_id)
ORDER BY 1, 2
