import type { Core } from '../core.ts';
import type { GuildRecord, UserRecord } from '../state/types.ts';
import type { AuthorizeRequest } from './authorize-request.ts';

const SCOPE_TEXTS: Record<string, string> = {
  identify: 'Access your username, avatar, and banner',
  email: 'Access your email address',
  guilds: "Know what servers you're in",
  'guilds.members.read':
    'Read your member info (nickname, avatar, roles, etc) for servers you belong to',
  bot: 'Add a bot to a server',
  'applications.commands': 'Create commands in a server',
};

const STYLE = `
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#1e1f22;
color:#dbdee1;font:16px/1.4 "gg sans","Noto Sans",Inter,system-ui,sans-serif;padding:1rem}
main{width:100%;max-width:27rem;background:#313338;border-radius:.75rem;padding:1.75rem;box-shadow:0 .5rem 2rem #0006}
header{text-align:center}header img{width:5rem;height:5rem;border-radius:50%}h1{font-size:1.3rem;margin:.75rem 0 .25rem;color:#fff}
p{margin:.25rem 0;color:#b5bac1}ul{list-style:none;margin:1.25rem 0;padding:1rem;background:#2b2d31;border-radius:.5rem}
li{padding:.3rem 0 .3rem 1.75rem;position:relative}li:before{content:"✓";position:absolute;left:.25rem;color:#23a55a;font-weight:700}
label{display:block;margin:1rem 0 .35rem;font-size:.8rem;font-weight:700;text-transform:uppercase;color:#b5bac1}
select{width:100%;padding:.65rem;border-radius:.3rem;border:1px solid #1e1f22;background:#1e1f22;color:#dbdee1;font:inherit}
footer{display:flex;gap:.75rem;justify-content:flex-end;margin-top:1.5rem}
button{border:0;border-radius:.3rem;padding:.65rem 1.25rem;font:inherit;font-weight:600;cursor:pointer;color:#fff;background:#4e5058}
button[value=authorize]{background:#5865f2}button:focus-visible,select:focus-visible{outline:2px solid #00a8fc;outline-offset:2px}
small{display:block;margin-top:1rem;color:#949ba4}`;

export function renderConsentPage(
  core: Core,
  request: AuthorizeRequest,
  query: URLSearchParams,
  people: UserRecord[],
  managers: Map<string, GuildRecord[]>,
  selectedId: string | undefined,
): string {
  const { application } = request;
  const bot = core.state.users.get(application.id);
  const target = request.redirectUri ? new URL(request.redirectUri).origin : null;
  return renderPage(
    `Authorize ${application.name}`,
    `<header><img alt="" src="/avatars/${application.id}/${bot?.avatar ?? '0'}.svg">
<h1>${escapeHtml(application.name)} wants to…</h1></header>
<ul>${request.scopes.map((scope) => `<li>${escapeHtml(SCOPE_TEXTS[scope] ?? scope)}</li>`).join('')}</ul>
<form method="post" action="?${escapeHtml(query.toString())}">
<label for="person">You are</label>
<select id="person" name="person" required>${people.map((person) => renderOption(person.id, getDisplayName(person), person.id === selectedId)).join('')}</select>
${request.wantsBot ? renderGuildChoice(core, request, people, managers) : ''}
${target ? `<small>Once you authorize, you will be redirected to ${escapeHtml(target)}</small>` : ''}
<footer><button name="decision" value="cancel">Cancel</button><button name="decision" value="authorize">Authorize</button></footer>
</form>`,
  );
}

/** One list for all people, as it must work without scripts: each server names who may add bots. */
function renderGuildChoice(
  core: Core,
  request: AuthorizeRequest,
  people: UserRecord[],
  managers: Map<string, GuildRecord[]>,
): string {
  if (request.isGuildFixed && request.guildId) {
    const guild = core.state.guilds.get(request.guildId);
    return `<label for="guild_id">Add to server</label><select id="guild_id" name="guild_id">${renderOption(request.guildId, guild?.name ?? 'Unknown server', true)}</select>`;
  }
  const guilds = new Map<string, { guild: GuildRecord; by: string[] }>();
  for (const person of people)
    for (const guild of managers.get(person.id) ?? []) {
      const entry = guilds.get(guild.id) ?? { guild, by: [] };
      entry.by.push(getDisplayName(person));
      guilds.set(guild.id, entry);
    }
  const options = [...guilds.values()].map(({ guild, by }) =>
    renderOption(
      guild.id,
      `${guild.name} (managed by ${by.join(', ')})`,
      guild.id === request.guildId,
    ),
  );
  return `<label for="guild_id">Add to server</label><select id="guild_id" name="guild_id" required>${options.join('')}</select>`;
}

export function renderMessagePage(title: string, text: string): string {
  return renderPage(
    title,
    `<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></header>`,
  );
}

function renderPage(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function renderOption(value: string, text: string, selected: boolean): string {
  return `<option value="${escapeHtml(value)}"${selected ? ' selected' : ''}>${escapeHtml(text)}</option>`;
}

function getDisplayName(person: UserRecord): string {
  return person.globalName ?? person.username;
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
