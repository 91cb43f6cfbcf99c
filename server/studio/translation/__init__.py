"""A guide's texts in other languages: the table, files out and in."""
