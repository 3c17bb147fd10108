import type { ActionFunctionArgs } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { z } from 'zod';
import { isVektraError, VektraError } from '../../domain/errors/errors.ts';
import { answering } from '../errors/answer.server.ts';
import { showError } from '../errors/shown.ts';
import { STATUS_OF, STAYS_ON_PAGE } from '../errors/table.ts';
import type { Guard, Need } from './guard.ts';
import { guarded } from './guard.ts';
import type { GuildArgs } from './guild-loader.server.ts';
import { asRecord, guildParams, readInput, readParams } from './input.server.ts';
import { permit, requireViewer } from './permit.server.ts';
import type { ActionResult } from './result.ts';

const NOTHING = z.object({});

interface Intent<P extends z.ZodType> {
  /** Asked for besides what the action needs. */
  needs?: 'admin';
  schema: z.ZodType;
  run(args: Omit<GuildArgs<z.output<P>, never>, 'search'>, input: never): Promise<unknown>;
}

/** Ties an intent's schema to what its function gets. */
export const intent = <S extends z.ZodType, P extends z.ZodType>(
  schema: S,
  run: (args: Omit<GuildArgs<z.output<P>, never>, 'search'>, input: z.output<S>) => Promise<unknown>,
  needs?: 'admin',
): Intent<P> => ({ schema, run: run as Intent<P>['run'], ...(needs ? { needs } : {}) });

/**
 * Forms of a guild: each names its `intent`. Without script the answer to a done act is a redirect, so
 * that reloading repeats nothing; an error that the form can mend leaves its page standing.
 */
export function guildAction<P extends z.ZodType = typeof NOTHING>(demand: {
  needs: Exclude<Need, 'public' | 'viewer'>;
  feature?: Guard['feature'];
  params?: P;
  intents: Record<string, Intent<P>>;
}) {
  const { needs, feature, intents } = demand;
  const guard: Guard = { needs, intents: Object.keys(intents), ...(feature ? { feature } : {}) };
  return guarded(guard, ({ request, context, params }: ActionFunctionArgs) =>
    answering(async () => {
      requireViewer(context, request);
      const { guildId } = readParams(guildParams, params);
      const own = readParams((demand.params ?? NOTHING) as P, params);
      const actor = await permit({ needs, feature }, guildId, context);
      const { intent: name, ...form } = asRecord(await readForm(request));
      const intent = readIntent(intents, name);
      if (intent.needs) await permit({ needs: intent.needs }, guildId, context);
      try {
        const args = { actor, acts: context.acts, params: own, context, request };
        const value = await intent.run(args, readInput(intent.schema, form) as never);
        if (wantsPage(request)) throw redirect(afterwards(request, String(name)), 303);
        return data<ActionResult>({ ok: true, intent: String(name), value: value ?? null });
      } catch (error) {
        if (!isVektraError(error) || !STAYS_ON_PAGE.has(error.code)) throw error;
        const result = { ok: false, intent: String(name), error: showError(error) } as const;
        return data<ActionResult>(result, { status: STATUS_OF[error.code] });
      }
    }),
  );
}

const unreadable = (field: string, problem: string) =>
  new VektraError('invalid_input', { fields: [{ field, problem }] });

async function readForm(request: Request): Promise<FormData> {
  if (request.method !== 'POST') throw unreadable('method', 'form.method');
  try {
    return await request.formData();
  } catch {
    throw unreadable('form', 'form.unreadable');
  }
}

function readIntent<P extends z.ZodType>(intents: Record<string, Intent<P>>, name: unknown) {
  const found =
    typeof name === 'string' && Object.hasOwn(intents, name) ? intents[name] : undefined;
  if (!found) throw unreadable('intent', 'form.intent');
  return found;
}

/** A form posted by the browser itself: no script intercepted it. */
const wantsPage = (request: Request) =>
  request.headers.get('accept')?.includes('text/html') ?? false;

function afterwards(request: Request, done: string): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete('index');
  searchParams.set('did', done);
  return `${pathname}?${searchParams}`;
}
