-- The order of steps: as published where that is known, then by first appearance. The last known step ends a run.
SELECT environment, guide, version, step, first_at, known_position, position, CAST(position = last_position AS BOOLEAN) AS is_last
FROM (
    SELECT environment, guide, version, step, first_at, known_position,
           row_number() OVER (PARTITION BY environment, guide, version
                              ORDER BY coalesce(known_position, 1000000), first_at, step) AS position,
           CASE WHEN count(known_position) OVER (PARTITION BY environment, guide, version) > 0
                THEN count(known_position) OVER (PARTITION BY environment, guide, version)
                ELSE count(*) OVER (PARTITION BY environment, guide, version) END AS last_position
    FROM (
        SELECT environment, guide, version, step, min(first_at) AS first_at, max(known_position) AS known_position
        FROM (
            SELECT environment, guide, version, step, met_at AS first_at, NULL AS known_position
            FROM run_steps
            WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_touched_guides)
              AND (environment, run) NOT IN (SELECT environment, run FROM work_touched_runs)
            UNION ALL
            SELECT environment, guide, version, step, met_at AS first_at, NULL AS known_position
            FROM work_steps
            WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_touched_guides)
            UNION ALL
            SELECT environment, guide, version, step, NULL AS first_at, position AS known_position
            FROM known_steps
            WHERE (environment, guide, version) IN (SELECT environment, guide, version FROM work_touched_guides)
        ) AS appearances
        GROUP BY environment, guide, version, step
    ) AS steps
) AS numbered
