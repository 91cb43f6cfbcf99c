// node segment_node.mjs HOST WRITE_KEY: the calls of @segment/analytics-node; prints the messageIds it gave.
import { Analytics } from "@segment/analytics-node";

const [host, writeKey] = process.argv.slice(2);
const analytics = new Analytics({ writeKey, host, flushAt: 10 });
const who = { userId: "ann", anonymousId: "browser-1" };
const ids = [];
const sent = (error, ctx) => {
  if (error) throw error;
  ids.push(ctx.event.messageId);
};
analytics.identify({ ...who, traits: { name: "Ann" } }, sent);
analytics.group({ ...who, groupId: "acme", traits: { plan: "team" } }, sent);
analytics.track({ ...who, event: "Invoice Created", properties: { total: 5, title: "請求書" } }, sent);
analytics.page({ ...who, name: "Home", properties: { url: "https://app.example/" } }, sent);
analytics.screen({ ...who, name: "Orders" }, sent);
analytics.alias({ userId: "ann", previousId: "browser-1" }, sent);
await analytics.closeAndFlush({ timeout: 60_000 });
console.log(JSON.stringify(ids));
