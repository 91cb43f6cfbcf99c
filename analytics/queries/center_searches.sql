-- What people looked for in a resource center, in small letters, and how often nothing was found.
SELECT query, count(*) AS searches, count(DISTINCT who) AS people,
       count(CASE WHEN results = 0 THEN 1 END) AS in_vain, max("at") AS last_at
FROM (
    SELECT lower(prop_text(props, 'query')) AS query, prop_number(props, 'results') AS results,
           coalesce(person, anonymous_id) AS who, "at"
    FROM events
    WHERE environment = $environment AND guide = $guide AND type = 'center_searched'
      AND "at" >= $start AND "at" < $end
) AS looked
WHERE query IS NOT NULL
GROUP BY query
ORDER BY 4 DESC, 2 DESC, 1
LIMIT $limit
