SELECT guide
FROM work_touched_guides
LIMIT 1
