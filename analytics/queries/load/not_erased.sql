SELECT environment, id, type, "at", received_at, original_at, person, anonymous_id, account, session, run, guide,
       version, step, url, props
FROM work_staged
WHERE (environment, id) NOT IN (
    SELECT s.environment, s.id
    FROM work_staged AS s
    JOIN work_erased AS e ON e.environment = s.environment AND e.person = coalesce(s.person, s.anonymous_id)
    WHERE s."at" < e.before
)
