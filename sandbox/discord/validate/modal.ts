import type { ComponentData } from '../state/types.ts';
import { assignComponentIds } from './component-ids.ts';
import { ComponentScope, failUnionType } from './component-scope.ts';
import type { Field } from './field.ts';
import { readText } from './layout-components.ts';
import { MODAL_INPUT_TYPES, readModalInput, readTextInput } from './modal-inputs.ts';

export interface ModalData {
  customId: string;
  title: string;
  components: ComponentData[];
}

export function readModal(field: Field): ModalData {
  if (!field.isPresent) field.failRequired();
  const scope = new ComponentScope({ isV2: true, isModal: true });
  const modal = {
    customId: field.key('custom_id').string({ min: 1, max: 100, required: true }) ?? '',
    title: field.key('title').string({ min: 1, max: 45, required: true }) ?? '',
    components: field
      .key('components')
      .list({ min: 1, max: 5, required: true })
      .map((item) => readTopLevel(item, scope))
      .filter((item) => item !== undefined),
  };
  assignComponentIds(modal.components);
  return modal;
}

function readTopLevel(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.object()) return undefined;
  const type = field.key('type').peekNumber();
  if (type === 18) return readLabel(field, scope);
  if (type === 10) return readText(field, scope);
  if (type === 1) return readRow(field, scope);
  return failUnionType(field, [1, 10, 18]);
}

function readLabel(field: Field, scope: ComponentScope): ComponentData {
  const child = field.key('component');
  return {
    type: 18,
    id: scope.readId(field.key('id')),
    label: field.key('label').string({ min: 1, max: 45, required: true }),
    description: field.key('description').string({ max: 100 }) ?? null,
    component: readLabelChild(child, scope),
  };
}

function readLabelChild(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.isPresent) return field.failRequired();
  if (!field.object()) return undefined;
  const type = field.key('type').peekNumber() ?? 0;
  if (!MODAL_INPUT_TYPES.includes(type)) return failUnionType(field, MODAL_INPUT_TYPES);
  return readModalInput(field, scope, type);
}

/** Deprecated by Discord, still accepted: one text input in a row, with its own label. */
function readRow(field: Field, scope: ComponentScope): ComponentData {
  const components = field
    .key('components')
    .list({ min: 1, max: 1, required: true })
    .map((child) => {
      if (!child.object()) return undefined;
      if (child.key('type').peekNumber() !== 4) return failUnionType(child, [4]);
      return readTextInput(child, scope, true);
    })
    .filter((child) => child !== undefined);
  return { type: 1, id: scope.readId(field.key('id')), components };
}
