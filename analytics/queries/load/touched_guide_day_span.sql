SELECT min(day) AS first, max(day) AS last
FROM work_touched_guide_days
