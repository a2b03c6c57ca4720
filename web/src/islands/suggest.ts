// Names while one types: the ARIA combobox pattern (a list beside the field, nothing chosen by itself).
//
//   <form data-suggest="/api/v1/areas/search"> <input type="search" name="q"> …
//
// Enter without a choice sends the form as it is; a choice goes to the area's page, or with `data-fill` puts its code
// into the field, for a form that asks for more.

const WAIT = 150; // ms after the last key
const SEEN = "tambon.near"; // the area last looked at in this tab: of namesakes, those near it come first
const MOST = 8;
const KINDS: Record<string, [string, string]> = {
  country: ["ประเทศ", "Country"],
  province: ["จังหวัด", "Province"],
  district: ["อำเภอ", "District"],
  tambon: ["ตำบล", "Tambon"],
  village: ["หมู่บ้าน", "Village"],
  community: ["ชุมชน", "Community"],
};

const KINDS_OF_BANGKOK: Record<string, [string, string]> = { district: ["เขต", "Khet"], tambon: ["แขวง", "Khwaeng"] };

interface Place {
  area_code: string;
  kind: string;
  name_th: string;
  name_en: string;
}

interface Former {
  area_code: string;
  name_th: string;
  name_en: string;
}

interface Found extends Place {
  ancestors: Place[];
  former?: Former | null; // the name or code that was typed, where it is no more
  standing?: boolean;
}

export function suggestions(root: ParentNode): void {
  nearby();
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-suggest]:not([data-ready])")) {
    const field = form.querySelector<HTMLInputElement>("input[type=search]");
    if (!field) continue;
    form.dataset["ready"] = "";
    new Suggest(form, field);
  }
}

class Suggest {
  private readonly list = document.createElement("ul");
  private readonly told = document.createElement("p");
  private readonly known = new Map<string, Found[]>();
  private at = -1;
  private timer = 0;
  private asking: AbortController | null = null;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly field: HTMLInputElement,
  ) {
    this.list.id = `${field.id}-found`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", say("พื้นที่ที่พบ", "Areas found"));
    this.told.className = "sr";
    form.addEventListener("formdata", (event) => {
      if (nearby() && this.field.value.trim()) event.formData.set("near", nearby());
    });
    this.told.setAttribute("role", "status");
    field.after(this.list, this.told);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      field.setAttribute(name, value);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => this.go((event.target as Element).closest("[role=option]")));
  }

  private typed(): void {
    clearTimeout(this.timer);
    const text = this.field.value.trim();
    if (!text) return this.close();
    this.timer = window.setTimeout(() => void this.ask(text), WAIT);
  }

  private async ask(text: string): Promise<void> {
    this.asking?.abort();
    this.asking = new AbortController();
    try {
      const found = this.known.get(text) ?? (await this.fetched(text, this.asking.signal));
      this.known.set(text, found);
      if (this.field.value.trim() === text && document.activeElement === this.field) this.show(found);
    } catch {
      this.close(); // a newer question, or no answer: the form still works
    }
  }

  private async fetched(text: string, signal: AbortSignal): Promise<Found[]> {
    const asked = new URLSearchParams({ q: text.slice(0, 200), limit: String(MOST) });
    const near = nearby();
    if (near) asked.set("near", near);
    const answer = await fetch(`${this.form.dataset["suggest"]}?${asked}`, { signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const body = (await answer.json()) as { areas: Found[] };
    return body.areas;
  }

  private show(found: Found[]): void {
    this.at = -1;
    this.list.replaceChildren(...found.map((area, index) => this.option(area, index)));
    this.open(found.length > 0);
    this.told.textContent = found.length
      ? say(`พบ ${found.length} แห่ง เลือกด้วยลูกศรขึ้นลง`, `${found.length} found; choose with the arrow keys`)
      : say("ไม่พบ", "None found");
  }

  private option(area: Found, index: number): HTMLLIElement {
    const row = document.createElement("li");
    row.id = `${this.list.id}-${index}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.dataset["code"] = area.area_code;
    row.dataset["href"] = `/areas/${encodeURIComponent(area.area_code)}`;
    const within = area.ancestors.filter((above) => above.kind !== "country").reverse();
    row.append(
      text("strong", named(area)),
      text("span", [kindOf(area), area.area_code].filter(Boolean).join(" ")),
    );
    if (within.length) row.append(text("span", within.map(named).join(" · ")));
    if (area.standing === false) row.append(text("em", say("เลิกใช้แล้ว", "no longer in use")));
    if (area.former) {
      const old = `${pick([area.former.name_th, area.former.name_en || area.former.name_th])} ${area.former.area_code}`;
      row.append(text("em", say(`เดิม ${old}`, `formerly ${old}`)));
    }
    return row;
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const steps: Record<string, () => void> = { ArrowDown: () => this.move(1), ArrowUp: () => this.move(-1) };
    const step = steps[event.key];
    if (step && !this.list.hidden) {
      event.preventDefault();
      step();
    } else if (step && event.key === "ArrowDown") {
      event.preventDefault();
      this.typed();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault(); // the first Escape closes the list, the next empties the field
      this.close();
    } else if (event.key === "Enter" && !this.list.hidden && this.at >= 0) {
      event.preventDefault();
      this.go(this.list.children[this.at] ?? null);
    }
  }

  private move(step: number): void {
    const rows = [...this.list.children];
    this.at = this.at + step < -1 ? rows.length - 1 : this.at + step >= rows.length ? -1 : this.at + step;
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    const chosen = rows[this.at];
    if (chosen) {
      this.field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  private go(row: Element | null): void {
    const href = row instanceof HTMLElement ? row.dataset["href"] : undefined;
    if ("fill" in this.form.dataset && row instanceof HTMLElement) {
      this.close();
      this.field.value = row.dataset["code"] ?? "";
      this.told.textContent = row.querySelector("strong")?.textContent ?? "";
      return;
    }
    if (href) location.assign(href);
  }

  private open(shown: boolean): void {
    this.list.hidden = !shown;
    this.field.setAttribute("aria-expanded", String(shown));
    this.field.removeAttribute("aria-activedescendant");
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
    this.told.textContent = "";
  }
}

/** The area of this page, else the one last looked at in this tab; "" for none. Kept in the tab alone. */
function nearby(): string {
  const here = /^\/areas\/([\w-]{1,20})/.exec(location.pathname)?.[1];
  try {
    if (here) sessionStorage.setItem(SEEN, here);
    return here ?? sessionStorage.getItem(SEEN) ?? "";
  } catch {
    return here ?? ""; // a browser that keeps nothing
  }
}

function text(tag: string, said: string): HTMLElement {
  const part = document.createElement(tag);
  part.textContent = said;
  return part;
}

function named(area: Place): string {
  const names: [string, string] = [area.name_th || area.name_en, area.name_en || area.name_th];
  const number = area.kind === "village" ? Number(area.area_code.slice(6)) : Number.NaN;
  return pick(names) + (Number.isNaN(number) ? "" : say(` หมู่ที่ ${number}`, ` (Moo ${number})`));
}

function kindOf(area: Place): string {
  return pick((area.area_code.startsWith("10") ? KINDS_OF_BANGKOK[area.kind] : undefined) ?? KINDS[area.kind]);
}

function pick(pair: [string, string] | undefined): string {
  return pair ? pair[document.documentElement.lang === "en" ? 1 : 0] : "";
}

function say(th: string, en: string): string {
  return pick([th, en]);
}
