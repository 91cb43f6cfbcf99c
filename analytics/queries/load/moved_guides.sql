SELECT DISTINCT environment, guide, version
FROM (
    SELECT environment, guide, version
    FROM work_order
    WHERE (environment, guide, version, step, position, is_last)
          NOT IN (SELECT environment, guide, version, step, position, is_last FROM step_order)
    UNION ALL
    SELECT environment, guide, version
    FROM step_order
    WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_touched_guides)
      AND (environment, guide, version, step, position, is_last)
          NOT IN (SELECT environment, guide, version, step, position, is_last FROM work_order)
) AS moved
