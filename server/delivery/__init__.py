"""What the snippet asks for: who am I, which guides may start now, and the snippet's own files."""
