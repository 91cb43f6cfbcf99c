"""The element finder against other finders, on real apps at successive releases."""
