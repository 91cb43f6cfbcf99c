"""What a customer of Shirube would have: an app of their own, and guides kept as files."""
