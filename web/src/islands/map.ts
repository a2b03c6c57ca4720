// The map of one area: vector tiles of our own, colours of the style sheet, names drawn from the page's own font.
//
//   <div data-map data-tiles="/api/…/{z}/{x}/{y}.mvt" data-bounds="w,s,e,n" data-limits="w,s,e,n" data-label="…"
//        data-own="th-…" data-own-layer="province" data-below="district"> <svg>…</svg> </div>
//   <li data-place="th-…" data-at="98.1,19.3" data-name="…"><a href="/areas/5801">…
//
// With data-shaded each row has data-shade and data-said besides: the map is coloured by them.
//
// What may be clicked, named or pointed at is what the page's own lists hold, so that the lists always say the same
// as the map. Until the map stands, or where it cannot, the server's drawing stays.
import type { Feature } from "geojson";
import * as maplibre from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { colours, pattern, style, type Drawn } from "./map-style";

const FONT = "Sarabun";
const DEEPEST = 10; // the last zoom that the tiles hold; nearer views enlarge it
const WORDS = {
  th: {
    "NavigationControl.ZoomIn": "ขยายแผนที่",
    "NavigationControl.ZoomOut": "ย่อแผนที่",
    "CooperativeGesturesHandler.WindowsHelpText": "กด Ctrl ค้างไว้แล้วเลื่อนล้อเมาส์เพื่อขยายแผนที่",
    "CooperativeGesturesHandler.MacHelpText": "กด ⌘ ค้างไว้แล้วเลื่อนเพื่อขยายแผนที่",
    "CooperativeGesturesHandler.MobileHelpText": "ใช้สองนิ้วเลื่อนแผนที่",
  },
  en: {
    "NavigationControl.ZoomIn": "Zoom in",
    "NavigationControl.ZoomOut": "Zoom out",
    "CooperativeGesturesHandler.WindowsHelpText": "Hold Ctrl and scroll to zoom the map",
    "CooperativeGesturesHandler.MacHelpText": "Hold ⌘ and scroll to zoom the map",
    "CooperativeGesturesHandler.MobileHelpText": "Use two fingers to move the map",
  },
};

/** Puts a map into the box; the box keeps the server's drawing where the browser cannot draw one (no WebGL). */
export async function drawMap(box: HTMLElement): Promise<void> {
  await fontIsThere();
  maplibre.setWorkerUrl(workerUrl);
  maplibre.setWorkerCount(1);
  const ground = document.createElement("div");
  ground.className = "map-ground";
  box.append(ground);
  try {
    const map = open(box, ground);
    map.once("load", () => box.setAttribute("data-drawn", ""));
    map.once("idle", () => box.setAttribute("data-idle", ""));
    listen(map, box);
  } catch {
    ground.remove();
  }
}

/** Names are drawn on a canvas, which does not wait for a font by itself. */
async function fontIsThere(): Promise<void> {
  await Promise.allSettled([document.fonts.load(`24px ${FONT}`, "กิ่ง"), document.fonts.load(`24px ${FONT}`, "Abc")]);
}

function open(box: HTMLElement, ground: HTMLElement): maplibre.Map {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maplibre.Map({
    container: ground,
    style: style(drawnBy(box), colours()),
    bounds: corners(box.dataset["bounds"]),
    fitBoundsOptions: { padding: 24, maxZoom: 13 },
    maxBounds: widened(corners(box.dataset["limits"] ?? box.dataset["bounds"])),
    maxZoom: 15,
    attributionControl: false, // licence and credit stand under the map, always
    cooperativeGestures: true, // a thumb that scrolls the page is not caught
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: still ? 0 : 200,
    locale: { ...WORDS[lang()], "Map.Title": box.dataset["label"] ?? "" },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  return map;
}

function drawnBy(box: HTMLElement): Drawn {
  return {
    tiles: location.origin + (box.dataset["tiles"] ?? ""),
    deepest: DEEPEST,
    bounds: (box.dataset["limits"] ?? "").split(",").map(Number),
    own: box.dataset["own"] ?? "",
    ownLayer: box.dataset["ownLayer"] ?? "",
    below: box.dataset["below"] ?? "",
    children: rows("below").map((row) => row.dataset["place"] ?? ""),
    places: [...rows("below"), ...rows("beside"), ...rows("here")].flatMap(place),
    font: FONT,
    shades: "shaded" in box.dataset ? shades() : {},
  };
}

function shades(): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const row of rows("below")) (found[row.dataset["shade"] ?? "none"] ??= []).push(row.dataset["place"] ?? "");
  return found;
}

function rows(role: string): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`[data-places="${role}"] [data-place]`)];
}

function place(row: HTMLElement, order: number): Feature[] {
  const at = (row.dataset["at"] ?? "").split(",").map(Number);
  if (at.length !== 2 || at.some(Number.isNaN)) return [];
  const role = row.closest<HTMLElement>("[data-places]")?.dataset["places"] ?? "";
  const properties = {
    id: row.dataset["place"],
    name: row.dataset["name"],
    role,
    shade: row.dataset["shade"] ?? "",
    point: row.dataset["point"] === "true",
    order,
  };
  return [{ type: "Feature", geometry: { type: "Point", coordinates: at }, properties }];
}

function listen(map: maplibre.Map, box: HTMLElement): void {
  map.setMissingStyleImageResolver((id) => {
    const image = pattern(id, colours());
    if (image) map.addImage(id, image);
  });
  const said = document.createElement("p");
  said.className = "map-said";
  said.setAttribute("aria-hidden", "true"); // the lists say it to those who listen
  box.append(said);
  for (const layer of ["children", "points", "names"]) {
    map.on("mousemove", layer, (event) => point(map, said, event.features?.[0]?.properties["id"]));
    map.on("mouseleave", layer, () => point(map, said, undefined));
    map.on("click", layer, (event) => linkOf(event.features?.[0]?.properties["id"])?.click());
  }
  for (const row of [...rows("below")]) {
    const id = row.dataset["place"];
    for (const begin of ["focusin", "mouseenter"]) row.addEventListener(begin, () => point(map, said, id));
    for (const end of ["focusout", "mouseleave"]) row.addEventListener(end, () => point(map, said, undefined));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () =>
    map.setStyle(style(drawnBy(box), colours())),
  );
}

function point(map: maplibre.Map, said: HTMLElement, id: unknown): void {
  const link = linkOf(id);
  if (map.getLayer("lit")) map.setFilter("lit", ["==", ["get", "id"], link ? String(id) : ""]);
  map.getCanvas().style.cursor = link ? "pointer" : "";
  const row = link?.closest<HTMLElement>("[data-place]");
  said.textContent = [row?.dataset["name"], row?.dataset["said"]].filter(Boolean).join(" · ");
}

function linkOf(id: unknown): HTMLAnchorElement | null {
  if (typeof id !== "string" || !id) return null;
  return document.querySelector<HTMLAnchorElement>(`[data-place="${CSS.escape(id)}"] a[href]`);
}

function corners(text: string | undefined): [number, number, number, number] {
  const [west = 97.3, south = 5.6, east = 105.7, north = 20.5] = (text || "97.3,5.6,105.7,20.5").split(",").map(Number);
  return [west, south, east, north];
}

/** The country with some sea around it, so that nobody gets lost. */
function widened([west, south, east, north]: [number, number, number, number]): [number, number, number, number] {
  return [west - 14, south - 6, east + 14, north + 6];
}

function lang(): "th" | "en" {
  return document.documentElement.lang === "en" ? "en" : "th";
}
