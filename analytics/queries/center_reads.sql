-- What people read in a resource center (articles, news), found by searching or not, and how often they asked for help.
SELECT type, step AS entry, count(*) AS reads, count(DISTINCT coalesce(person, anonymous_id)) AS people,
       count(CASE WHEN prop_text(props, 'query') IS NOT NULL THEN 1 END) AS by_search
FROM events
WHERE environment = $environment AND guide = $guide AND type IN ('article_viewed', 'news_read', 'help_requested')
  AND "at" >= $start AND "at" < $end
GROUP BY type, step
ORDER BY 1, 3 DESC, 2
