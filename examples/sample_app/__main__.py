"""`python -m examples.sample_app --port 8001 --shirube http://127.0.0.1:8000 --key wk_…`"""

from __future__ import annotations

import argparse

import uvicorn

from examples.sample_app.app import create_app


def main() -> None:
    """Serve the sample app until interrupted; without `--shirube` and `--key` it runs without the snippet."""
    parser = argparse.ArgumentParser(prog="python -m examples.sample_app", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    parser.add_argument("--shirube", default="", help="where Shirube is served, e.g. http://127.0.0.1:8000")
    parser.add_argument("--key", default="", help="the environment's public write key")
    given = parser.parse_args()
    app = create_app(shirube=given.shirube, key=given.key)
    uvicorn.run(app, host=given.host, port=given.port, log_level="warning")


if __name__ == "__main__":
    main()
