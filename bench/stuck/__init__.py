"""How well and how fast the stuck model flags, with its rivals beside it."""
