"""The one process that owns the event store, and how the others ask it.

DuckDB lets one process open a file. Whoever has it open answers the questions of all others of this machine (web
workers, commands) at a local socket in the data folder, and does the work that only the owner can do.
"""
