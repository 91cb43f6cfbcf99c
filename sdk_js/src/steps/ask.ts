/** Asks whether a guide left unfinished shall go on: itself a guide of one step, completed by a yes. */
import type { DeliveredGuide, Step } from "./contract";
import { pageMatches } from "../runtime/pages";
import type { Recorder, Shows } from "../runtime/shows";

const LATER_HOURS = 24;

/** `step`: where the person left. A no puts the run off, a yes lets it go on. */
export function ask(guide: DeliveredGuide, step: string, speech: string, perform: Shows["perform"], recorder: Recorder, goOn: () => void): void {
  const at = guide.steps.findIndex(({ key }) => key === step) + 1;
  const [heading, text, yes, later] = speech.startsWith("ja")
    ? [`「${guide.name}」を続けますか？`, `${guide.steps.length} ステップ中 ${at} で中断しています。`, "続ける", "あとで"]
    : [`Continue “${guide.name}”?`, `You stopped at step ${at} of ${guide.steps.length}.`, "Continue", "Later"];
  const { page = "" } = guide.steps[at - 1] ?? {};
  // A pattern is no address; the step then waits until the person comes there.
  const elsewhere = page && !/[*|]/.test(page) && !pageMatches(page, location.href);
  const asking: Step = {
    key: step,
    kind: "slide_out",
    content: [{ type: "heading", text: heading }, { type: "text", text }],
    buttons: [
      { label: later!, does: [{ do: "snooze", hours: LATER_HOURS }], look: "secondary" },
      { label: yes!, does: elsewhere ? [{ do: "complete" }, { do: "open", link: page }] : [{ do: "complete" }] },
    ],
  };
  const ended: Recorder["ended"] = (how, ...more) => (how === "completed" ? goOn() : recorder.ended(how, ...more));
  perform({ key: guide.key, name: guide.name, steps: [asking] }, {}, { reached() {}, tell() {}, ended });
}
