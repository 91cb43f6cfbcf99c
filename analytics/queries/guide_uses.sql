-- What people did with something that stands beside the page, step by step.
SELECT step, seen, opened, used, dismissed, mended, people
FROM (
    SELECT coalesce(step, prop_text(props, 'step')) AS step,
           count(DISTINCT CASE WHEN type = 'step_seen' THEN run END) AS seen,
           count(DISTINCT CASE WHEN type = 'step_acted' AND prop_text(props, 'by') IN ('open', 'invalid')
                               THEN run END) AS opened,
           count(DISTINCT CASE WHEN type = 'step_acted' AND prop_text(props, 'by') IN ('click', 'button')
                               THEN run END) AS used,
           count(DISTINCT CASE WHEN type = 'guide_dismissed' THEN run END) AS dismissed,
           count(DISTINCT CASE WHEN type = 'step_verified' THEN run END) AS mended,
           count(DISTINCT CASE WHEN type = 'step_seen' THEN coalesce(person, anonymous_id) END) AS people
    FROM events
    WHERE environment = $environment AND guide = $guide AND "at" >= $start AND "at" < $end
      AND type IN ('step_seen', 'step_acted', 'step_verified', 'guide_dismissed')
    GROUP BY 1
) AS uses
WHERE step IS NOT NULL
ORDER BY step
