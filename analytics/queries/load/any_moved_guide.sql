SELECT guide
FROM work_moved_guides
LIMIT 1
