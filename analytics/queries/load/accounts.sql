SELECT environment, account, min("at") AS first_at, max("at") AS last_at
FROM work_staged
WHERE account IS NOT NULL
GROUP BY environment, account
ORDER BY 1, 2
