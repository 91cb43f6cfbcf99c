"""What is put into the pages of the proxied app."""

from __future__ import annotations

import json
from dataclasses import dataclass

QUEUE_STUB = "window.shirube=window.shirube||function(){(shirube.q=shirube.q||[]).push(arguments)};"


@dataclass(frozen=True)
class Snippet:
    """`host` is Shirube's address as browsers reach it. With `person` every visitor is that person (and account)."""

    host: str
    key: str
    person: str | None = None
    account: str | None = None

    def markup(self, nonce: str) -> bytes:
        """Script tags in ASCII. Both are written by the server, so Trusted Types has nothing to object to."""
        allowed = f' nonce="{nonce}"' if nonce else ""
        source = f"{self.host}/sdk/v1/shirube.js"
        tags = f'<script{allowed}>{QUEUE_STUB}{self._calls()}</script><script async src="{source}"{allowed}></script>'
        return tags.encode("ascii")

    def _calls(self) -> str:
        calls = [f"shirube('init',{_literal({'key': self.key})});"]
        if self.person:
            calls.append(f"shirube('identify',{_literal(self.person)});")
        if self.account:
            calls.append(f"shirube('group',{_literal(self.account)});")
        return "".join(calls)


def _literal(value: object) -> str:
    """JSON that may stand in a script tag: nothing in it can end the tag, and it is ASCII in every encoding."""
    return json.dumps(value).replace("<", "\\u003c")
