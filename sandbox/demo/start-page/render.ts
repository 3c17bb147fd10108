import type { Guide } from '../guide.ts';

/** One page without files of its own. Its only script copies texts, and says that it did. */
export function renderStartPage(guide: Guide, certificate: string, nonce: string): string {
  const { addresses, people, steps, customerDatabase, files } = guide;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Vektra on this machine</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Vektra on this machine</h1>
<p>Everything here is local: nothing is sent to Discord, and no account is needed.</p>
<h2>Addresses</h2>
<dl>${addresses
    .slice(1)
    .map(({ name, url, note }) =>
      renderRow(name, `${renderLink(url, url)} <span>${escapeHtml(note)}</span>`),
    )
    .join('')}</dl>
<h2>Who is who</h2>
<p>Each link opens the local Discord as that person.</p>
<dl>${people.map(({ name, role, url }) => `<div><dt>${renderLink(url, name)}</dt><dd>${escapeHtml(role)}</dd></div>`).join('')}</dl>
<h2>Five minutes</h2>
<ol>${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>
<h2>The label’s own database</h2>
<p>For step 5: a Postgres on this machine, with a certificate of its own.</p>
${renderCopyable('database-url', 'Database URL', customerDatabase.url)}
${renderCopyable('certificate', 'Certificate', certificate)}
${renderCopyable('certificate-file', 'Certificate’s file', customerDatabase.caFile)}
<h2>Files</h2>
${renderCopyable('data-folder', 'Data', files.data)}
${renderCopyable('log-file', 'Logs, JSON', files.log)}
<p>Ctrl+C in the terminal stops everything. The next start continues from here; <code>npm run demo -- --reset</code> starts over.</p>
<p id="status" role="status"></p>
</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

const renderRow = (name: string, html: string) =>
  `<div><dt>${escapeHtml(name)}</dt><dd>${html}</dd></div>`;

const renderLink = (url: string, text: string) =>
  `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;

const renderCopyable = (id: string, name: string, text: string) =>
  `<section class="copyable" aria-labelledby="${id}-name">
<h3 id="${id}-name">${escapeHtml(name)}</h3>
<button type="button" data-copy="${id}" data-name="${escapeHtml(name)}">Copy<i> ${escapeHtml(name)}</i></button>
<pre id="${id}" tabindex="0" role="group" aria-labelledby="${id}-name">${escapeHtml(text)}</pre>
</section>`;

/** Where the browser refuses the clipboard, the text is selected, for its own Copy. */
const SCRIPT = `
const status = document.getElementById('status');
for (const button of document.querySelectorAll('[data-copy]'))
  button.addEventListener('click', async () => {
    const source = document.getElementById(button.dataset.copy);
    status.textContent = '';
    try {
      await navigator.clipboard.writeText(source.textContent);
      status.textContent = button.dataset.name + ' copied';
    } catch {
      getSelection().selectAllChildren(source);
      status.textContent = button.dataset.name + ' selected: copy it with Ctrl+C';
    }
  });
`;

const STYLE = `
:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:light-dark(#1c1b22,#e8e6f0);background:light-dark(#fff,#17161c)}
main{max-width:46rem;margin:0 auto;padding:2rem 1rem 6rem}
h1{font-size:1.75rem;margin:0 0 .5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:0}
a{color:light-dark(#4c35c9,#a99bff)}
dl,p,ol{margin:.5rem 0}dl>div{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.2rem 0}dt{width:10rem;font-weight:600}dd{margin:0}@media(max-width:30rem){dl>div{display:block}}
dd span{color:light-dark(#5b5966,#a5a2b3)}
.copyable{display:grid;grid-template-columns:1fr auto;gap:.35rem;align-items:center;margin:1rem 0}
pre{grid-column:1/-1;margin:0;padding:.6rem .75rem;max-height:8rem;overflow:auto;border-radius:.4rem;background:light-dark(#f2f1f6,#24222c);font-size:.85rem}
button{font:inherit;padding:.25rem .9rem;border-radius:.4rem;border:1px solid light-dark(#8c89a0,#6f6c82);background:none;color:inherit;cursor:pointer}
button:hover{background:light-dark(#f2f1f6,#24222c)}
button i{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible{outline:2px solid light-dark(#4c35c9,#a99bff);outline-offset:2px}
#status{position:fixed;inset:auto 0 1.5rem;margin:0 auto;width:fit-content;padding:.5rem 1rem;border-radius:.4rem;background:light-dark(#1c1b22,#e8e6f0);color:light-dark(#fff,#17161c)}
#status:empty{padding:0}
`;

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
