import { onceSeen } from "./once-seen";

export function maps(root: ParentNode): void {
  onceSeen(root, "[data-map]", (box) => import("./map").then(({ drawMap }) => drawMap(box)));
}
