SELECT DISTINCT environment, guide, version
FROM known_steps
