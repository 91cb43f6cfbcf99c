-- All runs of the batch, also of events known before: a load that was interrupted is mended by repeating it.
SELECT DISTINCT environment, run
FROM work_staged
WHERE run IS NOT NULL
