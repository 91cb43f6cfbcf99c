-- No event of a touched run is older than this, so older parts of the store need not be read.
SELECT min("at") AS "at"
FROM (
    SELECT min("at") AS "at" FROM work_staged WHERE run IS NOT NULL
    UNION ALL
    SELECT min(started_at) AS "at"
    FROM runs
    WHERE (environment, run) IN (SELECT environment, run FROM work_touched_runs)
) AS firsts
