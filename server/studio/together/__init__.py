"""Comments, who else has the guide open, and the activity log."""
