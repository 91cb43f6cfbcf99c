SELECT environment, coalesce(person, anonymous_id) AS person, account, max("at") AS last_at
FROM work_staged
WHERE account IS NOT NULL AND (person IS NOT NULL OR anonymous_id IS NOT NULL)
GROUP BY environment, coalesce(person, anonymous_id), account
ORDER BY 1, 2, 3
