// Line icons on a 16 x 16 grid. Each status has its own shape, so that colour is never the only difference.
export const RING = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2";

export const ICONS = {
  New: "M8 2v0M12.2 3.8v0M14 8v0M12.2 12.2v0M8 14v0M3.8 12.2v0M2 8v0M3.8 3.8v0",
  Preparing: "M4 2h8M4 14h8M5 2c0 5 6 7 6 12M11 2c0 5-6 7-6 12",
  Suspended: "M8 1.5 14.5 8 8 14.5 1.5 8zM8 5v3.4M8 11v0",
  Ready: `${RING}M8 4.8V8l2.2 1.6`,
  Active: "M5 3v10l8-5z",
  Pausing: `${RING}M6.5 6v4M9.5 6v4`,
  Paused: "M5 3v10M11 3v10",
  Completing: "M4 8l3 3 5-6M2 14h12",
  Complete: `${RING}M5.2 8.2l2 2 3.6-4.2`,
  Cancelling: "M3.5 12.5l9-9M8 2a6 6 0 0 1 6 6M8 14a6 6 0 0 1-6-6",
  Cancelled: `${RING}M3.8 12.2l8.4-8.4`,
  Failing: "M8 2.5 14 13H2zM8 6.5v3M8 11.2v0",
  Failed: "M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4zM6 6l4 4M10 6l-4 4",
  other: "M3 8h10",
};
