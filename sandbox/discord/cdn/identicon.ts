import { createHash } from 'node:crypto';

/** A picture made from an id: five by five squares, mirrored, in a colour of its own. */
export function createIdenticon(seed: string): string {
  const hash = createHash('md5').update(seed).digest();
  const hue = Math.round((hash[0]! / 255) * 360);
  let squares = '';
  for (let column = 0; column < 3; column++)
    for (let row = 0; row < 5; row++) {
      if (hash[1 + column * 5 + row]! % 2) continue;
      for (const x of new Set([column, 4 - column]))
        squares += `<rect x="${14 + x * 20}" y="${14 + row * 20}" width="20" height="20"/>`;
    }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 128 128" width="128" height="128"><rect width="128" height="128" fill="hsl(${hue} 45% 22%)"/><g fill="hsl(${hue} 80% 68%)">${squares}</g></svg>`;
}
