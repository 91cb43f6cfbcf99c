"""A person's right to have what is known of them, and to be forgotten: in every store and in every file."""
