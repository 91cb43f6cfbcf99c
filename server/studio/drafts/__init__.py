"""Drafts: reading definitions, saving one part without overwriting anybody's, guides as files."""
