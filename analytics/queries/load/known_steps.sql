SELECT step
FROM known_steps
WHERE environment = $environment AND guide = $guide AND version = $version
ORDER BY position
