import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import { VektraError } from '../../domain/errors/errors.ts';
import { FORBIDDEN, statusOf } from '../errors/problem.ts';
import { isAnswer, problemOf } from './fail.server.ts';
import { DRAFT } from './form-draft.ts';
import { parse } from './input.server.ts';
import type { Done, Outcome } from './outcome.ts';
import { formHead } from './schemas.server.ts';

/** What a form may ask for. */
export interface Intent<S, I extends z.ZodType> {
  schema: I;
  /** Without script too its answer is the page itself: there is more to tell than that it is done. */
  stays?: boolean;
  run: (scope: S & { input: z.output<I> & { requestId: string } }) => Promise<Done>;
}

interface Posted<S> {
  context: AppLoadContext;
  request: Request;
  intents: Record<string, Intent<S, z.ZodType>>;
  /** Who asks; throws for whoever may not. Before anything of the form is read. */
  admit: () => Promise<S>;
}

/** Carries out what a form asks for. A refusal is an outcome, so that no form loses what was typed. */
export async function answerForm<S>({ context, request, intents, admit }: Posted<S>) {
  let intent = '';
  try {
    if (isForeign(request)) return refusal(intent, FORBIDDEN);
    const scope = await admit();
    const form = Object.fromEntries(await request.formData());
    const head = parse(formHead, form);
    intent = head.intent;
    if (!Object.hasOwn(intents, intent))
      throw new VektraError('invalid_input', { fields: [{ field: 'intent', problem: 'other' }] });
    const { schema, stays = false, run } = intents[intent]!;
    const fields = parse(schema, form) as object;
    const done = await run({ ...scope, input: { ...fields, requestId: head.requestId } });
    if (done.goTo) throw redirect(done.goTo, 303);
    if (isDocument(request) && !stays) throw redirect(backTo(request, intent), 303);
    return data<Outcome>({
      ok: true,
      intent,
      number: done.number ?? null,
      status: done.status ?? null,
      undoUntil: done.undoUntil ?? null,
      test: done.test ?? null,
      kept: done.kept ?? null,
    });
  } catch (error) {
    if (isAnswer(error)) throw error;
    return refusal(intent, problemOf(error, context));
  }
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
  for (const name of ['act', DRAFT]) url.searchParams.delete(name);
  url.searchParams.set('did', intent);
  return url.pathname + url.search;
}
