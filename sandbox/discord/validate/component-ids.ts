import type { ComponentData } from '../state/types.ts';

/** Gives every component without an id the next free one, depth first, as Discord does. */
export function assignComponentIds(components: ComponentData[]): void {
  const used = new Set<number>();
  for (const component of walkComponents(components)) if (component.id) used.add(component.id);
  let next = 1;
  for (const component of walkComponents(components)) {
    if (component.id) continue;
    while (used.has(next)) next++;
    component.id = next;
    used.add(next);
  }
}

export function* walkComponents(components: ComponentData[]): Generator<ComponentData> {
  for (const component of components) {
    yield component;
    if (Array.isArray(component['components']))
      yield* walkComponents(component['components'] as ComponentData[]);
    for (const key of ['accessory', 'component'])
      if (component[key]) yield* walkComponents([component[key] as ComponentData]);
  }
}

/** All text a person reads in the components, for search and for mentions. */
export function getComponentText(components: ComponentData[]): string {
  let text = '';
  for (const component of walkComponents(components))
    if (component.type === 10) text += `${component['content']}\n`;
  return text;
}
