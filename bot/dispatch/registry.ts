import type { BotFeature, HandlerRegistry } from './types.ts';

/** @throws Error when two features claim one command name or custom id */
export const createRegistry = (features: readonly BotFeature[]): HandlerRegistry => ({
  commands: index(
    features.flatMap(({ commands = [] }) => commands),
    ({ name }) => name,
  ),
  userCommands: index(
    features.flatMap(({ userCommands = [] }) => userCommands),
    ({ name }) => name,
  ),
  messageCommands: index(
    features.flatMap(({ messageCommands = [] }) => messageCommands),
    ({ name }) => name,
  ),
  buttons: index(
    features.flatMap(({ buttons = [] }) => buttons),
    ({ id }) => id,
  ),
  selectMenus: index(
    features.flatMap(({ selectMenus = [] }) => selectMenus),
    ({ id }) => id,
  ),
  modals: index(
    features.flatMap(({ modals = [] }) => modals),
    ({ id }) => id,
  ),
});

function index<H>(handlers: readonly H[], keyOf: (handler: H) => string): ReadonlyMap<string, H> {
  const byKey = new Map<string, H>();
  for (const handler of handlers) {
    const key = keyOf(handler);
    if (byKey.has(key)) throw new Error(`two handlers are registered as ${key}`);
    byKey.set(key, handler);
  }
  return byKey;
}
