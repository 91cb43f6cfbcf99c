"""The private API, `/api/v1/…`: bearer tokens, cursors, ETags, RFC 9457 problems. Described at `/openapi.json`."""
