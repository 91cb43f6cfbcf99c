SELECT runs_since, days_since
FROM horizons
WHERE environment = $environment
