SELECT count(*) AS runs
FROM work_touched_runs
