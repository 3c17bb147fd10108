import type { Translate } from '../../domain/text/translator.ts';
import type { PartView } from './form-view.ts';
import type { demoFormStrings } from './strings.en.ts';

/** What a part is called: the label's own text, or the usual name. */
export const getPartName = (
  t: Translate<typeof demoFormStrings>,
  { kind, label }: Pick<PartView, 'kind' | 'label'>,
): string => label ?? t([`form.part.${kind}`, 'form.title']);
