"""The processes of `shirube serve`: one, or a supervisor with web workers and the owner of the event store."""
