"""Every relational query. A store takes a session and a scope; it never commits."""
