import { Fragment, type ReactNode, useMemo } from 'react';
import { parseBlocks } from './blocks.ts';
import { InlineNodes } from './InlineNodes.tsx';
import { parseInline } from './inline.ts';
import type { Block } from './types.ts';

/** Discord's markdown, as it is in messages, embeds and text displays. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseBlocks(text), [text]);
  return <div className="markdown">{blocks.map(renderBlock)}</div>;
}

/** Names and titles: no blocks. */
export function InlineMarkdown({ text }: { text: string }) {
  const nodes = useMemo(() => parseInline(text), [text]);
  return <InlineNodes nodes={nodes} />;
}

function renderBlock(block: Block, index: number): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <div key={index} className="md-text">
          <InlineNodes nodes={block.children} />
        </div>
      );
    case 'heading':
      // Not real headings: a message must not shape the page's outline.
      return (
        <div key={index} className={`md-h${block.level}`}>
          <InlineNodes nodes={block.children} />
        </div>
      );
    case 'subtext':
      return (
        <div key={index} className="md-sub">
          <InlineNodes nodes={block.children} />
        </div>
      );
    case 'quote':
      return <blockquote key={index}>{block.children.map(renderBlock)}</blockquote>;
    case 'fence':
      return (
        <pre key={index}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, itemIndex) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: items have no other name
        <li key={itemIndex}>
          {item.map((child, childIndex) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name
            <Fragment key={childIndex}>{renderBlock(child, childIndex)}</Fragment>
          ))}
        </li>
      ));
      return block.ordered ? (
        <ol key={index} start={block.start}>
          {items}
        </ol>
      ) : (
        <ul key={index}>{items}</ul>
      );
    }
  }
}
