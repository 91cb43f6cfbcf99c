SELECT count(*) AS events
FROM work_gone
