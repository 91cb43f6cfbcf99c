SELECT environment, CAST("at" AS DATE) AS day, coalesce(person, anonymous_id) AS person,
       coalesce(account, '') AS account, count(*) AS events, count(DISTINCT session) AS sessions
FROM events
WHERE "at" >= $since AND "at" < $until
  AND (environment, CAST("at" AS DATE), coalesce(person, anonymous_id))
      IN (SELECT environment, day, person FROM work_touched_person_days)
GROUP BY environment, CAST("at" AS DATE), coalesce(person, anonymous_id), coalesce(account, '')
