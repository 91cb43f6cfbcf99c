-- Lines as they were written, made uniform: empty names are absent, and a guide's event without a run gets one from
-- the person, the guide and the session (or the version).
SELECT environment, id, type, "at", received_at, original_at, person, anonymous_id, account, session,
       CASE WHEN run IS NOT NULL OR guide IS NULL THEN run
            ELSE coalesce(person, anonymous_id, '') || '/' || guide || '/'
                 || coalesce(session, 'v' || CAST(coalesce(version, 0) AS VARCHAR)) END AS run,
       guide, version, step, url, props
FROM (
    SELECT environment, id, type, "at", received_at, original_at, nullif(person, '') AS person,
           nullif(anonymous_id, '') AS anonymous_id, nullif(account, '') AS account, nullif(session, '') AS session,
           nullif(run, '') AS run, nullif(guide, '') AS guide, version, nullif(step, '') AS step, url, props
    FROM {source}
) AS lines
