"""The list of guides: finding them, making new ones (blank or from a template), doing something to several."""
