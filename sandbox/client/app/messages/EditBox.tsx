import { useState } from 'react';
import type { Message } from '../api/types.ts';
import { editMessage } from '../state/actions.ts';
import { useSession } from '../state/session-context.ts';
import { uiStore } from '../state/ui.ts';

export function EditBox({ message }: { message: Message }) {
  const session = useSession();
  const [text, setText] = useState(message.content);
  const close = () => uiStore.patch({ editing: null });
  const save = async () => {
    if (text.trim() === '') return;
    if (await editMessage(session, message, text)) close();
  };
  return (
    <div className="edit">
      <textarea
        aria-label="Edit message"
        ref={(box) => box?.focus()}
        value={text}
        rows={Math.min(12, text.split('\n').length)}
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
          if (event.key !== 'Enter' || event.shiftKey) return;
          event.preventDefault();
          void save();
        }}
      />
      <p>
        escape to{' '}
        <button type="button" className="plain link" onClick={close}>
          cancel
        </button>{' '}
        • enter to{' '}
        <button type="button" className="plain link" onClick={() => void save()}>
          save
        </button>
      </p>
    </div>
  );
}
