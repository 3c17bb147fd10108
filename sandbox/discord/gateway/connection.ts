import type { WebSocket } from 'ws';
import type { Compressor } from './compressor.ts';

/** A socket that speaks the gateway's JSON, as one compressed stream if asked for. */
export class Connection {
  readonly socket: WebSocket;
  /** Of the gateway, from its URL. */
  readonly version: number;
  lastHeartbeat: number;
  private readonly compressor: Compressor | null;

  constructor(socket: WebSocket, version: number, compressor: Compressor | null, now: number) {
    this.socket = socket;
    this.version = version;
    this.compressor = compressor;
    this.lastHeartbeat = now;
  }

  send(op: number, d: unknown): void {
    this.sendText(JSON.stringify({ op, d, s: null, t: null }));
  }

  sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (!this.compressor) {
      this.socket.send(text);
      return;
    }
    this.compressor.write(text, (payload) => {
      if (this.socket.readyState === this.socket.OPEN) this.socket.send(payload);
    });
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }
}
