-- How often each task of a checklist was ticked off, of the runs that began in the period, and how long after the start.
SELECT task, count(*) AS done, count(DISTINCT person) AS people,
       round(median_of(date_diff('microsecond', started_at, done_at)) / 1000000.0, 3) AS median_seconds
FROM (
    SELECT ticked.step AS task, ticked.run AS run, coalesce(ticked.person, ticked.anonymous_id) AS person,
           begun.started_at AS started_at, min(ticked."at") AS done_at
    FROM events AS ticked
    JOIN runs AS begun ON begun.environment = ticked.environment AND begun.run = ticked.run
    WHERE ticked.environment = $environment AND ticked.guide = $guide AND ticked.type = 'checklist_task_completed'
      AND ticked."at" >= $start AND ticked.step IS NOT NULL
      AND begun.environment = $environment AND begun.guide = $guide
      AND begun.started_at >= $start AND begun.started_at < $end
    GROUP BY 1, 2, 3, 4
) AS done
GROUP BY task
ORDER BY task
