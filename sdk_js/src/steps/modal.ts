/** A dialog in the middle of the window, over a dimmed page that is out of reach meanwhile. */
import { h } from "./element";
import type { Seat } from "./seats";
import { centre } from "./tooltip";

export const modal: Seat = ({ box }) => {
  const cover = h("div", { class: "cover" });
  box.before(cover);
  box.classList.add("modal");
  centre(box);
  return () => cover.remove();
};
