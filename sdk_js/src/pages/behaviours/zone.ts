// Tells the server the reader's time zone, so that its dates are theirs.
const YEAR_SECONDS = 31_536_000;

export function rememberZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.includes(`shirube_zone=${zone}`)) return;
  document.cookie = `shirube_zone=${zone}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
