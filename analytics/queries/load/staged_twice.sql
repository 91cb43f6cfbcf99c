SELECT (SELECT count(*) FROM work_staged) - (SELECT count(*) FROM (SELECT DISTINCT environment, id FROM work_staged) AS ids)
       AS extra
