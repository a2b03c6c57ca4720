// A copy button beside every <pre data-copy>; the label is the block's own, in the page's language.

export function copyButtons(root: ParentNode): void {
  if (!navigator.clipboard) return; // only on https and loopback
  for (const block of root.querySelectorAll<HTMLPreElement>("pre[data-copy]")) {
    const button = document.createElement("button");
    const label = block.dataset["copy"] ?? "";
    button.type = "button";
    button.className = "quiet";
    button.textContent = label;
    button.addEventListener("click", () => void copy(block, button, label));
    block.after(button);
  }
}

async function copy(block: HTMLPreElement, button: HTMLButtonElement, label: string): Promise<void> {
  await navigator.clipboard.writeText(block.querySelector("code")?.textContent ?? block.textContent ?? "");
  button.textContent = `✓ ${block.dataset["copied"] ?? label}`;
  setTimeout(() => (button.textContent = label), 2000);
}
