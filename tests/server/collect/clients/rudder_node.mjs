// node rudder_node.mjs HOST WRITE_KEY: the calls of @rudderstack/rudder-sdk-node, with ids of our own; prints them.
import { createRequire } from "node:module";

const Rudder = createRequire(import.meta.url)("@rudderstack/rudder-sdk-node");
const [host, writeKey] = process.argv.slice(2);
const client = new (Rudder.default ?? Rudder)(writeKey, { dataPlaneUrl: host, flushAt: 100, flushInterval: 60_000 });
const who = { userId: "ann", anonymousId: "browser-1" };
const ids = ["identify", "group", "track", "page", "screen", "alias"].map((name) => `rudder-node-${name}`);
client.identify({ ...who, messageId: ids[0], traits: { name: "Ann" } });
client.group({ ...who, messageId: ids[1], groupId: "acme", traits: { plan: "team" } });
client.track({ ...who, messageId: ids[2], event: "Invoice Created", properties: { total: 5, title: "請求書" } });
client.page({ ...who, messageId: ids[3], name: "Home", properties: { url: "https://app.example/" } });
client.screen({ ...who, messageId: ids[4], name: "Orders" });
client.alias({ messageId: ids[5], userId: "ann", previousId: "browser-1" });
await client.flush();
console.log(JSON.stringify(ids));
process.exit(0);
