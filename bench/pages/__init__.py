"""How long our own pages take in a large workspace."""
