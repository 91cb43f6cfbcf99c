// Forms with data-launch open the customer's app in another tab. A form itself may not lead to another site (CSP form-action).
import { say } from "./toast";

export function openApp(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset["launch"] === undefined) return;
    event.preventDefault();
    const tab = window.open("", "_blank"); // now, while the click allows it
    void addressOf(form).then((address) => go(tab, address));
  });
}

async function addressOf(form: HTMLFormElement): Promise<string> {
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as { address: string }).address : "";
}

function go(tab: Window | null, address: string): void {
  if (!address) {
    tab?.close();
    return say(document.body.dataset["notSaved"] ?? "", "bad");
  }
  if (!tab) return location.assign(address);
  tab.opener = null;
  tab.location.replace(address);
}
