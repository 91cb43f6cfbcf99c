"""Proof by force: load from several processes while the server's processes are killed at random.

Every event that was answered for must be in the store, once, and once in runs and rollups.
"""
