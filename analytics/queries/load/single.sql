-- Of lines with the same id the one received first.
SELECT environment, id, type, "at", received_at, original_at, person, anonymous_id, account, session, run, guide,
       version, step, url, props
FROM work_staged
QUALIFY row_number() OVER (PARTITION BY environment, id ORDER BY received_at, "at") = 1
