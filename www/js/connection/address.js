// What can be told about an address without sending anything.

export const isLoopback = (hostname) => /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/.test(hostname);

export const isControlHost = ({ hostname }) => /\.cos-control\.[a-z0-9-]+\.myqcloud\.com$/.test(hostname);

/** An address relative to `base` as a URL; null if it is none. */
export function urlOf(text, base) {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

export function isEndpoint(text, base) {
  const url = urlOf(text, base);
  return Boolean(url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username);
}

/** Keys and signatures may travel over plain HTTP only on this machine or to the page's own origin. */
export function isSafeUrl(text, base) {
  const url = urlOf(text, base);
  if (!url || url.username) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && (isLoopback(url.hostname) || url.origin === new URL(base).origin));
}
