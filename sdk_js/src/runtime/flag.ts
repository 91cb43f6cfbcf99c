/** How a page knows that an author wants to work in it. */
export const FLAG = "shirube-editor";

/** Whether the address asks for the editor, or an earlier page of this tab did. */
export function wantsEditor(): boolean {
  try {
    return location.hash.includes(FLAG + "=") || !!sessionStorage.getItem(FLAG);
  } catch {
    return false;
  }
}
