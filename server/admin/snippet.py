"""The lines that a customer puts into their app."""

from __future__ import annotations

import json

_STUB = (
    "!function(w,d,u){w.shirube=w.shirube||function(){(w.shirube.q=w.shirube.q||[]).push(arguments)};"
    'var s=d.createElement("script");s.async=1;s.src=u;d.head.appendChild(s)}'
)


def install_snippet(public_url: str, write_key: str) -> str:
    """HTML for the `<head>` of every page, with this environment's key and an example of who is using the app."""
    return f"""<script>
  {_STUB}(window,document,{json.dumps(f"{public_url}/sdk/v1/shirube.js")});
  shirube("init", {{key: {json.dumps(write_key)}}});
  shirube("identify", "USER_ID", {{name: "USER_NAME", role: "USER_ROLE"}});
  shirube("group", "ACCOUNT_ID", {{name: "ACCOUNT_NAME", plan: "PLAN", arr: 0}});
</script>"""
