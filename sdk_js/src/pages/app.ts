// Every page of ours loads this: htmx, the small behaviours, and charts where there are any.
import htmx from "htmx.org";
import { confirmByName } from "./behaviours/confirm";
import { copyOnClick } from "./behaviours/copy";
import { fillForms } from "./behaviours/fill";
import { hideDefinitions } from "./behaviours/definition";
import { openDialogs } from "./behaviours/open";
import { redrawForms } from "./behaviours/redraw";
import { submitChoices } from "./behaviours/submit";
import { followThreshold } from "./behaviours/threshold";
import { say } from "./behaviours/toast";
import { rememberZone } from "./behaviours/zone";

declare global {
  interface Window {
    htmx: typeof htmx;
  }
}

window.htmx = htmx;

function sendToken(event: HTMLElementEventMap["htmx:config:request"]): void {
  const token = document.body.dataset["csrf"];
  if (token) event.detail.ctx.request.headers["X-CSRF"] = token;
}

function sayFailure(event: Event): void {
  const response = (event as CustomEvent<{ ctx?: { response?: { status?: number } } }>).detail.ctx?.response;
  if (response?.status === 409 || response?.status === 422) return; // these answers say it themselves
  say(document.body.dataset["notSaved"] ?? "", "bad");
}

async function drawCharts(root: ParentNode): Promise<void> {
  if (!root.querySelector("[data-chart]")) return;
  const { drawAll } = await import("./charts");
  drawAll(root);
}

document.addEventListener("htmx:config:request", sendToken);
document.addEventListener("htmx:error", sayFailure);
document.addEventListener("htmx:response:error", sayFailure);
document.addEventListener("htmx:after:settle", () => void drawCharts(document));
copyOnClick();
confirmByName();
fillForms();
hideDefinitions();
openDialogs();
submitChoices();
redrawForms();
followThreshold();
rememberZone();
void drawCharts(document);
