SELECT d.environment, d.day, d.person, d.account, d.events, d.sessions
FROM person_days AS d
JOIN horizons AS h ON h.environment = d.environment
WHERE d.day < h.days_since
