/**
 * An environment for Jest: jsdom with the functions of Node.js that Jest's own jsdom environment hides and that cos-jobs needs. The
 * tests need jest and jest-environment-jsdom.
 *
 *   npx jest --env=./examples/jest/jsdom-environment.mjs
 */

import { TestEnvironment } from "jest-environment-jsdom";

const OF_NODE = { TextDecoder, TextEncoder, DecompressionStream, fetch, Headers, Request, Response };

export default class JsdomEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, OF_NODE);
  }
}
