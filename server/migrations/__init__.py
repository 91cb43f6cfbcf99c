"""Changes of the relational tables, applied by `shirube db upgrade`."""
