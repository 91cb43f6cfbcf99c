-- Versions whose order of steps may have changed: a step not met before or met earlier, a run now of another version.
SELECT DISTINCT s.environment, s.guide, s.version
FROM work_steps AS s
LEFT JOIN step_order AS o
  ON o.environment = s.environment AND o.guide = s.guide AND o.version = s.version AND o.step = s.step
WHERE o.first_at IS NULL OR s.met_at < o.first_at
UNION ALL
SELECT DISTINCT old.environment, old.guide, old.version
FROM runs AS old
JOIN work_runs AS r ON r.environment = old.environment AND r.run = old.run
WHERE old.guide <> r.guide OR old.version <> r.version
