// Fetches the map's code only where a map is about to be seen, and not for those who asked to save data.

interface Connection {
  saveData?: boolean;
}

export function maps(root: ParentNode): void {
  const boxes = [...root.querySelectorAll<HTMLElement>("[data-map]")];
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  if (!boxes.length || connection?.saveData) return;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        void import("./map").then(({ drawMap }) => drawMap(entry.target as HTMLElement));
      }
    },
    { rootMargin: "300px" },
  );
  for (const box of boxes) seen.observe(box);
}
