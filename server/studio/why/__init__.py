"""“Why doesn't it show?”: the gates between a guide and a person on a page."""
