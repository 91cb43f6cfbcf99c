-- Facts of each touched run. The identified person wins over the anonymous id; `max` makes the answer the same in
-- whatever order the events came.
SELECT environment, run, max(guide) AS guide, coalesce(max(version), 0) AS version,
       coalesce(max(person), max(anonymous_id)) AS person, max(account) AS account,
       min("at") AS started_at, max("at") AS last_at,
       min(CASE WHEN type = 'guide_completed' THEN "at" END) AS completion_at,
       min(CASE WHEN type = 'guide_dismissed' THEN "at" END) AS dismissed_at,
       min(CASE WHEN type = 'guide_failed' THEN "at" END) AS failure_at
FROM work_events
GROUP BY environment, run
HAVING max(guide) IS NOT NULL
