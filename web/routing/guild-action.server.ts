import { type ActionFunctionArgs, data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Acts } from '../../domain/contract.ts';
import { notFound, VektraError } from '../../domain/errors/errors.ts';
import type { Feature } from '../../domain/plans/plans.ts';
import { FORBIDDEN, statusOf } from '../errors/problem.ts';
import { enterGuild, type GuildNeeds } from './enter.server.ts';
import { isAnswer, problemOf } from './fail.server.ts';
import { guarded } from './guard.ts';
import { parse } from './input.server.ts';
import type { Done, Outcome } from './outcome.ts';
import { formHead, noInput } from './schemas.server.ts';

interface Scope<P, I> {
  actor: Actor;
  acts: Acts;
  params: P;
  /** The form's fields, with the id that makes the act happen once. */
  input: I & { requestId: string };
}

interface Spec<P extends z.ZodType, I extends Record<string, z.ZodType>> {
  needs: GuildNeeds;
  feature?: Feature;
  params?: P;
  /** The acts that the page's forms may ask for; any other name is refused. */
  intents: {
    [K in keyof I]: {
      schema: I[K];
      run: (scope: Scope<z.output<P>, z.output<I[K]>>) => Promise<Done>;
    };
  };
}

/** An action of a page about one guild. A refusal is an outcome, so that no form loses what was typed. */
export function guildAction<P extends z.ZodType, I extends Record<string, z.ZodType>>(
  spec: Spec<P, I>,
) {
  const { needs, feature = null, params = noInput, intents } = spec;
  return guarded(
    { kind: 'action', needs, feature, intents: Object.keys(intents) },
    async ({ context, request, params: raw }: ActionFunctionArgs) => {
      let intent = '';
      try {
        if (isForeign(request)) return refusal(intent, FORBIDDEN);
        const actor = await enterGuild(context, request, raw, needs, feature);
        const known = params.safeParse(raw);
        if (!known.success) throw notFound();
        const form = Object.fromEntries(await request.formData());
        const head = parse(formHead, form);
        intent = head.intent;
        if (!Object.hasOwn(intents, intent))
          throw new VektraError('invalid_input', {
            fields: [{ field: 'intent', problem: 'other' }],
          });
        const { schema, run } = intents[intent as keyof I]!;
        const fields = parse(schema, form) as z.output<I[keyof I]> & object;
        const input = { ...fields, requestId: head.requestId };
        const done = await run({
          actor,
          acts: context.acts,
          params: known.data as z.output<P>,
          input,
        });
        if (isDocument(request)) throw redirect(backTo(request, intent), 303);
        return data<Outcome>({
          ok: true,
          intent,
          number: done.number ?? null,
          status: done.status ?? null,
          undoUntil: done.undoUntil ?? null,
        });
      } catch (error) {
        if (isAnswer(error)) throw error;
        return refusal(intent, problemOf(error, context, request));
      }
    },
  );
}

const refusal = (intent: string, problem: Parameters<typeof statusOf>[0]) =>
  data<Outcome>({ ok: false, intent, problem }, { status: statusOf(problem) });

/** Another site's form. The server checks Origin too; browsers that say more are believed here. */
const isForeign = (request: Request): boolean =>
  ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '');

/** A form that was posted without script: it is answered by a page, so send it on to one. */
const isDocument = (request: Request): boolean =>
  request.headers.get('sec-fetch-dest') === 'document';

function backTo(request: Request, intent: string): string {
  const url = new URL(request.url);
  url.searchParams.delete('act');
  url.searchParams.set('did', intent);
  return url.pathname + url.search;
}
