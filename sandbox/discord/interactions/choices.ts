import type { Field } from '../validate/field.ts';

/** The suggestions of an autocomplete answer: at most 25, as a command's fixed choices are. */
export function readChoices(data: Field): { name: string; value: string | number }[] {
  if (!data.isPresent) data.failRequired();
  const choices = data
    .key('choices')
    .list({ max: 25, required: true })
    .map((item) => {
      const name = item.key('name').string({ min: 1, max: 100, required: true }) ?? '';
      const raw = item.key('value').value;
      if (typeof raw === 'number') return { name, value: raw };
      return { name, value: item.key('value').string({ min: 1, max: 100, required: true }) ?? '' };
    });
  data.form.throwIfFailed();
  return choices;
}
