-- Scores day by day: of each response to each question the last answer counts, on the day it was given.
SELECT day, question, ask, score, count(*) AS answers
FROM (
    SELECT CAST(date_trunc('day', "at") AS DATE) AS day, prop_text(props, 'question') AS question,
           prop_text(props, 'ask') AS ask, prop_number(props, 'score') AS score,
           row_number() OVER (
               PARTITION BY coalesce(prop_text(props, 'response'), run, id), prop_text(props, 'question')
               ORDER BY "at" DESC, id DESC
           ) AS age
    FROM events
    WHERE environment = $environment AND guide = $guide AND type IN ('survey_answered', 'feedback_given')
      AND "at" >= $start AND "at" < $end
) AS said
WHERE age = 1 AND question IS NOT NULL AND score IS NOT NULL
GROUP BY day, question, ask, score
ORDER BY 1, 2, 4
