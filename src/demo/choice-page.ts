const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

const STYLE = `body{font:18px/1.6 sans-serif;max-width:30rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}button{font:inherit;display:block;width:100%;padding:.7rem 1rem;margin:.6rem 0;text-align:left;
border:2px solid #1d4f91;border-radius:6px;background:#fff;color:#1d4f91}button:focus-visible{outline:3px solid #c45500}`;

/** The demo provider's one page: who to be. Its last button, with no value of the list, stands for giving up. */
export function choicePage(labels: readonly string[]): string {
  const buttons = labels.map((label, at) => `<button name="person" value="${at}">${escaped(label)}</button>`);
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>演示用实名认证 Demo identity provider</title>
<style>${STYLE}</style></head><body><main><h1>演示用实名认证</h1>
<p>这里不核对任何人：请选一位虚构的市民。<br><span lang="en">Nobody is checked here: choose a made-up citizen.</span></p>
<form method="post">${buttons.join('')}<button name="person" value="none">取消 Cancel</button></form></main></body></html>`;
}
