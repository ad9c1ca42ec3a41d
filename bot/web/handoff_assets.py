"""Style and script of the hand-off page: small enough to stand in it, so that it asks nobody for anything."""

STYLE = """
:root{color-scheme:light dark;--ground:#f6f7f9;--sheet:#fff;--ink:#14171c;--quiet:#565d69;--line:#d5dae1;
--first:#0b6b3a;--on-first:#fff;--warn:#fff4d6;--warn-line:#b98900;--done:#e2f4e8}
@media (prefers-color-scheme:dark){:root{--ground:#101317;--sheet:#1a1f26;--ink:#eef1f5;--quiet:#a7b0bd;
--line:#39424e;--first:#3ecb7f;--on-first:#06210f;--warn:#3a2f0c;--warn-line:#d9a520;--done:#12351f}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.7 system-ui,"Segoe UI",Tahoma,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1rem 1rem 3rem}
h1{font-size:1.3rem;line-height:1.4;margin:.25rem 0 .5rem;overflow-wrap:anywhere}
ul{list-style:none;margin:0 0 1rem;padding:0;color:var(--quiet)}
.title,legend{font-weight:600}
textarea{display:block;width:100%;margin:.35rem 0 .75rem;padding:.85rem;border:1px solid var(--line);
border-radius:12px;background:var(--sheet);color:inherit;font:inherit;resize:none;field-sizing:content}
button,a.first{display:block;width:100%;min-height:52px;margin:.6rem 0;padding:.7rem 1rem;border-radius:12px;
border:1px solid var(--line);background:var(--sheet);color:var(--ink);font:inherit;font-weight:600;
text-align:center;text-decoration:none;cursor:pointer}
a.first{background:var(--first);border-color:var(--first);color:var(--on-first)}
button.sent{border:2px solid var(--first)}
button[hidden],label[hidden]{display:none}
:focus-visible{outline:3px solid var(--warn-line);outline-offset:2px}
fieldset{margin:1.25rem 0 .25rem;padding:.25rem 1rem .5rem;border:1px solid var(--line);border-radius:12px;
background:var(--sheet)}
fieldset label{display:flex;gap:.6rem;align-items:center;min-height:48px}
input[type=radio]{width:1.25rem;height:1.25rem;accent-color:var(--first)}
.warning,.note{margin:0 0 1rem;padding:.75rem 1rem;border-radius:12px;border:1px solid var(--warn-line);
background:var(--warn)}
.done{padding:.75rem 1rem;border-radius:12px;background:var(--done)}
blockquote{margin:.4rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--warn-line);
overflow-wrap:anywhere}
.warning p{margin:.25rem 0 0}
.said,.small{min-height:1.5em;margin:0;color:var(--quiet);font-size:.9rem}
"""

SCRIPT = """
(() => {
  const text = document.getElementById('text'), copy = document.getElementById('copy');
  const said = document.getElementById('said');
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    let done = true;
    try { await navigator.clipboard.writeText(text.value); }
    catch { text.focus(); text.select(); done = document.execCommand('copy'); }
    said.textContent = done ? 'نُسخ النص، الصقه في المحادثة' : 'حدّدنا النص لك، فانسخه بضغطة مطوّلة';
  });
  const choice = document.getElementById('opened-choice');
  if (!choice) return;
  fetch(location.href, {method: 'POST', body: new URLSearchParams({act: 'opened'}), keepalive: true})
    .then((answer) => {
      if (answer.status !== 204) return;
      const clock = {timeZone: 'Asia/Riyadh', timeStyle: 'short'};
      document.getElementById('opened').textContent = new Date().toLocaleTimeString('ar-u-nu-latn', clock);
      choice.hidden = false;
    })
    .catch(() => undefined);
})();
"""
