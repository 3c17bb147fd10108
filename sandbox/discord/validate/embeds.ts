import type { APIEmbed } from 'discord-api-types/v10';
import { countCharacters, type Field } from './field.ts';

const MAX_TOTAL_LENGTH = 6000;

export function readEmbeds(field: Field): APIEmbed[] {
  let total = 0;
  const embeds = field.list({ max: 10 }).map((item) => {
    const embed = readEmbed(item);
    total += embed ? textLength(embed) : 0;
    return embed;
  });
  if (total > MAX_TOTAL_LENGTH)
    field.addError(
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${MAX_TOTAL_LENGTH}`,
    );
  return embeds.filter((embed) => embed !== null);
}

function readEmbed(field: Field): APIEmbed | null {
  if (!field.object()) return null;
  const embed = omitUndefined<APIEmbed>({
    type: 'rich' as APIEmbed['type'],
    title: field.key('title').string({ max: 256 }),
    description: field.key('description').string({ max: 4096 }),
    url: field.key('url').url({ schemes: ['http', 'https', 'discord'] }),
    color: field.key('color').int({ min: 0, max: 0xffffff }),
    timestamp: readTimestamp(field.key('timestamp')),
    footer: readFooter(field.key('footer')),
    author: readAuthor(field.key('author')),
    image: readImage(field.key('image')),
    thumbnail: readImage(field.key('thumbnail')),
  });
  const fields = field
    .key('fields')
    .list({ max: 25 })
    .map((item) => ({
      name: item.key('name').string({ min: 1, max: 256, required: true }) ?? '',
      value: item.key('value').string({ min: 1, max: 1024, required: true }) ?? '',
      inline: item.key('inline').bool() ?? false,
    }));
  if (fields.length > 0) embed.fields = fields;
  const visibleKeys = ['title', 'description', 'fields', 'footer', 'author', 'image', 'thumbnail'];
  if (!visibleKeys.some((key) => embed[key as keyof APIEmbed]))
    field.key('description').failRequired();
  return embed;
}

function readTimestamp(field: Field): string | undefined {
  const text = field.timestamp();
  return text === undefined ? undefined : new Date(text).toISOString();
}

function readFooter(field: Field): APIEmbed['footer'] {
  if (!field.isPresent || !field.object()) return undefined;
  return omitUndefined({
    text: field.key('text').string({ max: 2048, min: 1, required: true }) ?? '',
    icon_url: field.key('icon_url').url(),
  });
}

function readAuthor(field: Field): APIEmbed['author'] {
  if (!field.isPresent || !field.object()) return undefined;
  return omitUndefined({
    name: field.key('name').string({ max: 256, min: 1, required: true }) ?? '',
    url: field.key('url').url({ schemes: ['http', 'https'] }),
    icon_url: field.key('icon_url').url(),
  });
}

function readImage(field: Field): APIEmbed['image'] {
  if (!field.isPresent || !field.object()) return undefined;
  const url = field.key('url').url({ required: true });
  return url === undefined ? undefined : { url };
}

function textLength(embed: APIEmbed): number {
  let total = countCharacters(embed.title ?? '') + countCharacters(embed.description ?? '');
  total += countCharacters(embed.footer?.text ?? '') + countCharacters(embed.author?.name ?? '');
  for (const item of embed.fields ?? [])
    total += countCharacters(item.name) + countCharacters(item.value);
  return total;
}

function omitUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value) as (keyof T)[])
    if (value[key] === undefined) delete value[key];
  return value;
}
