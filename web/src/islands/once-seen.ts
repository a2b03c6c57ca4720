// Fetches heavy code only where what it draws is about to be seen, and not for those who asked to save data: what the
// page says without it is the same.

interface Connection {
  saveData?: boolean;
}

export function onceSeen(root: ParentNode, selector: string, draw: (box: HTMLElement) => Promise<unknown>): void {
  const boxes = [...root.querySelectorAll<HTMLElement>(selector)];
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  if (!boxes.length || connection?.saveData) return;
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        seen.unobserve(entry.target);
        void draw(entry.target as HTMLElement);
      }
    },
    { rootMargin: "300px" },
  );
  for (const box of boxes) seen.observe(box);
}
