import { type ActionFunctionArgs, type AppLoadContext, redirectDocument } from '@remix-run/node';
import type { z } from 'zod';
import type { WebContext } from '../context.ts';
import { requireOperator } from '../routing/access.server.ts';
import { handleForm, type Intent } from '../routing/form.server.ts';
import { attachGuard } from '../routing/guard.ts';
import { DRAFT_PARAM } from '../routing/search-params.ts';

interface Scope {
  operator: WebContext['operator'];
}

/** An action of the operator console; for everybody else it does not exist. */
export const operatorAction =
  <R extends object>() =>
  <I extends Record<keyof R, z.ZodType>>({
    intents,
  }: {
    intents: { [K in keyof I]: Intent<Scope, I[K], R[K & keyof R] & object> };
  }) =>
    attachGuard(
      { kind: 'action', access: 'operator', feature: null, intents: Object.keys(intents) },
      ({ context, request }: ActionFunctionArgs) =>
        handleForm<Scope, R>({
          context,
          request,
          intents: Object.fromEntries(
            Object.entries<Intent<Scope, z.ZodType>>(intents).map(([name, intent]) => [
              name,
              withSignInAgain(name, intent, context, request),
            ]),
          ),
          async authorize() {
            requireOperator(context, request);
            return { operator: context.operator };
          },
        }),
    );

/**
 * Somebody who has to sign in again is sent to do that, and comes back to the form as it was: it is
 * kept by the server, for a reason can be longer than an address may be.
 */
const withSignInAgain = (
  name: string,
  intent: Intent<Scope, z.ZodType>,
  context: AppLoadContext,
  request: Request,
): Intent<Scope, z.ZodType> => ({
  ...intent,
  async run(scope) {
    try {
      return await intent.run(scope);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'sign_in_again') throw error;
      const { requestId: _, ...fields } = scope.input as Record<string, string> & {
        requestId: string;
      };
      const draft = await context.operator.saveDraft({ intent: name, ...fields });
      const { pathname, searchParams } = new URL(request.url);
      searchParams.delete('did');
      searchParams.delete('_routes');
      searchParams.set(DRAFT_PARAM, draft);
      throw redirectDocument(context.urls.login(`${pathname}?${searchParams}`));
    }
  },
});
