import { ComponentType as C, InteractionType } from 'discord-api-types/v10';
import { storeFile } from '../actions/attachments.ts';
import type { Core } from '../core.ts';
import type { ComponentData } from '../state/types.ts';
import { countCharacters } from '../validate/field.ts';
import { type FileInput, toBuffer } from './file-input.ts';
import { type OpenInteraction, openInteraction } from './open-interaction.ts';
import { InvalidInput } from './option-values.ts';
import { ResolvedData } from './resolved.ts';
import type { InteractionRecord } from './store.ts';
import { checkSelection } from './use-component.ts';

type ModalValue = string | boolean | string[];

export interface ModalSubmission {
  values: Record<string, ModalValue>;
  files: Record<string, FileInput[]>;
}

/** Checks what was filled in as the person's client does, then sends it to the bot. */
export function submitModal(
  core: Core,
  record: InteractionRecord,
  input: ModalSubmission,
): OpenInteraction {
  const channel = core.state.channels.get(record.channelId)!;
  const modal = record.modal!;
  const resolved = new ResolvedData(core, channel, record.userId);
  const knownFields = new Set<string>();
  const fillComponent = (component: ComponentData): unknown => {
    const customId = component['custom_id'];
    if (customId === undefined) return { type: component.type, id: component.id };
    knownFields.add(String(customId));
    return {
      type: component.type,
      id: component.id,
      custom_id: customId,
      ...readValue(core, record, component, input, resolved),
    };
  };
  const components = modal.components.map((topComponent) => {
    if (topComponent['component'])
      return {
        type: topComponent.type,
        id: topComponent.id,
        component: fillComponent(topComponent['component'] as ComponentData),
      };
    if (topComponent['components'])
      return {
        type: topComponent.type,
        id: topComponent.id,
        components: (topComponent['components'] as ComponentData[]).map(fillComponent),
      };
    return fillComponent(topComponent);
  });
  for (const name of [...Object.keys(input.values), ...Object.keys(input.files)])
    if (!knownFields.has(name)) throw new InvalidInput(name, 'The modal has no such field.');
  return openInteraction(core, {
    applicationId: record.applicationId,
    type: InteractionType.ModalSubmit,
    userId: record.userId,
    channel,
    data: {
      custom_id: modal.customId,
      components,
      ...(resolved.value ? { resolved: resolved.value } : {}),
    },
    metadata: { triggering: record.metadata },
    source: record.source,
  });
}

function readValue(
  core: Core,
  record: InteractionRecord,
  component: ComponentData,
  input: ModalSubmission,
  resolved: ResolvedData,
): object {
  const name = String(component['custom_id']);
  const given = input.values[name];
  switch (component.type) {
    case C.TextInput:
      return { value: readText(component, given === undefined ? '' : String(given)) };
    case C.Checkbox:
      if (given !== undefined && typeof given !== 'boolean')
        throw new InvalidInput(name, 'Must be true or false.');
      return { value: given ?? component['default'] ?? false };
    case C.RadioGroup: {
      const [value] = readChoices(component, given, 1);
      return { value: value ?? null };
    }
    case C.CheckboxGroup:
      return { values: readChoices(component, given, Number(component['max_values'])) };
    case C.FileUpload:
      return { values: readFiles(core, record, component, input.files[name] ?? [], resolved) };
    default:
      return { values: readSelection(component, given, resolved) };
  }
}

function readText(component: ComponentData, value: string): string {
  const name = String(component['custom_id']);
  if (value === '') {
    if (component['required']) throw new InvalidInput(name, 'This is a required field.');
    return value;
  }
  const min = Number(component['min_length'] ?? 0);
  const max = Number(component['max_length'] ?? 4000);
  const size = countCharacters(value);
  if (size < min) throw new InvalidInput(name, `Must be at least ${min} characters long.`);
  if (size > max) throw new InvalidInput(name, `Must be at most ${max} characters long.`);
  return value;
}

function toList(given: ModalValue | undefined): string[] {
  if (given === undefined || given === '') return [];
  return Array.isArray(given) ? given : [String(given)];
}

function readChoices(
  component: ComponentData,
  given: ModalValue | undefined,
  max: number,
): string[] {
  const name = String(component['custom_id']);
  const options = component['options'] as { value: string; default?: boolean }[];
  const values =
    given === undefined
      ? options.filter((option) => option.default).map((option) => option.value)
      : toList(given);
  if (values.length === 0) {
    if (component['required']) throw new InvalidInput(name, 'This is a required field.');
    return values;
  }
  const min = Number(component['min_values'] ?? 1);
  if (values.length < min || values.length > max)
    throw new InvalidInput(name, `Choose between ${min} and ${max}.`);
  for (const value of values)
    if (!options.some((option) => option.value === value))
      throw new InvalidInput(name, `"${value}" cannot be chosen.`);
  return values;
}

function readSelection(
  component: ComponentData,
  given: ModalValue | undefined,
  resolved: ResolvedData,
) {
  const defaults = (
    (component['options'] as { value: string; default?: boolean }[] | undefined) ?? []
  )
    .filter((option) => option.default)
    .map((option) => option.value);
  const defaultValues = (component['default_values'] as { id: string }[] | undefined)?.map(
    ({ id }) => id,
  );
  const values = given === undefined ? (defaultValues ?? defaults) : toList(given);
  if (values.length === 0 && !component['required']) return values;
  if (values.length === 0)
    throw new InvalidInput(String(component['custom_id']), 'This is a required field.');
  checkSelection(component, values, resolved);
  return values;
}

function readFiles(
  core: Core,
  record: InteractionRecord,
  component: ComponentData,
  given: FileInput[],
  resolved: ResolvedData,
): string[] {
  const name = String(component['custom_id']);
  const min = component['required'] ? Math.max(1, Number(component['min_values'])) : 0;
  const max = Number(component['max_values']);
  if (given.length < min || given.length > max)
    throw new InvalidInput(name, `Between ${min} and ${max} files are needed.`);
  return given.map((file) => {
    const content = toBuffer(file);
    if (content.length > core.rules.uploadBytes)
      throw new InvalidInput(name, 'Your files are too powerful.');
    const contentType = file.contentType ?? 'application/octet-stream';
    const stored = storeFile(core, record.channelId, file.name, { content, contentType }, true);
    resolved.addAttachment(stored);
    return stored.id;
  });
}
