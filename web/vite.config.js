// One stylesheet, two small scripts and the map, which only pages with a map fetch; pages look their hashed names up in
// manifest.json.
import { readFileSync } from "node:fs";
import { defineConfig } from "vite";

// What the printer of PDFs takes (tambon/formats/fonts.py): WOFF 1, which Python unpacks without another library.
const printed = {
  name: "fonts-for-print",
  generateBundle() {
    for (const subset of ["latin", "thai"]) {
      for (const style of ["400-normal", "400-italic", "700-normal"]) {
        const name = `sarabun-${subset}-${style}.woff`;
        const source = readFileSync(new URL(`node_modules/@fontsource/sarabun/files/${name}`, import.meta.url));
        this.emitFile({ type: "asset", fileName: `fonts/${name}`, source });
      }
    }
    const licence = new URL("node_modules/@fontsource/sarabun/LICENSE", import.meta.url);
    this.emitFile({ type: "asset", fileName: "fonts/LICENSE.txt", source: readFileSync(licence) });
  },
};

export default defineConfig({
  base: "./",
  publicDir: "public",
  plugins: [printed],
  build: {
    outDir: "../tambon/pages/static/built",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0, // the content policy allows no data: addresses
    cssCodeSplit: true,
    modulePreload: false,
    chunkSizeWarningLimit: 1200, // kB: MapLibre, which only pages with a map fetch
    rollupOptions: {
      input: { tambon: "src/tambon.ts", desk: "src/desk.ts" },
      output: { comments: { legal: true } }, // the licences of what is built in
      checks: { eval: false }, // htmx can evaluate; src/desk.ts and the content policy both forbid it
    },
  },
});
