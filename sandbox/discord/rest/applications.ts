import type { Core } from '../core.ts';
import { discordError } from '../errors/discord-error.ts';
import { rejectFields } from '../errors/not-spoken.ts';
import type { RestRequest } from '../http/rest-request.ts';
import { botRoute, type RestRoute } from '../http/rest-route.ts';
import { isValidEndpoint } from '../interactions/endpoint.ts';
import { presentApplication } from '../present/application.ts';
import { presentUser } from '../present/user.ts';

const getOwnApplication = (core: Core, request: RestRequest) =>
  presentApplication(core.state, request.application!);

export const applicationRoutes: RestRoute[] = [
  botRoute('GET', '/applications/@me', getOwnApplication),
  botRoute('PATCH', '/applications/@me', editOwnApplication),
  botRoute('GET', '/oauth2/applications/@me', getOwnApplication),
  { method: 'GET', path: '/oauth2/@me', audience: 'bearer', handle: currentAuthorization },
];

const NOT_SPOKEN_FIELDS = [
  'custom_install_url',
  'role_connections_verification_url',
  'install_params',
  'integration_types_config',
  'flags',
  'icon',
  'cover_image',
  'tags',
  'event_webhooks_status',
  'event_webhooks_types',
];

async function editOwnApplication(core: Core, request: RestRequest): Promise<unknown> {
  const body = request.body();
  const application = request.application!;
  rejectFields(body, 'an application', NOT_SPOKEN_FIELDS);
  const description = body.key('description').string({ max: 400 });
  const eventsUrl = body.key('event_webhooks_url').url({ schemes: ['http', 'https'] });
  const endpoint = body.key('interactions_endpoint_url');
  const endpointUrl = endpoint.url({ schemes: ['http', 'https'] });
  body.form.throwIfFailed();
  if (endpointUrl && !(await isValidEndpoint(application, endpointUrl)))
    endpoint.addError(
      'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID',
      'The specified interactions endpoint url could not be verified.',
    );
  body.form.throwIfFailed();
  if (body.has('interactions_endpoint_url'))
    application.interactionsEndpointUrl = endpointUrl ?? null;
  if (description !== undefined) application.description = description;
  if (body.has('event_webhooks_url')) application.eventWebhookUrl = eventsUrl ?? null;
  return getOwnApplication(core, request);
}

function currentAuthorization(core: Core, request: RestRequest): unknown {
  const token = request.bearer!;
  const application = core.state.applications.get(token.applicationId);
  const user = core.state.users.get(token.userId);
  if (!application || !user) throw discordError(50025);
  const { id, name, icon, description, bot_public, bot_require_code_grant, verify_key } =
    presentApplication(core.state, application);
  return {
    application: { id, name, icon, description, bot_public, bot_require_code_grant, verify_key },
    scopes: token.scopes,
    expires: new Date(token.expiresAt).toISOString(),
    ...(token.scopes.includes('identify') ? { user: presentUser(user) } : {}),
  };
}
