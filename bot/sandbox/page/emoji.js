// Slack's names of the emoji that people use here; a name it does not know stays as it was typed.
export const EMOJI = {
  '+1': '👍', thumbsup: '👍', '-1': '👎', pushpin: '📌', eyes: '👀', white_check_mark: '✅', heavy_check_mark: '✔️',
  x: '❌', warning: '⚠️', rotating_light: '🚨', red_circle: '🔴', large_orange_circle: '🟠', large_yellow_circle: '🟡',
  large_green_circle: '🟢', large_blue_circle: '🔵', white_circle: '⚪', hourglass: '⌛', hourglass_flowing_sand: '⏳',
  alarm_clock: '⏰', stopwatch: '⏱️', clock3: '🕒', phone: '☎️', calling: '📲', iphone: '📱', email: '✉️', envelope: '✉️',
  incoming_envelope: '📨', memo: '📝', speech_balloon: '💬', lock: '🔒', unlock: '🔓', mag: '🔍', link: '🔗', bell: '🔔',
  no_bell: '🔕', tada: '🎉', pray: '🙏', raised_hands: '🙌', heart: '❤️', fire: '🔥', bulb: '💡', star: '⭐', smile: '😄',
  slightly_smiling_face: '🙂', thinking_face: '🤔', wave: '👋', point_left: '👈', point_right: '👉', arrow_left: '⬅️',
  arrow_right: '➡️', chart_with_upwards_trend: '📈', package: '📦', shield: '🛡️', tools: '🛠️', no_entry: '⛔', question: '❓',
};
export const QUICK = ['+1', 'pushpin', 'white_check_mark', 'eyes'];
export const emoji = (name) => EMOJI[name] || `:${name}:`;
