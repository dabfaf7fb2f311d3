// The loader of the slim entry. It is called only if a call is made before initialize(source).
export function missingSource() {
  throw new Error(
    'cos-jobs/slim contains no WebAssembly: call `await initialize(source)` first, with the URL, Response, bytes or ' +
      'WebAssembly.Module of "cos-jobs/cos-jobs.wasm", or import "cos-jobs", which contains it',
  );
}
