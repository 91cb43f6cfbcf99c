SELECT (SELECT count(*) FROM work_staged) AS staged, (SELECT count(*) FROM work_known) AS known
