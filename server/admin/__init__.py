"""Settings of the workspace: environments, members, tokens, dropped events."""
