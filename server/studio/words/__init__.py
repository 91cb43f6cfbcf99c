"""Definitions in plain words, in the reader's language: conditions, elements, settings, what changed."""
