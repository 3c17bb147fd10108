import type { ActionFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import type { WebContext } from '../context.ts';
import { enterAsOperator } from './enter.server.ts';
import { answerForm, type Intent } from './form.server.ts';
import { guarded } from './guard.ts';

interface Scope {
  operator: WebContext['operator'];
}

/** An action of the operator console; for everybody else it does not exist. */
export function operatorAction<I extends Record<string, z.ZodType>>({
  intents,
}: {
  intents: { [K in keyof I]: Intent<Scope, I[K]> };
}) {
  return guarded(
    { kind: 'action', needs: 'operator', feature: null, intents: Object.keys(intents) },
    ({ context, request }: ActionFunctionArgs) =>
      answerForm<Scope>({
        context,
        request,
        intents,
        async admit() {
          enterAsOperator(context, request);
          return { operator: context.operator };
        },
      }),
  );
}
