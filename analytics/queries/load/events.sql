SELECT environment, id, type, "at", received_at, original_at, person, anonymous_id, account, session, run, guide,
       version, step, url, props
FROM work_staged
WHERE (environment, id) NOT IN (SELECT environment, id FROM work_known)
