"""Segments: pages on which authors say once who belongs together, for as many guides as they like."""
