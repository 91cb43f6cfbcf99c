"""`shirube demo`: a workspace with a sample customer app and 60 days of life, sent through the real ingest path."""
