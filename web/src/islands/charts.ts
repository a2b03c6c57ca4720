// Fetches the chart's code only where a chart is about to be seen, and not for those who asked to save data: the table
// beside it says the same.

interface Connection {
  saveData?: boolean;
}

export function charts(root: ParentNode): void {
  const boxes = [...root.querySelectorAll<HTMLElement>("[data-chart]")];
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  if (!boxes.length || connection?.saveData) return;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        void import("./chart").then(({ drawChart }) => drawChart(entry.target as HTMLElement));
      }
    },
    { rootMargin: "300px" },
  );
  for (const box of boxes) seen.observe(box);
}
