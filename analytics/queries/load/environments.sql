SELECT environment, count(*) AS events
FROM work_staged
GROUP BY environment
ORDER BY environment
