SELECT DISTINCT environment, day, person
FROM person_days
WHERE environment = $environment AND is_listed(person, $people)
