// The map's look: a style made here, with the page's own colours and nothing fetched but our tiles.
import type { Feature } from "geojson";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";

/** What a page wants drawn. Ids are public ids; `places` are points with id, name, role, point and order. */
export interface Drawn {
  tiles: string;
  deepest: number;
  bounds: number[];
  own: string;
  ownLayer: string;
  below: string;
  children: string[];
  places: Feature[];
  font: string;
  shades: Record<string, string[]>; // ids by shade: "1" (low) to "5", "none", "hidden"; empty for a map without values
}

const TOKENS = ["paper", "card", "ink", "soft", "line", "line-strong", "brand", "brand-deep", "brand-wash", "sun",
  "shade-1", "shade-2", "shade-3", "shade-4", "shade-5", "absent", "absent-wash"] as const;
export type Colours = Record<(typeof TOKENS)[number], string>;

export function colours(): Colours {
  const set = getComputedStyle(document.documentElement);
  return Object.fromEntries(TOKENS.map((name) => [name, set.getPropertyValue(`--${name}`).trim()])) as Colours;
}

export function style(drawn: Drawn, colour: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      areas: {
        type: "vector",
        tiles: [drawn.tiles],
        maxzoom: drawn.deepest,
        ...(drawn.bounds.length === 4 ? { bounds: drawn.bounds as [number, number, number, number] } : {}),
      },
      places: { type: "geojson", data: { type: "FeatureCollection", features: drawn.places } },
    },
    layers: [...land(drawn, colour), ...inside(drawn, colour), ...named(drawn, colour)],
  };
}

const id: ExpressionSpecification = ["get", "id"];

function land(drawn: Drawn, colour: Colours): LayerSpecification[] {
  const around = drawn.ownLayer || "province";
  return [
    { id: "sea", type: "background", paint: { "background-color": colour.paper } },
    fill("land", "province", colour.card),
    line("around", around, colour.line, 1),
    line("provinces", "province", colour["line-strong"], 0.8),
  ];
}

function inside(drawn: Drawn, colour: Colours): LayerSpecification[] {
  const own: ExpressionSpecification = ["==", id, drawn.own];
  const children: ExpressionSpecification = ["in", id, ["literal", drawn.children]];
  const layers: LayerSpecification[] = [];
  if (drawn.ownLayer) layers.push({ ...fill("own", drawn.ownLayer, colour["brand-wash"]), filter: own });
  if (drawn.below) {
    layers.push(
      { ...fill("children", drawn.below, colour["brand-wash"]), filter: children },
      ...shaded(drawn, colour),
      { ...fill("lit", drawn.below, colour.sun, 0.55), filter: ["==", id, ""] },
      { ...line("edges", drawn.below, colour.brand, 0.8), filter: children },
    );
  }
  if (drawn.ownLayer) layers.push({ ...line("outline", drawn.ownLayer, colour.brand, 2.4), filter: own });
  return layers;
}

/** Children by their shade: five colours, and two patterns for what has no value and for what is hidden. */
function shaded(drawn: Drawn, colour: Colours): LayerSpecification[] {
  return Object.entries(drawn.shades).map(([shade, ids]) => {
    const layer = fill(`shade-${shade}`, drawn.below, shadeColour(shade, colour));
    if (isPattern(shade)) layer.paint = { "fill-pattern": `pattern-${shade}` };
    return { ...layer, filter: ["in", id, ["literal", ids]] };
  });
}

function isPattern(shade: string): boolean {
  return shade === "none" || shade === "hidden";
}

function shadeColour(shade: string, colour: Colours): string {
  return colour[`shade-${shade}` as keyof Colours] ?? (shade === "hidden" ? colour.absent : colour["absent-wash"]);
}

/** The pattern `pattern-none` (stripes) or `pattern-hidden` (dots), in the page's colours. */
export function pattern(name: string, colour: Colours): ImageData | null {
  const side = 8;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d");
  if (!pen || !name.startsWith("pattern-")) return null;
  pen.fillStyle = colour["absent-wash"];
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = pen.fillStyle = colour.absent;
  if (name === "pattern-hidden") {
    pen.beginPath();
    pen.arc(side / 2, side / 2, 2, 0, 2 * Math.PI);
    pen.fill();
  } else {
    for (const from of [-side, 0, side]) {
      pen.moveTo(from, side);
      pen.lineTo(from + side, 0);
    }
    pen.stroke();
  }
  return pen.getImageData(0, 0, side, side);
}

function pointColour(drawn: Drawn, colour: Colours): ExpressionSpecification {
  const plain: ExpressionSpecification = ["case", ["==", ["get", "role"], "here"], colour.sun, colour.brand];
  const shades = Object.keys(drawn.shades);
  if (!shades.length) return plain;
  return ["match", ["get", "shade"], ...shades.flatMap((each) => [each, shadeColour(each, colour)]), colour.brand] as never;
}

function named(drawn: Drawn, colour: Colours): LayerSpecification[] {
  const beside: ExpressionSpecification = ["==", ["get", "role"], "beside"];
  const isPoint: ExpressionSpecification = ["==", ["get", "point"], true];
  return [
    {
      id: "points",
      type: "circle",
      source: "places",
      filter: isPoint,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 3, 13, 6],
        "circle-color": pointColour(drawn, colour),
        "circle-stroke-color": Object.keys(drawn.shades).length ? colour["brand-deep"] : colour.card,
        "circle-stroke-width": 1.5,
      },
    },
    {
      id: "names",
      type: "symbol",
      source: "places",
      layout: {
        "text-field": ["get", "name"],
        "text-font": [drawn.font],
        "text-size": ["case", beside, 13, 15],
        "text-max-width": ["case", isPoint, 14, 9],
        "text-padding": 3,
        "text-variable-anchor-offset": [
          "case", isPoint, ["literal", ["left", [0.7, 0], "right", [-0.7, 0], "bottom", [0, -0.6], "top", [0, 0.6]]],
          ["literal", ["center", [0, 0]]],
        ],
        "text-justify": "auto",
        "symbol-sort-key": ["+", ["get", "order"], ["case", beside, 1000, 0]],
      },
      paint: {
        "text-color": ["case", beside, colour.soft, colour.ink],
        "text-halo-color": colour.card,
        "text-halo-width": 1.6,
      },
    },
  ];
}

function fill(name: string, layer: string, colour: string, opacity = 1): Extract<LayerSpecification, { type: "fill" }> {
  return {
    id: name,
    type: "fill",
    source: "areas",
    "source-layer": layer,
    paint: { "fill-color": colour, "fill-opacity": opacity, "fill-antialias": false },
  };
}

function line(name: string, layer: string, colour: string, width: number): Extract<LayerSpecification, { type: "line" }> {
  return {
    id: name,
    type: "line",
    source: "areas",
    "source-layer": layer,
    layout: { "line-join": "round" },
    paint: { "line-color": colour, "line-width": width },
  };
}
