// One stylesheet, two small scripts and the map, which only pages with a map fetch; pages look their hashed names up in
// manifest.json.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: "public",
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
