/** `createEmulator`: the emulator of the service, for tests in any host. */

import { checkOptions } from "./check.js";
import { Faults } from "./faults.js";
import { Clock } from "./clock.js";
import { answer, received } from "./http.js";
import { normalSeed } from "./seeds.js";

const OPTIONS = { jobs: "object", seed: "number", now: "number", speed: "number" };

/** @param {() => Promise<object>} load loads the WebAssembly and returns its glue */
export function createEmulatorFunction(load) {
  return async function createEmulator(options = {}) {
    checkOptions("createEmulator", options, OPTIONS);
    const { EmulatorCore } = await load();
    return new CosEmulator(new EmulatorCore(options.seed ?? 1), options);
  };
}

class CosEmulator {
  #core;
  #clock;
  #faults = new Faults();
  #requests = [];
  /** How far the service's clock is ahead of the host's, in milliseconds. */
  #clockAhead = 0;

  constructor(core, { jobs = [], now, speed }) {
    this.#core = core;
    this.#clock = new Clock(now ?? Date.now(), speed);
    const account = core.account();
    /** The options of a client that this emulator accepts, without `fetch`. */
    this.account = { ...account, endpoint: `https://${account.uin}.cos-control.${account.region}.myqcloud.com` };
    /** Answers requests in the place of the host's `fetch`. It needs no `this`. */
    this.fetch = (input, init) => this.#fetch(input, init);
    for (const job of jobs) this.#seed(job);
  }

  /** Lets time pass for the jobs, in milliseconds. */
  advance(ms) {
    if (!Number.isFinite(ms) || ms < 0) throw new TypeError("advance: the time must be a number of milliseconds");
    this.#clock.advance(ms);
    this.#core.advance(this.#clock.now());
  }

  /** All jobs as they are now, in the order of their ids. */
  jobs() {
    this.advance(0);
    return this.#core.jobs();
  }

  /** The job with this id as it is now, or undefined. */
  job(jobId) {
    this.advance(0);
    return this.#core.job(String(jobId));
  }

  /** Makes the next matching requests meet a fault. */
  fail(fault) {
    this.#faults.add(fault);
  }

  /** All requests so far, without keys and signatures. */
  requests() {
    return this.#requests.map((request) => ({ ...request, headers: { ...request.headers } }));
  }

  #seed(job) {
    const { jobId, ...seed } = normalSeed(job);
    try {
      this.#core.seedJob(jobId, seed, this.#clock.now());
    } catch (property) {
      throw new TypeError(`createEmulator: jobs: ${property} has a value that is not allowed`);
    }
  }

  async #fetch(input, init) {
    const request = await received(input, init);
    const fault = this.#faults.take(request);
    this.#requests.push({ ...request.shown, ...(fault && { fault: fault.what }) });
    return fault ? fault.answer(request, (changes) => this.#handle({ ...request, ...changes })) : answer(this.#handle(request));
  }

  /** Carries out a request. The service's clock stays ahead by `clockJump` milliseconds more. */
  #handle({ method, target, headers, body, clockJump = 0, serviceFault, isKeyExpired = false }) {
    this.#clockAhead += clockJump;
    const clock = Date.now() + this.#clockAhead;
    if (serviceFault) this.#core.inject(serviceFault);
    this.#core.setKeyExpired(isKeyExpired);
    const handled = this.#core.handle(method, target, headers.flat(), body, this.#clock.now(), clock);
    const plain = { status: handled.status(), headers: handled.headers(), body: handled.body() };
    handled.free();
    return plain;
  }
}
