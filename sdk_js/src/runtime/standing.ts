/** Whether guides of the kind (banner, checklist, hint, launcher, resource centre) stay on the page beside others. */
export function isStanding(kind: string): boolean {
  return /^[bchlr]/.test(kind);
}
