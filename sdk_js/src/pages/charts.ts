// The chart island: lines and bars over days. Colours come from our CSS tokens; nothing writes style attributes.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsCoreOption, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface ChartData {
  kind: "line" | "bar";
  days: string[];
  series: [name: string, values: (number | null)[]][];
}

const drawn = new WeakMap<Element, EChartsType>();
const SERIES_TOKENS = ["--accent", "--good-fill", "--warn-fill", "--text-3"];

/** Draws every chart below `root` that is not drawn yet. */
export function drawAll(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-chart]")) if (!drawn.has(place)) draw(place);
}

function draw(place: HTMLElement): void {
  const chart = init(place, null, { renderer: "svg" });
  drawn.set(place, chart);
  const data = JSON.parse(place.dataset["chart"] ?? "{}") as ChartData;
  const paint = (): void => chart.setOption(options(data), true);
  paint();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(() => chart.resize()).observe(place);
}

/** The colour a token has now, in the light or the dark scheme. */
function token(name: string): string {
  const probe = document.createElement("i");
  probe.style.setProperty("color", `var(${name})`);
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}

function options({ kind, days, series }: ChartData): EChartsCoreOption {
  const text = { color: token("--text-3"), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 };
  return {
    animation: false,
    color: SERIES_TOKENS.map(token),
    textStyle: text,
    grid: { left: 8, right: 12, top: series.length > 1 ? 36 : 12, bottom: 4, outerBoundsMode: "same" },
    legend: series.length > 1 ? { top: 0, left: 0, itemWidth: 12, itemHeight: 8, icon: "roundRect", textStyle: text } : undefined,
    tooltip: {
      trigger: "axis",
      renderMode: "richText", // the HTML form would need style attributes, which our CSP forbids
      backgroundColor: token("--raised"),
      borderColor: token("--line-strong"),
      textStyle: { ...text, color: token("--text") },
      axisPointer: { lineStyle: { color: token("--line-strong") }, shadowStyle: { color: token("--hover") }, type: kind === "bar" ? "shadow" : "line" },
    },
    xAxis: {
      type: "category", data: days, boundaryGap: kind === "bar",
      axisLine: { lineStyle: { color: token("--line-strong") } }, axisTick: { show: false }, axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: { type: "value", minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: token("--line") } } },
    series: series.map(([name, data]) => ({
      name, data, type: kind, symbol: "none", lineStyle: { width: 2 }, barMaxWidth: 18, itemStyle: { borderRadius: [3, 3, 0, 0] },
      emphasis: { disabled: true },
    })),
  };
}
