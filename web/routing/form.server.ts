import { type AppLoadContext, data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import { VektraError } from '../../domain/errors/errors.ts';
import { FORBIDDEN, getHttpStatus } from '../errors/problem.ts';
import { parseInput } from './input.server.ts';
import type { FailedOutcome, Outcome } from './outcome.ts';
import { isThrownResponse, toProblem } from './problem-response.server.ts';
import { formEnvelope } from './schemas.server.ts';
import { DRAFT_PARAM } from './search-params.ts';

/** What a form can submit. */
export interface Intent<S, I extends z.ZodType, R extends object = object> {
  schema: I;
  /** Without script the page is rendered with the outcome instead of redirecting. */
  renderInPlace?: boolean;
  /** @returns what its success carries; throws a redirect to go elsewhere */
  run: (scope: S & { input: z.output<I> & { requestId: string } }) => Promise<R>;
}

interface FormSubmission<S> {
  context: AppLoadContext;
  request: Request;
  intents: Record<string, Intent<S, z.ZodType>>;
  /** Authorizes the sender, before the form is read; throws when they lack access. */
  authorize: () => Promise<S>;
}

/** Runs the submitted intent. A rejection is an outcome, so that the form keeps what was typed. */
export async function handleForm<S, R extends object>({
  context,
  request,
  intents,
  authorize,
}: FormSubmission<S>) {
  let intent = '';
  try {
    if (isCrossSite(request)) return problemOutcome(intent, FORBIDDEN);
    const scope = await authorize();
    const form = readFields(await request.formData());
    const envelope = parseInput(formEnvelope, form);
    intent = envelope.intent;
    if (!Object.hasOwn(intents, intent))
      throw new VektraError('invalid_input', { fields: [{ field: 'intent', problem: 'other' }] });
    const { schema, renderInPlace = false, run } = intents[intent]!;
    const fields = parseInput(schema, form) as object;
    const result = await run({ ...scope, input: { ...fields, requestId: envelope.requestId } });
    if (isDocumentRequest(request) && !renderInPlace)
      throw redirect(getRedirectUrl(request, intent), 303);
    return data({ ok: true, intent, ...result } as Outcome<R>);
  } catch (error) {
    if (isThrownResponse(error)) throw error;
    return problemOutcome(intent, toProblem(error, context));
  }
}

/** A form's fields by name; one whose name ends in `[]` is a list, as checkboxes send it. */
const readFields = (form: FormData): Record<string, unknown> =>
  Object.fromEntries(
    [...form.keys()].map((name) =>
      name.endsWith('[]') ? [name.slice(0, -2), form.getAll(name)] : [name, form.get(name)],
    ),
  );

const problemOutcome = (intent: string, problem: Parameters<typeof getHttpStatus>[0]) =>
  data<FailedOutcome>({ ok: false, intent, problem }, { status: getHttpStatus(problem) });

/** A form on another site. The server checks Origin; this also uses Fetch Metadata. */
const isCrossSite = (request: Request): boolean =>
  ['cross-site', 'same-site'].includes(request.headers.get('sec-fetch-site') ?? '');

/** A form that was posted without script; it is answered with a redirect to a page. */
const isDocumentRequest = (request: Request): boolean =>
  request.headers.get('sec-fetch-dest') === 'document';

function getRedirectUrl(request: Request, intent: string): string {
  const url = new URL(request.url);
  for (const name of ['act', DRAFT_PARAM]) url.searchParams.delete(name);
  url.searchParams.set('did', intent);
  return url.pathname + url.search;
}
