-- How often each answer was given: of each response to each question only the last counts. With $daily day by day, on
-- the day it was given, for all accounts together; else for the whole time, by account.
SELECT question, ask, answer, account, day, score, max(label) AS label, count(*) AS answers,
       count(CASE WHEN partial THEN 1 END) AS partial, min("at") AS first_at
FROM (
    SELECT prop_text(props, 'question') AS question, prop_text(props, 'ask') AS ask, "at",
           CASE WHEN NOT $daily THEN account END AS account,
           CASE WHEN $daily THEN CAST(date_trunc('day', "at") AS DATE) END AS day,
           prop_text(props, 'answer') AS answer, prop_text(props, 'label') AS label,
           prop_number(props, 'score') AS score, prop_is_true(props, 'partial') AS partial,
           row_number() OVER (
               PARTITION BY coalesce(prop_text(props, 'response'), run, id), prop_text(props, 'question')
               ORDER BY "at" DESC, id DESC
           ) AS age
    FROM events
    WHERE environment = $environment AND guide = $guide AND type IN ('survey_answered', 'feedback_given')
      AND "at" >= $start AND "at" < $end
) AS said
WHERE age = 1 AND question IS NOT NULL AND answer IS NOT NULL AND ask <> 'text'
GROUP BY question, ask, answer, account, day, score
ORDER BY 1, 5, 3, 4
