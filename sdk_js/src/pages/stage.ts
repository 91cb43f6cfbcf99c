// Answers the snippet on a page that only shows: what it asks for is in the page, what it tells goes nowhere.
const answer = document.getElementById("answer")?.textContent ?? "{}";
const told = async (body: BodyInit | null | undefined): Promise<string> => {
  const { events = [] } = JSON.parse(await new Response(body).text().catch(() => "{}")) as { events?: unknown[] };
  return JSON.stringify({ accepted: events.length, results: [] });
};

window.fetch = async (address, options) => {
  const json = String(address).endsWith("/v1/session") ? answer : await told(options?.body).catch(() => '{"accepted":0,"results":[]}');
  return new Response(json, { headers: { "Content-Type": "application/json" } });
};
navigator.sendBeacon = () => true;

document.querySelector("[data-again]")?.addEventListener("click", () => location.reload());

// What lies behind a launcher is opened, so that it can be seen.
const opened = document.body.dataset["open"];
const shirube = (): ((...call: unknown[]) => void) | undefined => (window as { shirube?: (...call: unknown[]) => void }).shirube;
if (opened) addEventListener("load", () => shirube()?.("start", opened));
