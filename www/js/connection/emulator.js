// The built-in emulator: a whole service inside the page, with no network. It is loaded only when it is chosen.
import { createEmulator } from "../../cos-jobs/emulator.js";
import { DEMO_JOBS } from "./demo-jobs.js";

/** A connection to a new emulator. The address of the place is no real one, because nothing is sent anywhere. */
export async function emulatorConnection() {
  const cos = await createEmulator({ jobs: DEMO_JOBS, speed: 1 });
  const { region, uin, appId } = cos.account;
  return { place: { kind: "emulator", region, uin, appId, endpoint: "cos-jobs/emulator" }, options: { ...cos.account, fetch: cos.fetch } };
}
