-- Who was asked and who answered: runs that were seen in the period, responses with at least one answer.
SELECT count(DISTINCT CASE WHEN type = 'step_seen' THEN run END) AS asked,
       count(DISTINCT CASE WHEN type IN ('survey_answered', 'feedback_given')
                           THEN coalesce(prop_text(props, 'response'), run, id) END) AS responses,
       count(DISTINCT CASE WHEN type = 'guide_completed' THEN run END) AS completed
FROM events
WHERE environment = $environment AND guide = $guide AND "at" >= $start AND "at" < $end
