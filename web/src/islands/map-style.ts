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
}

const TOKENS = ["paper", "card", "ink", "soft", "line", "line-strong", "brand", "brand-deep", "brand-wash", "sun"] as const;
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
      { ...fill("lit", drawn.below, colour.sun, 0.55), filter: ["==", id, ""] },
      { ...line("edges", drawn.below, colour.brand, 0.8), filter: children },
    );
  }
  if (drawn.ownLayer) layers.push({ ...line("outline", drawn.ownLayer, colour.brand, 2.4), filter: own });
  return layers;
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
        "circle-color": ["case", ["==", ["get", "role"], "here"], colour.sun, colour.brand],
        "circle-stroke-color": colour.card,
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
