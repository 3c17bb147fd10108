import { Fragment, type ReactNode, useState } from 'react';
import { ChannelMention, RoleMention, UserMention } from './Mentions.tsx';
import { SmartLink } from './SmartLink.tsx';
import { TimeStamp } from './TimeStamp.tsx';
import type { Inline } from './types.ts';

export function InlineNodes({ nodes }: { nodes: Inline[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parsed text has no other names
  return nodes.map((node, index) => <Fragment key={index}>{render(node)}</Fragment>);
}

function render(node: Inline): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'strong':
      return <strong>{<InlineNodes nodes={node.children} />}</strong>;
    case 'em':
      return <em>{<InlineNodes nodes={node.children} />}</em>;
    case 'u':
      return <u>{<InlineNodes nodes={node.children} />}</u>;
    case 's':
      return <s>{<InlineNodes nodes={node.children} />}</s>;
    case 'spoiler':
      return (
        <Spoiler>
          <InlineNodes nodes={node.children} />
        </Spoiler>
      );
    case 'code':
      return <code>{node.text}</code>;
    case 'link':
      return (
        <SmartLink href={node.href}>
          <InlineNodes nodes={node.children} />
        </SmartLink>
      );
    case 'user':
      return <UserMention id={node.id} />;
    case 'role':
      return <RoleMention id={node.id} />;
    case 'channel':
      return <ChannelMention id={node.id} />;
    case 'command':
      return <span className="mention">/{node.name}</span>;
    case 'everyone':
      return <span className="mention">{node.text}</span>;
    case 'emoji':
      return `:${node.name}:`;
    case 'time':
      return <TimeStamp seconds={node.seconds} style={node.style} />;
  }
}

function Spoiler({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState(false);
  if (shown) return <span className="spoiler shown">{children}</span>;
  return (
    <button
      type="button"
      className="spoiler"
      aria-label="Spoiler, show it"
      onClick={() => setShown(true)}
    >
      <span aria-hidden="true">{children}</span>
    </button>
  );
}
