"""Who is calling: log-in, server-side sessions, roles, CSRF, API tokens."""
