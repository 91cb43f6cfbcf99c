"""Taking events in: the public endpoints, the loader beside them, and what people and accounts are known to be."""
