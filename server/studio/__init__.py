"""The authors' pages: writing guides, publishing them, seeing how they do."""
