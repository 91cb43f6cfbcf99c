"""What is concluded from a view: a file a rule, and what only that rule counts or says beside it."""
