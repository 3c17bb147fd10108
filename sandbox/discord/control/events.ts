import type { ServerResponse } from 'node:http';
import type { Core } from '../core.ts';

const KEEP_ALIVE_MS = 20_000;

/** The stream of what one person's client hears, as server-sent events. */
export function streamEvents(core: Core, response: ServerResponse, personId: string): void {
  const person = core.state.users.get(personId);
  if (!person || person.bot) {
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({ error: { code: 'NOT_FOUND', message: `No person ${personId}` } }),
    );
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(`event: ready\ndata: ${JSON.stringify({ personId })}\n\n`);
  const unsubscribe = core.eventBus.subscribePerson(personId, (event) => {
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  });
  const heartbeatTimer = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  heartbeatTimer.unref();
  response.on('close', () => {
    clearInterval(heartbeatTimer);
    unsubscribe();
  });
}
