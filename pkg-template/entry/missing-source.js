// The slim entry's loader: reached only when a call comes before initialize(source).
export function missingSource() {
  throw new Error(
    'cos-jobs/slim carries no wasm: call `await initialize(source)` first, with the URL, Response, bytes or ' +
      'WebAssembly.Module of "cos-jobs/cos-jobs.wasm", or import "cos-jobs", which carries its own',
  );
}
