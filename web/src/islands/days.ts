// A browser's calendar is Gregorian and in its own language; beside it, the chosen day as Thai people say it.
const said = new Intl.DateTimeFormat("th-TH-u-ca-buddhist-nu-latn", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** Puts the Buddhist-era day beside each date field of Thai pages, and keeps it there as the day changes. */
export function days(within: ParentNode): void {
  if (document.documentElement.lang !== "th") return;
  for (const input of within.querySelectorAll<HTMLInputElement>("input[type=date]:not([data-era])")) {
    input.dataset.era = "";
    const beside = document.createElement("output");
    beside.className = "hint";
    beside.htmlFor.add(input.id);
    input.insertAdjacentElement("afterend", beside);
    const say = () => {
      beside.textContent = input.valueAsDate ? said.format(input.valueAsDate) : "";
    };
    input.addEventListener("input", say);
    say();
  }
}
