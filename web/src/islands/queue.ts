// Selection in a queue:
//
//   <form data-queue>
//     <input type="checkbox" data-select-all> … <output data-selected></output>
//     <table><tbody><tr data-row> <input type="checkbox" name="cell" data-select> … <a data-open href="…">
//     <button data-needs-selection>
//
//     <a data-tick-passing href="…"> <button data-confirm> <details class="keys">
//
// j and k move, x selects, p selects the rows marked data-passes, Shift+click selects a range, a selects all that
// show but what cannot be true (data-impossible), c confirms, Enter opens, ? shows and hides the keys. Without this script the boxes, the buttons and the link
// that selects what passes work as they are.

export function queues(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-queue]:not([data-ready])")) {
    form.dataset["ready"] = "";
    new Queue(form);
  }
}

class Queue {
  private at = -1;
  private lastTicked = -1;

  constructor(private readonly form: HTMLFormElement) {
    form.addEventListener("change", (event) => this.changed(event));
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("focusin", (event) => this.focused(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    for (const link of form.querySelectorAll<HTMLAnchorElement>("a[data-tick-passing]")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        this.tickPassing();
      });
    }
    for (const part of document.querySelectorAll<HTMLElement>("[data-scripted]")) part.hidden = false;
    this.show();
  }

  private get rows(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-row]")];
  }

  private box(row: HTMLElement | undefined): HTMLInputElement | null {
    return row?.querySelector<HTMLInputElement>("input[data-select]:not(:disabled)") ?? null;
  }

  private focused(event: FocusEvent): void {
    const row = (event.target as Element).closest<HTMLElement>("[data-row]");
    if (row) this.mark(this.rows.indexOf(row));
  }

  private clicked(event: MouseEvent): void {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.matches("[data-select]")) return;
    const rows = this.rows;
    const now = rows.findIndex((row) => this.box(row) === box);
    if (event.shiftKey && this.lastTicked >= 0) {
      const [from, to] = [Math.min(now, this.lastTicked), Math.max(now, this.lastTicked)];
      for (const row of rows.slice(from, to + 1)) {
        const other = this.box(row);
        if (other) other.checked = box.checked;
      }
    }
    this.lastTicked = now;
    this.show();
  }

  private changed(event: Event): void {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.matches("[data-select-all]")) this.selectAll(box.checked);
    this.show();
  }

  /** What cannot be true is left to be chosen by hand, to be returned: nobody can confirm it. */
  private selectAll(checked: boolean): void {
    for (const row of this.rows) {
      const box = this.box(row);
      if (box) box.checked = checked && isPossible(row);
    }
    this.show();
  }

  private pressed(event: KeyboardEvent): void {
    if (!this.form.isConnected || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const acts: Record<string, () => void> = {
      j: () => this.move(1),
      k: () => this.move(-1),
      x: () => this.tick(),
      p: () => this.tickPassing(),
      a: () => this.toggleAll(),
      c: () => this.confirm(),
      "?": () => this.help(),
    };
    const act = acts[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (event.key === "Enter" && isQuiet(event.target)) {
      this.open(event);
    }
  }

  private move(step: number): void {
    const rows = this.rows;
    if (!rows.length) return;
    const next = Math.max(0, Math.min(rows.length - 1, this.at + step));
    this.mark(next);
    this.box(rows[next])?.focus();
    rows[next]?.scrollIntoView({ block: "nearest" });
  }

  private mark(index: number): void {
    this.at = index;
    this.rows.forEach((row, i) => row.classList.toggle("here", i === index));
  }

  private tick(): void {
    const box = this.box(this.rows[this.at]);
    if (!box) return;
    box.checked = !box.checked;
    this.lastTicked = this.at;
    this.show();
  }

  private tickPassing(): void {
    for (const row of this.rows) {
      const box = this.box(row);
      if (box) box.checked = "passes" in row.dataset;
    }
    this.show();
  }

  /** Presses the page's own button, which stays off while nothing is selected. */
  private confirm(): void {
    this.form.querySelector<HTMLButtonElement>("button[data-confirm]")?.click();
  }

  private help(): void {
    for (const keys of document.querySelectorAll<HTMLDetailsElement>("details.keys")) keys.open = !keys.open;
  }

  private toggleAll(): void {
    const all = this.form.querySelector<HTMLInputElement>("[data-select-all]");
    this.selectAll(!(all?.checked ?? false));
  }

  private open(event: KeyboardEvent): void {
    const link = this.rows[this.at]?.querySelector<HTMLAnchorElement>("a[data-open]");
    if (!link) return;
    event.preventDefault();
    link.click();
  }

  private show(): void {
    const boxes = this.rows.map((row) => this.box(row)).filter((box) => box !== null);
    const ticked = boxes.filter((box) => box.checked).length;
    const possible = this.rows.filter((row) => isPossible(row) && this.box(row));
    const every = possible.length > 0 && possible.every((row) => this.box(row)?.checked);
    for (const row of this.rows) row.classList.toggle("ticked", this.box(row)?.checked ?? false);
    for (const all of this.form.querySelectorAll<HTMLInputElement>("[data-select-all]")) {
      all.checked = every;
      all.indeterminate = ticked > 0 && !every;
    }
    for (const told of this.form.querySelectorAll("[data-selected]")) told.textContent = String(ticked);
    for (const button of this.form.querySelectorAll<HTMLButtonElement>("button[data-needs-selection]")) {
      button.disabled = ticked === 0;
    }
  }
}

function isPossible(row: HTMLElement): boolean {
  return !("impossible" in row.dataset);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target.isContentEditable || target.matches("select, textarea");
}

/** Enter keeps its own meaning on links and buttons; on a row's box it opens the row. */
function isQuiet(target: EventTarget | null): boolean {
  return !(target instanceof Element) || !target.closest("a, button, summary");
}
