SELECT count(*) AS events
FROM (SELECT environment, id FROM events GROUP BY environment, id HAVING count(*) > 1) AS doubled
