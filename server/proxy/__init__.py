"""`shirube proxy URL`: any web app with the snippet injected, to try guides on an app nobody has changed."""
