-- Guides begun, tasks of checklists done and news of resource centres read, by person, in this load.
SELECT environment, coalesce(person, anonymous_id) AS person, type, guide, run, step, "at"
FROM work_staged
WHERE type IN ('guide_started', 'checklist_task_completed', 'news_read') AND guide IS NOT NULL
  AND coalesce(person, anonymous_id) IS NOT NULL
ORDER BY "at", id
