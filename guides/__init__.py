"""What a guide is: definitions, content, conditions, targets, step kinds, lint, diff. No web, clock or env."""
