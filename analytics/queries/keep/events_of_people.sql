-- Everything of a person: under their key, and under the anonymous ids they had, as long as nobody was identified.
SELECT environment, id
FROM events
WHERE environment = $environment
  AND (is_listed(person, $people) OR (person IS NULL AND is_listed(anonymous_id, $people)))
