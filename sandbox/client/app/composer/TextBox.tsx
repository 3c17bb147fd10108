import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { PlusIcon } from '../components/icons.tsx';
import { Menu } from '../components/Menu.tsx';
import { sendMessage } from '../state/acts.ts';
import { type Slash, useCommands } from '../state/commands.ts';
import { useSession, useUi, useWorld } from '../state/session-context.ts';
import { ui } from '../state/ui.ts';
import { FileChips } from './FileChips.tsx';
import { ReplyBar } from './ReplyBar.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { type Offer, offersFor, withMentions } from './text-offers.ts';
import { useTypeAnywhere } from './use-type-anywhere.ts';

interface Props {
  channel: Channel;
  server: Server | undefined;
  text: string;
  mute: boolean;
  placeholder: string;
  onText(text: string | ((before: string) => string)): void;
  onCommand(command: Slash): void;
}

export function TextBox({ channel, server, text, mute, placeholder, onText, onCommand }: Props) {
  const session = useSession();
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const plus = useRef<HTMLButtonElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const world = useWorld((value) => value);
  const replyTo = useUi((state) => state.replyTo);
  const commands = useCommands(channel.id, true);
  const [files, setFiles] = useState<File[]>([]);
  const [menu, setMenu] = useState(false);
  const [active, setActive] = useState(0);
  const [away, setAway] = useState(false);
  const offers = away ? [] : offersFor(text, commands, world, server);
  const at = Math.min(active, offers.length - 1);
  useTypeAnywhere(box);

  // A whole name and a space choose the command, also when the list came after them;
  // at once, so that a quick Enter reaches the command.
  const named = text.endsWith(' ')
    ? offers.find(({ command }) => command && `/${command.name} ` === text)?.command
    : undefined;
  useLayoutEffect(() => {
    if (!named) return;
    onText('');
    onCommand(named);
  }, [named, onText, onCommand]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = box.current!;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  useLayoutEffect(() => {
    if (replyTo) box.current?.focus();
  }, [replyTo]);

  const write = (value: string) => {
    onText(value);
    setActive(0);
    setAway(false);
  };
  const take = (offer: Offer) => {
    if (offer.command) {
      onText('');
      onCommand(offer.command);
    } else {
      onText(offer.text!);
      box.current?.focus();
    }
  };
  const send = async () => {
    if (text.trim() === '' && files.length === 0) return;
    const content = withMentions(text, world, server);
    onText('');
    setFiles([]);
    ui.patch({ replyTo: null });
    if (await sendMessage(session, channel.id, content, files, replyTo)) return;
    // What was not sent comes back, before whatever one has begun since.
    onText((begun) => (begun === '' ? text : `${text}\n${begun}`));
    setFiles((begun) => [...files, ...begun].slice(0, 10));
    ui.patch({ replyTo });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const offer = offers[at];
    if (offer && step) {
      event.preventDefault();
      setActive((at + step + offers.length) % offers.length);
    } else if (offer && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      take(offer);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      // A command must not go out as words because its list is still on its way.
      if (commands || !text.startsWith('/')) void send();
    } else if (event.key === 'Escape') {
      if (offer) setAway(true);
      else ui.patch({ replyTo: null });
    }
  };

  return (
    <div className="composer-area">
      {offers.length > 0 && (
        <SuggestionList
          id={id}
          label={text.startsWith('/') ? 'Commands' : 'Mentions'}
          offers={offers}
          active={at}
          onActive={setActive}
          onTake={take}
        />
      )}
      {replyTo && <ReplyBar message={replyTo} server={server} />}
      <div className="composer" data-attached={replyTo ? true : undefined}>
        {files.length > 0 && <FileChips files={files} onChange={setFiles} />}
        <div className="composer-row">
          <button
            ref={plus}
            type="button"
            className="composer-plus"
            aria-label="Upload a file or use apps"
            aria-haspopup="menu"
            aria-expanded={menu}
            disabled={mute}
            onClick={() => setMenu(!menu)}
          >
            <PlusIcon size={24} />
          </button>
          <textarea
            ref={box}
            rows={1}
            aria-label={placeholder}
            aria-haspopup="listbox"
            aria-controls={offers.length > 0 ? id : undefined}
            aria-autocomplete="list"
            aria-activedescendant={offers[at] ? `${id}-${at}` : undefined}
            placeholder={placeholder}
            disabled={mute}
            value={text}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKey}
            onPaste={(event) => {
              const pasted = [...event.clipboardData.files];
              if (pasted.length > 0) setFiles([...files, ...pasted].slice(0, 10));
            }}
          />
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label="Files"
        onChange={(event) => {
          setFiles([...files, ...(event.target.files ?? [])].slice(0, 10));
          event.target.value = '';
        }}
      />
      {menu && plus.current && (
        <Menu
          label="Add"
          anchor={plus.current}
          side="above"
          onClose={() => setMenu(false)}
          items={[
            { id: 'file', label: 'Upload a File', run: () => picker.current?.click() },
            {
              id: 'apps',
              label: 'Use Apps',
              run: () => {
                onText('/');
                box.current?.focus();
              },
            },
          ]}
        />
      )}
    </div>
  );
}
