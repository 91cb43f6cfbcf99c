"""Who is stuck, where, since when and why, and how sure that is: findings from events. See docs/stuck.md."""
