import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import type { Call } from '../http/call.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { presentApplication } from '../present/application.ts';
import { presentUser } from '../present/user.ts';

const own = (core: Core, call: Call) => presentApplication(core.world, call.application!);

export const applicationRoutes: RestRoute[] = [
  botRoute('GET', '/applications/@me', own),
  botRoute('PATCH', '/applications/@me', edit),
  botRoute('GET', '/oauth2/applications/@me', own),
  { method: 'GET', path: '/oauth2/@me', audience: 'bearer', handle: currentAuthorization },
];

function edit(core: Core, call: Call): unknown {
  const body = call.body();
  const application = call.application!;
  const description = body.key('description').string({ max: 400 });
  const events = body.key('event_webhooks_url').url({ schemes: ['http', 'https'] });
  body.form.check();
  if (description !== undefined) application.description = description;
  if (body.has('event_webhooks_url')) application.eventWebhookUrl = events ?? null;
  return own(core, call);
}

function currentAuthorization(core: Core, call: Call): unknown {
  const token = call.bearer!;
  const application = core.world.applications.get(token.applicationId);
  const user = core.world.users.get(token.userId);
  if (!application || !user) throw discordError(50025);
  const { id, name, icon, description, bot_public, bot_require_code_grant, verify_key } =
    presentApplication(core.world, application);
  return {
    application: { id, name, icon, description, bot_public, bot_require_code_grant, verify_key },
    scopes: token.scopes,
    expires: new Date(token.expiresAt).toISOString(),
    ...(token.scopes.includes('identify') ? { user: presentUser(user) } : {}),
  };
}
