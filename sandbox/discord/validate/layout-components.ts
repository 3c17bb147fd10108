import type { ComponentData } from '../state/types.ts';
import { readButton } from './buttons.ts';
import { type ComponentScope, failUnionType, omitUndefined } from './component-scope.ts';
import { countCharacters, type Field } from './field.ts';

/** Sections, text, galleries, files and separators: what Components v2 added. */
export function readLayout(
  field: Field,
  scope: ComponentScope,
  type: number,
): ComponentData | undefined {
  if (type === 9) return readSection(field, scope);
  if (type === 10) return readText(field, scope);
  if (type === 12) return readGallery(field, scope);
  if (type === 13) return readFile(field, scope);
  scope.count++;
  return {
    type: 14,
    id: scope.readId(field.key('id')),
    divider: field.key('divider').bool() ?? true,
    spacing: field.key('spacing').choice([1, 2]) ?? 1,
  };
}

export function readText(field: Field, scope: ComponentScope): ComponentData {
  scope.count++;
  const content = field.key('content').string({ min: 1, max: 4000, required: true }) ?? '';
  scope.textLength += countCharacters(content);
  scope.textBytes += Buffer.byteLength(content) + 12;
  return { type: 10, id: scope.readId(field.key('id')), content };
}

function readSection(field: Field, scope: ComponentScope): ComponentData {
  scope.count++;
  const components = field
    .key('components')
    .list({ min: 1, max: 3, required: true })
    .map((child) => {
      if (!child.object()) return undefined;
      if (child.key('type').peekNumber() !== 10) return failUnionType(child, [10]);
      return readText(child, scope);
    })
    .filter((child) => child !== undefined);
  return {
    type: 9,
    id: scope.readId(field.key('id')),
    components,
    accessory: readAccessory(field.key('accessory'), scope),
  };
}

function readAccessory(field: Field, scope: ComponentScope): ComponentData | undefined {
  if (!field.isPresent) return field.failRequired();
  if (!field.object()) return undefined;
  scope.count++;
  const type = field.key('type').peekNumber();
  if (type === 2) return readButton(field, scope);
  if (type !== 11) return failUnionType(field, [2, 11]);
  return omitUndefined({
    type: 11,
    id: scope.readId(field.key('id')),
    media: readMedia(field.key('media'), scope),
    description: field.key('description').string({ max: 1024 }),
    spoiler: field.key('spoiler').bool() ?? false,
  });
}

function readGallery(field: Field, scope: ComponentScope): ComponentData {
  scope.count++;
  return {
    type: 12,
    id: scope.readId(field.key('id')),
    items: field
      .key('items')
      .list({ min: 1, max: 10, required: true })
      .map((item) =>
        omitUndefined({
          media: readMedia(item.key('media'), scope),
          description: item.key('description').string({ max: 1024 }),
          spoiler: item.key('spoiler').bool() ?? false,
        }),
      ),
  };
}

function readFile(field: Field, scope: ComponentScope): ComponentData {
  scope.count++;
  return {
    type: 13,
    id: scope.readId(field.key('id')),
    file: readMedia(field.key('file'), scope, ['attachment']),
    spoiler: field.key('spoiler').bool() ?? false,
  };
}

function readMedia(
  field: Field,
  scope: ComponentScope,
  schemes = ['http', 'https', 'attachment'],
): { url: string } | undefined {
  if (!field.isPresent) return field.failRequired();
  if (!field.object()) return undefined;
  const url = field.key('url').url({ schemes, required: true });
  if (url === undefined) return undefined;
  if (url.startsWith('attachment://') && !scope.attachmentNames.has(url.slice(13)))
    return field
      .key('url')
      .addError(
        'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
        `The referenced attachment ${url} was not found`,
      );
  return { url };
}
