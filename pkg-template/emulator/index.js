// The default entry of cos-jobs/emulator: it contains the WebAssembly as base64.
import { inflateBase64 } from "../entry/inflate-base64.js";
import { wasmBase64 } from "../src/emulator-wasm-bytes.js";
import { createEmulatorFunction } from "./create.js";
import { createEmulatorLoader } from "./load.js";

export const createEmulator = createEmulatorFunction(createEmulatorLoader(() => inflateBase64(wasmBase64)));
