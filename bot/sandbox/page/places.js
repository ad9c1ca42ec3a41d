// A message's address: links of this workspace open inside the page.
const ADDRESS = /^https:\/\/[a-z0-9-]+\.slack\.com\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})(?:\?|$)/;

export function permalink(url) {
  const found = ADDRESS.exec(url);
  if (!found) return null;
  const parent = /[?&]thread_ts=([\d.]+)/.exec(url);
  return {channel: found[1], ts: parent ? parent[1] : `${found[2]}.${found[3]}`};
}
