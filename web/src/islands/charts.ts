import { onceSeen } from "./once-seen";

export function charts(root: ParentNode): void {
  onceSeen(root, "[data-chart]", (box) => import("./chart").then(({ drawChart }) => drawChart(box)));
}
