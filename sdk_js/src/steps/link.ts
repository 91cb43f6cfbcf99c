/** Opening a link that a guide has. */
import type { Surroundings } from "./passage";

export function openLink({ navigate }: Pick<Surroundings, "navigate">, link: string, newTab: boolean): void {
  if (newTab) open(link, "_blank", "noopener");
  else navigate(link);
}
