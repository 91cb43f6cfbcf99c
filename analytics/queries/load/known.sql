-- Events that came before: their ids, so that nothing is kept twice.
SELECT environment, id
FROM events
WHERE id IN (SELECT id FROM work_staged)
  AND (environment, id) IN (SELECT environment, id FROM work_staged)
