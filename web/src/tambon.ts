// For every page. Nothing here is needed to read, filter or download: it only shortens the way.
import "./styles/tambon.css";
import { copyButtons } from "./islands/copy";

copyButtons(document);
