SELECT (SELECT count(*) FROM work_touched_guides) AS touched, (SELECT count(*) FROM work_moved_guides) AS moved
