// The icons of the tools, which the first view does not need.
import { ICONS, RING } from "./icons.js";

Object.assign(ICONS, {
  copy: "M6 5.5h7.5v8H6zM3.5 10.5h-1v-8H10v1",
  close: "M4 4l8 8M12 4l-8 8",
  refresh: "M13 3v3.5H9.5M13 6.3A5.5 5.5 0 1 0 13.3 9.5",
  plus: "M8 3v10M3 8h10",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  globe: `${RING}M2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12`,
  theme: `${RING}M8 4a4 4 0 0 1 0 8z`,
  help: `${RING}M6.2 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.8.6-.8 1.2M8 11.3v0`,
  link: "M6.5 9.5l3-3M7 5l1.5-1.5a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.5 1.5a2.8 2.8 0 0 1-4-4L5 7",
});
