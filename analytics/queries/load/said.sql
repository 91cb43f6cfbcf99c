-- What identify and group said, in the order of the events.
SELECT environment, type, coalesce(person, anonymous_id) AS person, account, props
FROM work_staged
WHERE type IN ('person_identified', 'account_grouped') AND props IS NOT NULL
ORDER BY "at", received_at, id
