-- Who asked for help, in this load.
SELECT environment, id, coalesce(person, anonymous_id) AS person, account, guide, run, step, url, props, "at"
FROM work_staged
WHERE type = 'help_requested'
ORDER BY "at", id
