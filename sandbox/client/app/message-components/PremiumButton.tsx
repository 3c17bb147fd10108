import { useEffect, useRef, useState } from 'react';
import { callApi, getErrorMessage } from '../api/call-api.ts';
import type { MessageComponent } from '../api/types.ts';
import { Popover } from '../components/Popover.tsx';
import { useSession } from '../state/session-context.ts';
import { useMessage } from './message-context.ts';

interface StoreItem {
  skuId: string;
  name: string;
  price: string;
  isSubscribed: boolean;
}

/** A premium button, which Discord labels itself; it opens the store. */
export function PremiumButton({ component: { sku_id: skuId } }: { component: MessageComponent }) {
  const session = useSession();
  const message = useMessage();
  const button = useRef<HTMLButtonElement>(null);
  const [item, setItem] = useState<StoreItem | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const visitor = { applicationId: message.author.id, channelId: message.channel_id };

  const load = async () => {
    const query = new URLSearchParams(visitor);
    const { items } = await callApi<{ items: StoreItem[] }>('GET', session.path(`/store?${query}`));
    setItem(items.find((each) => each.skuId === skuId) ?? null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message stays in its channel
  useEffect(() => {
    load().catch(() => {});
  }, [skuId]);

  const act = async (path: string, body: object = {}) => {
    setProblem(null);
    try {
      await callApi('POST', session.path(`/store/subscriptions${path}`), {
        ...visitor,
        skuId,
        ...body,
      });
      await load();
    } catch (error) {
      setProblem(getErrorMessage(error));
    }
  };

  if (!item) return null;
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button premium"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {item.name}
        {item.price && ` · ${item.price}`}
      </button>
      {isOpen && button.current && (
        <Popover anchor={button.current} className="store" onClose={() => setIsOpen(false)}>
          <section role="dialog" aria-label={item.name}>
            <h3>{item.name}</h3>
            <p>{item.isSubscribed ? 'This server is subscribed.' : item.price}</p>
            <p className="store-hint">The local Discord takes no payment.</p>
            {item.isSubscribed ? (
              <>
                <button
                  type="button"
                  className="button secondary"
                  data-first
                  onClick={() => void act('/end')}
                >
                  Cancel subscription
                </button>
                <button
                  type="button"
                  className="button danger"
                  onClick={() => void act('/end', { isRefund: true })}
                >
                  Refund
                </button>
              </>
            ) : (
              <button
                type="button"
                className="button primary"
                data-first
                onClick={() => void act('')}
              >
                Subscribe
              </button>
            )}
            <p className="failure" role="alert">
              {problem}
            </p>
          </section>
        </Popover>
      )}
    </>
  );
}
