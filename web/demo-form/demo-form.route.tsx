import '../theme/form-styles.ts';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Actor } from '../../domain/actors/actor.ts';
import type { Operations } from '../../domain/contract.ts';
import {
  listConditions,
  movePart,
  removePart,
  replacePart,
} from '../../domain/demo-form/edit-parts.ts';
import { createStandardPart, type FormPart } from '../../domain/demo-form/form-part.ts';
import { PanelError } from '../errors/panel-error.tsx';
import { guildAction } from '../routing/guild-action.server.ts';
import { guildLoader } from '../routing/guild-loader.server.ts';
import { keepPageWhenUnsent } from '../routing/keep-page-when-unsent.ts';
import { preserveFormOnNetworkError } from '../routing/preserve-form-on-network-error.ts';
import { pageMeta } from '../strings/page-meta.ts';
import { type DemoFormResults, FormSettings } from './form-settings.tsx';
import { presentForm } from './form-view.ts';
import { addForm, addStandardForm, changeForm, moveForm, removeForm } from './schemas.server.ts';
import { demoFormStrings } from './strings.en.ts';

export const loader = guildLoader(
  { access: 'admin', feature: 'dashboard' },
  async ({ actor, operations }) => ({
    form: presentForm(await operations.settings.get(actor)),
    requestIds: {
      list: crypto.randomUUID(),
      standard: crypto.randomUUID(),
      editor: crypto.randomUUID(),
    },
  }),
);

/** Changes the form that the page shows; what somebody else changed meanwhile is not overwritten. */
async function change(
  { actor, operations }: { actor: Actor; operations: Operations },
  revision: number | undefined,
  apply: (parts: readonly FormPart[]) => FormPart[],
): Promise<object> {
  const { form } = await operations.settings.get(actor);
  await operations.demoForm.set(actor, { parts: apply(form.parts), revision });
  return {};
}

const createPartId = () => crypto.randomUUID().slice(0, 8);

export const action = guildAction<DemoFormResults>()({
  access: 'admin',
  feature: 'dashboard',
  intents: {
    add_question: {
      schema: addForm,
      run: ({ input: { requestId: _, revision, ...part }, ...scope }) =>
        change(scope, revision, (parts) => [
          ...parts,
          { ...part, id: createPartId(), showIf: null },
        ]),
    },
    add_part: {
      schema: addStandardForm,
      run: ({ input: { kind, revision }, ...scope }) =>
        change(scope, revision, (parts) => [...parts, createStandardPart(kind)]),
    },
    change_part: {
      schema: changeForm,
      run: ({ input: { requestId: _, revision, partId, condition, ...texts }, ...scope }) =>
        change(scope, revision, (parts) => {
          const found = listConditions(parts).find(({ key }) => key === condition);
          const showIf = found ? { partId: found.question.id, option: found.option } : null;
          return replacePart(parts, partId, { ...texts, showIf });
        }),
    },
    move_part: {
      schema: moveForm,
      run: ({ input: { move, revision }, ...scope }) => {
        const [direction, partId = ''] = move.split(':');
        return change(scope, revision, (parts) =>
          movePart(parts, partId, direction === 'up' ? -1 : 1),
        );
      },
    },
    remove_part: {
      schema: removeForm,
      run: ({ input: { partId, revision }, ...scope }) =>
        change(scope, revision, (parts) => removePart(parts, partId)),
    },
  },
});

export const clientAction = preserveFormOnNetworkError;

export const shouldRevalidate = keepPageWhenUnsent;

export const meta = pageMeta(demoFormStrings, (t) => ({ title: t('form.title') }));

export default function Page() {
  return (
    <FormSettings {...useLoaderData<typeof loader>()} outcome={useActionData<typeof action>()} />
  );
}

export const ErrorBoundary = PanelError;
