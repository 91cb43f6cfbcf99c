"""The outside world: settings, database, auth, delivery, collection, pages, API, command line."""
