/** What a step does to its target besides pointing at it: dims the page around it, keeps clicks off it. */
import type { Seat } from "./seats";

export function spotlit(tooltip: Seat): Seat {
  return (seating) => {
    const stop = tooltip(seating);
    const { backdrop, target_clicks } = seating.step;
    const ring = seating.stage.root.querySelector(".ring");
    ring?.classList.toggle("dim", !!backdrop);
    ring?.classList.toggle("shut", target_clicks === "block");
    return stop;
  };
}
