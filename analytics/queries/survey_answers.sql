-- The last word of each response to each question; an empty question or account asks for all of them.
SELECT id, response, question, ask, step, answer, label, score, partial, "at", person, account, run
FROM (
    SELECT id, coalesce(prop_text(props, 'response'), run, id) AS response, prop_text(props, 'question') AS question,
           prop_text(props, 'ask') AS ask, step, prop_text(props, 'answer') AS answer,
           prop_text(props, 'label') AS label, prop_number(props, 'score') AS score,
           prop_is_true(props, 'partial') AS partial, "at", coalesce(person, anonymous_id) AS person, account, run,
           row_number() OVER (
               PARTITION BY coalesce(prop_text(props, 'response'), run, id), prop_text(props, 'question')
               ORDER BY "at" DESC, id DESC
           ) AS age
    FROM events
    WHERE environment = $environment AND guide = $guide AND type IN ('survey_answered', 'feedback_given')
      AND "at" >= $start AND "at" < $end
) AS said
WHERE age = 1 AND question IS NOT NULL AND answer IS NOT NULL
  AND ($asked = '' OR question = $asked) AND ($account = '' OR account = $account)
ORDER BY "at" DESC, id DESC
LIMIT $limit
