// For the desk's pages: partial updates by htmx and a queue that hands on a keyboard can work through.
import htmx from "htmx.org";
import { days } from "./islands/days";
import { queues } from "./islands/queue";

htmx.config.allowEval = false; // the content policy forbids it, and so do we
htmx.config.includeIndicatorStyles = false; // no inline style
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0; // what an officer saw stays out of the browser's storage

queues(document);
days(document);
document.addEventListener("htmx:load", (event) => {
  const swapped = event.target;
  if (!(swapped instanceof HTMLElement)) return;
  queues(swapped.parentElement ?? swapped);
  days(swapped.parentElement ?? swapped);
});
