SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM runs) AS runs,
       (SELECT count(*) FROM run_steps) AS run_steps
