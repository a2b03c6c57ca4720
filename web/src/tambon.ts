// For every page. Nothing here is needed to read, filter or download: it only shortens the way.
import "./styles/tambon.css";
import { cells } from "./islands/cells";
import { charts } from "./islands/charts";
import { copyButtons } from "./islands/copy";
import { maps } from "./islands/maps";
import { suggestions } from "./islands/suggest";

copyButtons(document);
suggestions(document);
maps(document);
charts(document);
cells(document);
