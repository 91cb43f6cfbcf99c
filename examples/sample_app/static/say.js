// The reader's words and amounts.
const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const currency = document.body.dataset.currency;

export const say = (text, values = {}) =>
  (words[text] ?? text).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

export const money = (amount) =>
  (currency === "JPY" ? "¥" : "$") + Math.round(amount).toLocaleString("en-US");

export const day = (iso) =>
  new Date(iso + "T00:00:00").toLocaleDateString(language === "ja" ? "ja-JP" : "en-GB", {
    year: "numeric", month: language === "ja" ? "long" : "short", day: "numeric",
  });
