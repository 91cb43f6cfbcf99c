// Tells Shirube what really happened in the app. Without the snippet it is silent.
export function track(event, props = {}) {
  window.shirube?.("track", event, props);
}
