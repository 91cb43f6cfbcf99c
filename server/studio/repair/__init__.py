"""Targets that changed: offers to the author, and what becomes of them."""
