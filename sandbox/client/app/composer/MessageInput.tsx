import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import type { Channel, Server } from '../api/types.ts';
import { PlusIcon } from '../components/icons.tsx';
import { Menu } from '../components/Menu.tsx';
import { sendMessage } from '../state/actions.ts';
import { useClientState, useSession, useUi } from '../state/session-context.ts';
import { type SlashCommand, useCommands } from '../state/slash-commands.ts';
import { uiStore } from '../state/ui.ts';
import { FileChips } from './FileChips.tsx';
import { ReplyBar } from './ReplyBar.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { getSuggestions, type Suggestion, withMentions } from './suggestions.ts';
import { useTypeAnywhere } from './use-type-anywhere.ts';

interface Props {
  channel: Channel;
  server: Server | undefined;
  text: string;
  isDisabled: boolean;
  placeholder: string;
  onText(text: string | ((before: string) => string)): void;
  onCommand(command: SlashCommand): void;
}

export function MessageInput({
  channel,
  server,
  text,
  isDisabled,
  placeholder,
  onText,
  onCommand,
}: Props) {
  const session = useSession();
  const id = useId();
  const textareaRef = useRef<HTMLTextAreaElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const fileInput = useRef<HTMLInputElement>(null);
  const state = useClientState((value) => value);
  const replyTo = useUi((state) => state.replyTo);
  const commands = useCommands(channel.id, true);
  const [files, setFiles] = useState<File[]>([]);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [isDismissed, setIsDismissed] = useState(false);
  const suggestions = isDismissed ? [] : getSuggestions(text, commands, state, server);
  const activeIndex = Math.min(active, suggestions.length - 1);
  useTypeAnywhere(textareaRef);

  // A whole name and a space choose the command, also when the list came after them;
  // at once, so that a quick Enter reaches the command.
  const typedCommand = text.endsWith(' ')
    ? suggestions.find(({ command }) => command && `/${command.name} ` === text)?.command
    : undefined;
  useLayoutEffect(() => {
    if (!typedCommand) return;
    onText('');
    onCommand(typedCommand);
  }, [typedCommand, onText, onCommand]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = textareaRef.current!;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
  useLayoutEffect(() => {
    if (replyTo) textareaRef.current?.focus();
  }, [replyTo]);

  const updateText = (value: string) => {
    onText(value);
    setActive(0);
    setIsDismissed(false);
  };
  const acceptSuggestion = (suggestion: Suggestion) => {
    if (suggestion.command) {
      onText('');
      onCommand(suggestion.command);
    } else {
      onText(suggestion.text!);
      textareaRef.current?.focus();
    }
  };
  const send = async () => {
    if (text.trim() === '' && files.length === 0) return;
    const content = withMentions(text, state, server);
    onText('');
    setFiles([]);
    uiStore.patch({ replyTo: null });
    if (await sendMessage(session, channel.id, content, files, replyTo)) return;
    // What was not sent comes back, before whatever one has begun since.
    onText((newerInput) => (newerInput === '' ? text : `${text}\n${newerInput}`));
    setFiles((newerInput) => [...files, ...newerInput].slice(0, 10));
    uiStore.patch({ replyTo });
  };
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const suggestion = suggestions[activeIndex];
    if (suggestion && step) {
      event.preventDefault();
      setActive((activeIndex + step + suggestions.length) % suggestions.length);
    } else if (suggestion && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      acceptSuggestion(suggestion);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      // A command must not go out as words because its list is still on its way.
      if (commands || !text.startsWith('/')) void send();
    } else if (event.key === 'Escape') {
      if (suggestion) setIsDismissed(true);
      else uiStore.patch({ replyTo: null });
    }
  };

  return (
    <div className="composer-area">
      {suggestions.length > 0 && (
        <SuggestionList
          id={id}
          label={text.startsWith('/') ? 'Commands' : 'Mentions'}
          suggestions={suggestions}
          active={activeIndex}
          onActive={setActive}
          onAccept={acceptSuggestion}
        />
      )}
      {replyTo && <ReplyBar message={replyTo} server={server} />}
      <div className="composer" data-attached={replyTo ? true : undefined}>
        {files.length > 0 && <FileChips files={files} onChange={setFiles} />}
        <div className="composer-row">
          <button
            ref={addButton}
            type="button"
            className="composer-plus"
            aria-label="Upload a file or use apps"
            aria-haspopup="menu"
            aria-expanded={isMenuOpen}
            disabled={isDisabled}
            onClick={() => setIsMenuOpen(!isMenuOpen)}
          >
            <PlusIcon size={24} />
          </button>
          <textarea
            ref={textareaRef}
            rows={1}
            aria-label={placeholder}
            aria-haspopup="listbox"
            aria-controls={suggestions.length > 0 ? id : undefined}
            aria-autocomplete="list"
            aria-activedescendant={suggestions[activeIndex] ? `${id}-${activeIndex}` : undefined}
            placeholder={placeholder}
            disabled={isDisabled}
            value={text}
            onChange={(event) => updateText(event.target.value)}
            onKeyDown={handleKeyDown}
            onPaste={(event) => {
              const pasted = [...event.clipboardData.files];
              if (pasted.length > 0) setFiles([...files, ...pasted].slice(0, 10));
            }}
          />
        </div>
      </div>
      <input
        ref={fileInput}
        type="file"
        hidden
        multiple
        aria-label="Files"
        onChange={(event) => {
          setFiles([...files, ...(event.target.files ?? [])].slice(0, 10));
          event.target.value = '';
        }}
      />
      {isMenuOpen && addButton.current && (
        <Menu
          label="Add"
          anchor={addButton.current}
          side="above"
          onClose={() => setIsMenuOpen(false)}
          items={[
            { id: 'file', label: 'Upload a File', run: () => fileInput.current?.click() },
            {
              id: 'apps',
              label: 'Use Apps',
              run: () => {
                onText('/');
                textareaRef.current?.focus();
              },
            },
          ]}
        />
      )}
    </div>
  );
}
