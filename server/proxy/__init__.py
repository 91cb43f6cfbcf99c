"""`shirube proxy URL`: any web app with the snippet injected, so that a guide can be tried on an app nobody has changed."""
