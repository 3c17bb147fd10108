import { Parser } from 'htmlparser2';
import { S3Error } from './errors.ts';

const MAX_DEPTH = 8;
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
  '\n': '&#10;',
};

/** What elements are written from; an array repeats its element, undefined leaves it out. */
export type XmlValue = string | number | boolean | undefined | XmlFields | XmlValue[];
export interface XmlFields {
  [name: string]: XmlValue;
}

/** A document with one root element. */
export const toXml = (root: string, fields: XmlFields, namespace = true): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}${
    namespace ? ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"' : ''
  }>${writeFields(fields)}</${root}>`;

const writeFields = (fields: XmlFields): string =>
  Object.entries(fields)
    .map(([name, value]) => writeElement(name, value))
    .join('');

function writeElement(name: string, value: XmlValue): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map((each) => writeElement(name, each)).join('');
  const content =
    typeof value === 'object'
      ? writeFields(value)
      : String(value).replace(/[&<>"\r\n]/g, (character) => ESCAPES[character] ?? '');
  return `<${name}>${content}</${name}>`;
}

/** An element that was read. */
export interface XmlElement {
  name: string;
  children: XmlElement[];
  text: string;
}

/** @throws S3Error `MalformedXML` when it is not well-formed or the root is another one */
export function parseXml(text: string, rootName: string): XmlElement {
  const document: XmlElement = { name: '', children: [], text: '' };
  const open = [document];
  const refuse = () => {
    throw new S3Error('MalformedXML');
  };
  const parser = new Parser(
    {
      onopentag(name) {
        if (open.length > MAX_DEPTH) refuse();
        const element: XmlElement = { name, children: [], text: '' };
        (open.at(-1) as XmlElement).children.push(element);
        open.push(element);
      },
      ontext(part) {
        (open.at(-1) as XmlElement).text += part;
      },
      onclosetag(name, isImplied) {
        if (open.pop()?.name !== name || isImplied) refuse();
      },
      onerror: refuse,
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  );
  parser.end(text);
  const [root] = document.children;
  if (!root || document.children.length > 1 || root.name !== rootName)
    throw new S3Error('MalformedXML');
  return root;
}

/** The text of the only child of that name; undefined when there is none. */
export function childText(element: XmlElement, name: string): string | undefined {
  const found = element.children.filter((child) => child.name === name);
  if (found.length > 1) throw new S3Error('MalformedXML');
  return found[0]?.text;
}
