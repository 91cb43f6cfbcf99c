/** The player alone has its care at hand, and leaves the rest to its page. */
import { follow } from "../follow";
import { key } from "../keys";
import { mind } from "../mind";
import type { CARE as Care } from "../stay";

export const CARE: Pick<typeof Care, "follow" | "key" | "mind" | "scroll"> = { follow, key, mind };
