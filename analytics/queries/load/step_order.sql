SELECT environment, guide, version, step, first_at, known_position, position, is_last
FROM work_order
