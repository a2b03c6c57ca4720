// A chart of the table beside it, by Observable Plot: bars of areas, or lines over periods.
//
//   <div data-chart="areas" data-unit="…" data-label="…" data-first="The {n} highest of {all}"></div>
//   <tr data-place data-name="…" data-value="12" data-said="12" data-mark="verified" [data-period data-when]>
//
// How sure a value is shows by its pattern as much as by its colour; the page's legend names the patterns.
import { axisX, axisY, barX, dot, lineY, plot, ruleX, ruleY, text, type Markish } from "@observablehq/plot";

const MOST_BARS = 40;
const NARROWEST = 180; // px: a box that is only passing through such a width draws nothing
const ROW = 24; // px a bar
const FONT = "15px Sarabun, 'Noto Sans Thai', sans-serif";
const PAINTS: Record<string, string> = {
  verified: "var(--verified)",
  checked: "var(--checked)",
  reported: "url(#reported)",
  disputed: "url(#disputed)",
  whole: "var(--brand)",
  part: "url(#part)",
};
const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "cross", "wye", "times"] as const;

interface Row {
  key: string;
  name: string;
  value: number;
  said: string;
  mark: string;
  when: string;
  period: string;
}

/** Draws the box's chart, and again when the box gets another width. */
export async function drawChart(box: HTMLElement): Promise<void> {
  await document.fonts.load(FONT, "กิ่ง").catch(() => undefined);
  const rows = read(box);
  let width = 0;
  new ResizeObserver(() => {
    const now = Math.floor(box.clientWidth);
    if (now >= NARROWEST && now !== width) draw(box, rows, (width = now));
  }).observe(box);
}

function draw(box: HTMLElement, rows: Row[], width: number): void {
  const drawn = box.dataset["chart"] === "time" ? lines(rows, width) : bars(rows, width);
  if (!drawn) return;
  drawn.querySelector("style")?.remove(); // its few rules stand in our sheet: the content policy allows none inline
  for (const part of drawn.querySelectorAll<SVGElement>("g[aria-label]")) {
    part.dataset["part"] = part.getAttribute("aria-label") ?? ""; // inside one picture, a part has no name of its own
    part.removeAttribute("aria-label");
  }
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", box.dataset["label"] ?? "");
  const more = rows.length > MOST_BARS && box.dataset["chart"] !== "time" ? box.dataset["first"] : undefined;
  box.replaceChildren(drawn, ...(more ? [note(more, rows.length)] : []));
  box.setAttribute("data-drawn", "");
}

function note(said: string, all: number): HTMLElement {
  const line = document.createElement("p");
  line.className = "fine";
  line.textContent = said.replace("{n}", String(MOST_BARS)).replace("{all}", String(all));
  return line;
}

function read(box: HTMLElement): Row[] {
  const table = box.closest(".picture-parts")?.querySelectorAll<HTMLElement>("tr[data-value]") ?? [];
  return [...table]
    .filter((row) => row.dataset["value"])
    .map((row) => ({
      key: row.dataset["place"] ?? "",
      name: row.dataset["name"] ?? "",
      value: Number(row.dataset["value"]),
      said: row.dataset["said"] ?? "",
      mark: row.dataset["mark"] ?? "",
      when: row.dataset["when"] ?? "",
      period: row.dataset["period"] ?? "",
    }));
}

/** Bars from the highest down, each with its name unbroken at its left and its value at its end. */
function bars(rows: Row[], width: number): SVGSVGElement | undefined {
  if (!rows.length) return undefined;
  const shown = [...rows].sort((one, other) => other.value - one.value).slice(0, MOST_BARS);
  const names = new Map(shown.map((row) => [row.key, row.name]));
  const left = Math.min(longest([...names.values()]), width * 0.45) + 12;
  const right = longest(shown.map((row) => row.said)) + 12;
  const groups = grouped(shown);
  const marks: Markish[] = [...groups].map(([mark, group]) =>
    barX(group, { x: "value", y: "key", fill: PAINTS[mark] ?? "var(--brand)", title: said, insetTop: 3, insetBottom: 3 }),
  );
  return svg(
    plot({
      ...look(width, shown.length * ROW + 16),
      marginLeft: left,
      marginRight: right,
      marginTop: 8,
      marginBottom: 8,
      x: { axis: null, ...within(shown) },
      y: { domain: shown.map((row) => row.key), label: null, axis: null },
      marks: [
        ...marks,
        text(shown, { x: "value", y: "key", text: "said", textAnchor: "start", dx: 6, fill: "currentColor" }),
        text(shown, {
          y: "key", text: (row: Row) => shortened(row.name, left - 12), textAnchor: "end",
          frameAnchor: "left", dx: -8, fill: "currentColor",
        }),
        ruleX([0], { stroke: "var(--line-strong)" }),
      ],
    }),
  );
}

/** A line for each area over the periods; a line's points have its own shape. */
function lines(rows: Row[], width: number): SVGSVGElement | undefined {
  if (!rows.length) return undefined;
  const when = new Map(rows.map((row) => [row.period, row.when]));
  const periods = [...when.keys()].sort();
  const areas = [...new Map(rows.map((row) => [row.key, row.name]))];
  const last = periods.at(-1);
  const many = areas.length > 1;
  const left = longest(rows.map((row) => row.said)) + 14;
  const shape = (row: Row) => SYMBOLS[areas.findIndex(([key]) => key === row.key)] ?? "circle";
  const wide = longest([...when.values()]);
  const room = Math.max(1, Math.floor((width - left - 80) / (wide + 12)));
  const step = Math.ceil(periods.length / room);
  return svg(
    plot({
      ...look(width, 300),
      marginLeft: left,
      marginRight: many ? Math.min(longest(areas.map(([, name]) => name)) + 16, width * 0.35) : Math.max(24, wide / 2),
      marginBottom: 34,
      marginTop: 16,
      x: { type: "point", domain: periods, label: null },
      y: { ...within(rows), label: null, grid: true, nice: true },
      marks: [
        axisX({ tickFormat: (each: string) => when.get(each) ?? each, ticks: periods.filter((_, at) => at % step === 0) }),
        axisY({ label: null, ticks: 5 }),
        ruleY([0], { stroke: "var(--line-strong)" }),
        lineY(rows, { x: "period", y: "value", z: "key", stroke: "var(--brand)", strokeWidth: 2 }),
        dot(rows, {
          x: "period", y: "value", symbol: many ? shape : "circle", r: 5, title: said,
          stroke: "var(--brand)", fill: (row: Row) => (row.mark === "verified" || row.mark === "whole" ? "full" : "open"),
        }),
        ...(many
          ? [text(rows.filter((row) => row.period === last), {
              x: "period", y: "value", text: "name", textAnchor: "start", dx: 10, fill: "currentColor",
            })]
          : []),
      ],
      color: { type: "ordinal", domain: ["full", "open"], range: ["var(--brand)", "var(--card)"] },
      symbol: { type: "identity" } as never,
    }),
  );
}

function look(width: number, height: number) {
  return { width, height, className: "plot", style: { fontFamily: "inherit", fontSize: "15px", overflow: "visible" } };
}

function svg(drawn: Element): SVGSVGElement | undefined {
  return (drawn instanceof SVGSVGElement ? drawn : drawn.querySelector("svg")) ?? undefined;
}

/** The scale begins at nought, so that a bar's length is its value. */
function within(rows: Row[]): { domain: [number, number] } {
  const values = rows.map((row) => row.value);
  return { domain: [Math.min(0, ...values), Math.max(...values, 0) || 1] };
}

function said(row: Row): string {
  return [row.name, row.when, row.said].filter(Boolean).join(" · ");
}

function grouped(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.mark, [...(found.get(row.mark) ?? []), row]);
  return found;
}

const measure = document.createElement("canvas").getContext("2d");

function longest(texts: string[]): number {
  return Math.ceil(Math.max(0, ...texts.map(wideness)));
}

function wideness(said: string): number {
  if (measure) measure.font = FONT;
  return measure ? measure.measureText(said).width : said.length * 8;
}

/** The name, or as much of it as fits; Thai is cut between whole letters with their marks, never inside one. */
function shortened(name: string, room: number): string {
  if (wideness(name) <= room) return name;
  const letters = [...new Intl.Segmenter("th", { granularity: "grapheme" }).segment(name)].map((each) => each.segment);
  while (letters.length > 1 && wideness(`${letters.join("")}…`) > room) letters.pop();
  return `${letters.join("")}…`;
}
