SELECT name
FROM loaded_segments
WHERE is_listed(name, $names)
