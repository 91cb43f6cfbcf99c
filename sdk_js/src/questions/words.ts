/** Our own words around questions; everything else is written by authors. */
const ENGLISH = {
  nps: ["Not at all likely", "Extremely likely"], ces: ["Strongly disagree", "Strongly agree"],
  up: "Yes, good", down: "No, not good", other: "Other", words: "In your own words", required: "Please answer this question.", thanks: "Thank you!", of: "% of @",
};
const JAPANESE: typeof ENGLISH = {
  nps: ["まったく思わない", "非常にそう思う"], ces: ["まったくそう思わない", "非常にそう思う"],
  up: "はい、良い", down: "いいえ、良くない", other: "その他", words: "自由にご記入ください", required: "この質問にお答えください。", thanks: "ありがとうございます！", of: "@段階中 %",
};

export function words(language: string): typeof ENGLISH {
  return language.startsWith("ja") ? JAPANESE : ENGLISH;
}
