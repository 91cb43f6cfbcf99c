"""`python -m server.cli`, where the script is not installed."""

from __future__ import annotations

from server.cli import main

main()
