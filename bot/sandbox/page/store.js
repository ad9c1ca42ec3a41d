// What the page knows, and the way to the sandbox: one long poll brings every change.

const POLL_S = 25;
const AGAIN_MS = 1000;

export class ApiError extends Error {
  constructor(status, code, detail) {
    super(status ? `${code}: ${detail}` : detail);
    Object.assign(this, {status, code, detail});
  }
}

/** For looks after a change: when the connection is gone, all is looked at anew as soon as it is back. */
export function unlessOffline(error) {
  if (!(error instanceof ApiError) || error.status !== 0) throw error;
}

let polling = null;

async function ask(method, path, {query = {}, body, signal} = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const search = given.length ? `?${new URLSearchParams(given)}` : '';
  const how = body === undefined ? {} : {
    headers: {'content-type': 'application/json'}, body: JSON.stringify(body),
  };
  let response;
  let said;
  try {
    response = await fetch(`/sandbox${path}${search}`, {method, signal, ...how});
    said = await response.json();
  } catch (error) {
    polling?.abort(); // whoever notices first: the banner shows, and all is looked at anew when the way is back
    throw new ApiError(0, 'offline', 'لا اتصال بالخادم، حاول بعد قليل.');
  }
  if (!response.ok) throw new ApiError(response.status, said.error, said.detail || '');
  return said;
}

export const api = {
  get: (path, query, signal) => ask('GET', path, {query, signal}),
  post: (path, body = {}) => ask('POST', path, {body}),
  delete: (path) => ask('DELETE', path),
};

const listeners = new Set();
let state = {
  me: 'U0FOUNDER', bot: '', people: {}, channels: [], channel: '', ts: null, tab: 'slack',
  online: true, revision: 0, words: [], shortcuts: [], now_offset: 0,
};

function tell(changes) {
  for (const listener of [...listeners]) listener(state, changes);
}

export const store = {
  get: () => state,
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  set(patch) {
    state = {...state, ...patch};
    tell([]);
  },
  /** Shows a channel, named by id or name, at one of its messages if `ts` is given. */
  open(wanted, {ts = null, tab = 'slack'} = {}) {
    const found = state.channels.find((one) => one.id === wanted || one.name === wanted);
    if (!found) return false;
    seen(found);
    store.set({channel: found.id, ts, tab});
    return true;
  },
  async actAs(me) {
    state = {...state, me};
    await look();
    // A room that they do not see; before the first one stands, the workspace opens it.
    if (state.channel && !state.channels.some((one) => one.id === state.channel)) state.channel = state.channels[0].id;
    tell([{kind: 'person'}]);
  },
};

// What was read, for each person: a channel's newest ts when it was last open.
const read = {};

function seen(channel) {
  (read[state.me] ||= {})[channel.id] = channel.latest;
  channel.unread = 0;
  channel.mentions = 0;
}

async function look() {
  const screen = await api.get('/screen', {user: state.me});
  const before = Object.fromEntries(state.channels.map((one) => [one.id, one]));
  const mine = (read[state.me] ||= {});
  const channels = screen.channels.map((one) => {
    mine[one.id] ??= '';
    const old = before[one.id];
    const fresh = one.latest > mine[one.id] && one.id !== state.channel;
    return {...one, unread: fresh ? old?.unread || 1 : 0, mentions: fresh ? old?.mentions || 0 : 0};
  });
  const people = Object.fromEntries(screen.people.map((one) => [one.id, one]));
  state = {...state, channels, people, bot: screen.bot, now_offset: screen.now - Date.now() / 1000};
  return screen.revision;
}

const NEW_ROOM = new Set(['channel', 'reset']);

async function digest(changes) {
  const known = new Set(state.channels.map((one) => one.id));
  const unknown = changes.some((one) => one.kind === 'message' && !known.has(one.channel));
  if (unknown || changes.some((one) => NEW_ROOM.has(one.kind))) await look();
  for (const change of changes) {
    if (change.kind !== 'message') continue;
    const channel = state.channels.find((one) => one.id === change.channel);
    if (!channel) continue;
    channel.latest = change.ts;
    if (channel.id === state.channel) seen(channel);
    else channel.unread += 1;
  }
  await Promise.all(state.channels.filter((one) => one.unread && one.name).map((one) => countMentions(one, changes)));
}

const MOST_READ = 40;

/** How many of a closed channel's new messages name this person, as Slack's red number says. */
async function countMentions(channel, changes) {
  const fresh = changes.filter((one) => one.kind === 'message' && one.channel === channel.id).map((one) => one.ts);
  if (!fresh.length) return;
  const only = fresh.slice(-MOST_READ);
  const {messages} = await api.get('/screen/messages', {user: state.me, channel: channel.id, only: only.join(',')});
  const named = new RegExp(`<@${state.me}[|>]|<!(?:channel|here|everyone)[|>]`);
  const naming = messages.filter((one) => only.includes(one.ts) && one.user !== state.me && named.test(JSON.stringify([one.text, one.blocks])));
  channel.mentions += naming.length;
}

async function anew() {
  const revision = await look();
  state = {...state, revision};
  tell([{kind: 'reset'}]);
}

let missed = true;

async function step() {
  polling = new AbortController();
  const said = await api.get('/changes', {since: state.revision, timeout_s: missed ? 0 : POLL_S}, polling.signal);
  const gap = said.revision < state.revision
    || (said.changes.length > 0 && said.changes[0].revision > state.revision + 1);
  if (gap || missed) {
    await anew();
    missed = false;
  } else {
    state = {...state, revision: said.revision};
    await digest(said.changes);
    tell(said.changes);
  }
  if (!state.online) store.set({online: true});
}

/** Follows the sandbox for ever; after a failure or a restart everything is looked at anew. */
export async function follow() {
  for (;;) {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      missed = true;
      if (state.online) store.set({online: false});
      await new Promise((go) => setTimeout(go, AGAIN_MS));
    }
  }
}
