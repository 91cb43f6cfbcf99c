-- How often an announcement was opened among the news of a resource center, and by how many people.
SELECT count(*) AS reads, count(DISTINCT coalesce(person, anonymous_id)) AS people
FROM events
WHERE environment = $environment AND type = 'news_read' AND step = $guide AND "at" >= $start AND "at" < $end
