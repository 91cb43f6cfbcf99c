/** A box that slides into a corner of the window and leaves the page usable. */
import type { Seat } from "./seats";

export const slideOut: Seat = ({ box, step }) => {
  box.classList.add("slide-out", ...(step.corner ?? "bottom_end").split("_"));
  box.ariaModal = "false";
  return () => {};
};
