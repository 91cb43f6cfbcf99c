"""What the theme editor draws: a step with everything that a theme colours."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Literal

from guides.theme import Theme
from server.words import N_

Mode = Literal["light", "dark"]
HEADING = N_("Send your first invoice")
TEXT = N_("Choose who gets it, then press Send. You can take it back for ten minutes.")
HINT = N_("Your customer gets it by e-mail.")
MORE = N_("Read more")


def preview_of(theme: Theme, mode: Mode, locale: str, say: Callable[[str], str]) -> str:
    """JSON for `data-preview`; `mode`: on which kind of page."""
    content = [
        {"type": "heading", "level": 2, "text": say(HEADING)},
        {"type": "text", "text": [{"text": say(TEXT) + " "}, {"text": say(MORE), "link": "#"}]},
        {"type": "callout", "tone": "info", "text": say(HINT)},
    ]
    buttons = [
        {"label": say(N_("Skip")), "does": [{"do": "dismiss"}], "look": "secondary"},
        {"label": say(N_("Next")), "does": [{"do": "next"}], "look": "primary"},
    ]
    step = {"key": "preview", "kind": "modal", "content": content, "buttons": buttons, "dismissible": True}
    facts = {
        "step": step, "name": theme.name, "language": locale, "speech": locale, "index": 1, "count": 4,
        "theme": theme.properties, "values": {}, "scheme": mode,
    }  # fmt: skip
    return json.dumps(facts, ensure_ascii=False)
