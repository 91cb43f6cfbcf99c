"""The npm package as an app installs it: typed, bundled by the app's own bundler, with the React binding."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.sdk.guides import button, guide, step
from tests.sdk.scripted import KEY, Shirube
from tests.sdk.sources import SDK
from tests.sdk.visitor import Visitor

pytestmark = pytest.mark.browser

APP = """
import { StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { ShirubeProvider, useShirube, useShirubeEvent, type ShirubeProviderProps } from "shirube/react";
import { createShirube, type Shirube } from "shirube";

function Page({ route }: { route: string }) {
  const shirube: Shirube | null = useShirube();
  const [heard, setHeard] = useState("");
  useEffect(() => { window.same = !!shirube && shirube === createShirube({ key: "KEY", host: window.shirubeHost }); });
  useShirubeEvent("guide_completed", (event) => setHeard(`completed ${event["guide"]}`));
  return <main>
    <button id="save" onClick={() => shirube?.track("saved", { route })}>Save</button>
    <output>{heard}</output><p>{route}</p>
  </main>;
}

function App() {
  const [route, setRoute] = useState("/");
  const [person, setPerson] = useState<ShirubeProviderProps["person"]>({ id: "user-7", traits: { role: "billing" } });
  return <ShirubeProvider writeKey="KEY" host={window.shirubeHost} person={person} account={{ id: "acct-3", traits: { plan: "team" } }}
    navigate={(link) => { history.pushState({}, "", link); setRoute(link); }} scroll={(target) => { window.scrolled = target.id; }}>
    <Page route={route} />
    <button id="out" onClick={() => setPerson(null)}>Log out</button>
  </ShirubeProvider>;
}

declare global { interface Window { shirubeHost: string; scrolled?: string; same?: boolean } }
createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);
""".replace("KEY", KEY)

TSCONFIG = """{"compilerOptions": {"strict": true, "exactOptionalPropertyTypes": true, "noEmit": true, "module": "esnext", "target": "es2022",
 "moduleResolution": "bundler", "jsx": "react-jsx", "lib": ["es2024", "dom", "dom.iterable"], "types": [], "preserveSymlinks": true}, "files": ["app.tsx"]}"""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The app, type-checked against the package's own declarations and bundled with the package as it is published."""
    folder: Path = tmp_path_factory.mktemp("react-app")
    (folder / "node_modules" / "@types").mkdir(parents=True)
    package = folder / "node_modules" / "shirube"
    shutil.copytree(SDK / "dist", package / "dist")
    shutil.copy(SDK / "package.json", package)
    for name in ("react", "react-dom", "csstype", "scheduler", "@types/react", "@types/react-dom"):
        if (SDK / "node_modules" / name).exists():
            (folder / "node_modules" / name).symlink_to(SDK / "node_modules" / name)
    (folder / "app.tsx").write_text(APP)
    (folder / "tsconfig.json").write_text(TSCONFIG)
    subprocess.run([SDK / "node_modules/.bin/tsc", "-p", "."], cwd=folder, check=True)
    command = [str(SDK / "node_modules/.bin/esbuild"), "app.tsx", "--bundle", "--jsx=automatic", "--format=iife"]
    command += ['--define:process.env.NODE_ENV="development"', "--preserve-symlinks"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_package_in_a_react_app(visitor: Visitor, shirube: Shirube, bundle: str) -> None:
    there = button("Open", {"do": "open", "link": "/there", "new_tab": False}, "next")
    shirube.guides = [
        guide("tour", step("one", "#save", buttons=[there]), step("two", "#save", page="/there")),
    ]
    visitor.app.pages["/app.js"] = bundle
    visitor.app.pages["/"] = (
        f'<!doctype html><title>App</title><div id="root"></div><script>shirubeHost="{shirube.origin}"</script>'
        '<script src="/app.js"></script>'
    )
    visitor.opens()
    visitor.sees("About one.")
    assert visitor.page.evaluate("[scrolled, same, typeof shirube]") == ["save", True, "undefined"]
    visitor.presses("Open")
    visitor.sees("About two.")
    assert visitor.page.evaluate("location.pathname") == "/there"
    expect(visitor.page.get_by_text("/there", exact=True)).to_be_visible()
    visitor.presses("Next")
    expect(visitor.page.get_by_text("completed tour")).to_be_visible()
    visitor.page.click("#save")
    event = shirube.wait_for("saved")[0]
    assert (event["person"], event["account"], event["props"]) == ("user-7", "acct-3", {"route": "/there"})
    assert shirube.types().count("guide_started") == 1
    visitor.page.click("#out")
    visitor.page.click("#save")
    assert shirube.wait_for("saved", 2)[1].get("person") is None
    assert shirube.sessions[0]["key"] == KEY
