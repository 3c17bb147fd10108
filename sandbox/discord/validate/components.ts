import type { ComponentData } from '../state/types.ts';
import { readButton } from './buttons.ts';
import { assignComponentIds } from './component-ids.ts';
import { type ComponentScope, failUnionType } from './component-scope.ts';
import type { Field } from './field.ts';
import { readLayout } from './layout-components.ts';
import { readSelect, SELECT_TYPES } from './selects.ts';

const MAX_V2_COMPONENTS = 40;
const MAX_V2_TEXT = 4000;
const TOP_LEVEL_V2_TYPES = [1, 9, 10, 12, 13, 14, 17];
const CONTAINER_CHILD_TYPES = [1, 9, 10, 12, 13, 14];

/** The components of a message, normalised; errors go to the field's form. */
export function readComponents(field: Field, scope: ComponentScope): ComponentData[] {
  const items = field.list(scope.isV2 ? { max: MAX_V2_COMPONENTS } : { max: 5 });
  const components = filterDefined(items.map((item) => readTopLevel(item, scope)));
  if (scope.isV2 && scope.count > MAX_V2_COMPONENTS)
    field.addError(
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The maximum number of total components (${MAX_V2_COMPONENTS}) has been exceeded`,
    );
  if (scope.textLength > MAX_V2_TEXT)
    field.addError(
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total size of displayable text exceeds the maximum of ${MAX_V2_TEXT}`,
    );
  assignComponentIds(components);
  return components;
}

function readTopLevel(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.object()) return undefined;
  const type = field.key('type').peekNumber() ?? 0;
  if (!scope.isV2) {
    if (type !== 1) return failUnionType(field, [1]);
    return readRow(field, scope);
  }
  if (!TOP_LEVEL_V2_TYPES.includes(type)) return failUnionType(field, TOP_LEVEL_V2_TYPES);
  if (type === 17) {
    scope.count++;
    return {
      type: 17,
      id: scope.readId(field.key('id')),
      accent_color: field.key('accent_color').int({ min: 0, max: 0xffffff }) ?? null,
      spoiler: field.key('spoiler').bool() ?? false,
      components: filterDefined(
        field
          .key('components')
          .list({ min: 1, max: MAX_V2_COMPONENTS, required: true })
          .map((child) => readContainerChild(child, scope)),
      ),
    };
  }
  return readContainerChild(field, scope);
}

function readContainerChild(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.object()) return undefined;
  const type = field.key('type').peekNumber() ?? 0;
  if (type === 1) return readRow(field, scope);
  if (!CONTAINER_CHILD_TYPES.includes(type)) return failUnionType(field, CONTAINER_CHILD_TYPES);
  return readLayout(field, scope, type);
}

function readRow(field: Field, scope: ComponentScope): ComponentData {
  scope.count++;
  const list = field.key('components');
  const items = list.list({ min: 1, max: 5, required: true });
  const selects = items.filter((item) => SELECT_TYPES.includes(item.key('type').peekNumber() ?? 0));
  if (selects.length > 0 && items.length > 1)
    list.addError(
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'The specified component exceeds the maximum width',
    );
  return {
    type: 1,
    id: scope.readId(field.key('id')),
    components: filterDefined(items.map((item) => readRowChild(item, scope))),
  };
}

function readRowChild(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.object()) return undefined;
  scope.count++;
  const type = field.key('type').peekNumber() ?? 0;
  if (type === 2) return readButton(field, scope);
  if (SELECT_TYPES.includes(type)) return readSelect(field, scope, type);
  return failUnionType(field, [2, ...SELECT_TYPES]);
}

function filterDefined(items: (ComponentData | undefined)[]): ComponentData[] {
  return items.filter((item) => item !== undefined);
}
