-- Runs by the day they started. The zeros stand for days that have lost their last run.
SELECT environment, day, guide, version, CAST(sum(started) AS BIGINT) AS started,
       CAST(sum(completed) AS BIGINT) AS completed, CAST(sum(dismissed) AS BIGINT) AS dismissed,
       CAST(sum(failed) AS BIGINT) AS failed, CAST(sum(people) AS BIGINT) AS people
FROM (
    SELECT environment, CAST(started_at AS DATE) AS day, guide, version, count(*) AS started,
           count(CASE WHEN outcome = 'completed' THEN 1 END) AS completed,
           count(CASE WHEN outcome = 'dismissed' THEN 1 END) AS dismissed,
           count(CASE WHEN outcome = 'failed' THEN 1 END) AS failed,
           count(DISTINCT person) AS people
    FROM runs
    WHERE started_at >= $since AND started_at < $until
      AND (environment, CAST(started_at AS DATE), guide, version)
          IN (SELECT environment, day, guide, version FROM work_touched_guide_days)
    GROUP BY environment, CAST(started_at AS DATE), guide, version
    UNION ALL
    SELECT environment, day, guide, version, 0 AS started, 0 AS completed, 0 AS dismissed, 0 AS failed, 0 AS people
    FROM work_touched_guide_days
) AS counted
GROUP BY environment, day, guide, version
