"""Copies of a whole installation, made while it works, and put back into an empty one."""
