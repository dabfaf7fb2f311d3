// A fetch that remembers what its answers told about the service: the client's errors do not tell all of it.

/** { fetch, answers }; an answer is { status, type, date, at, body() }, with times in milliseconds. */
export function observed(fetch, now) {
  const answers = [];
  return {
    answers,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const header = (name) => response.headers.get(name);
      const copy = response.status >= 400 ? response.clone?.() : undefined;
      const text = copy?.text().catch(() => "");
      answers.push({
        status: response.status, type: header("content-type") ?? "", date: Date.parse(header("date") ?? ""), isCached: Number(header("age") ?? 0) > 0, at: now(),
        body: async () => (await text) ?? "",
      });
      return response;
    },
  };
}
