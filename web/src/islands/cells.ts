// What is known of a value opens by itself where a pointer rests on it. Pressing it (finger or key) is the browser's own
// doing: <button popovertarget>; Escape closes it, and it stays while the pointer is on it.

const WAIT = 350; // ms: a pointer that passes opens nothing
const LEAVE = 250;

export function cells(root: ParentNode): void {
  if (!matchMedia("(hover: hover)").matches || !("popover" in HTMLElement.prototype)) return;
  for (const button of root.querySelectorAll<HTMLButtonElement>("button.cell[popovertarget]")) {
    const more = document.getElementById(button.getAttribute("popovertarget") ?? "");
    if (more) rest(button, more);
  }
}

function rest(button: HTMLButtonElement, more: HTMLElement): void {
  let timer = 0;
  let held = false; // opened by a press: a pointer that leaves does not close it
  const later = (wait: number, act: () => void) => {
    clearTimeout(timer);
    timer = window.setTimeout(act, wait);
  };
  button.title = ""; // said at once where nothing opens
  button.addEventListener("click", () => {
    clearTimeout(timer);
    held = true;
  });
  more.addEventListener("toggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") held = false;
  });
  button.addEventListener("pointerenter", () => later(WAIT, () => open(button, more)));
  more.addEventListener("pointerenter", () => clearTimeout(timer));
  for (const part of [button, more]) part.addEventListener("pointerleave", () => later(LEAVE, () => held || more.hidePopover()));
}

function open(button: HTMLButtonElement, more: HTMLElement): void {
  if (!more.matches(":popover-open")) more.showPopover({ source: button } as never);
}
