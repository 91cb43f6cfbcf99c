"""What a guide is: definitions, content, conditions, targets, frequency, step kinds, lint, diff. No web, no clock, no env."""
