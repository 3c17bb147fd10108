import { constants, createDeflate, type Deflate } from 'node:zlib';
import type { WebSocket } from 'ws';

/** A socket that speaks the gateway's JSON, compressed as one zlib stream if asked for. */
export class Connection {
  readonly socket: WebSocket;
  lastHeartbeat: number;
  private readonly deflate: Deflate | null;
  private chunks: Buffer[] = [];

  constructor(socket: WebSocket, compressed: boolean, now: number) {
    this.socket = socket;
    this.lastHeartbeat = now;
    this.deflate = compressed ? createDeflate({ flush: constants.Z_SYNC_FLUSH }) : null;
    this.deflate?.on('data', (chunk: Buffer) => this.chunks.push(chunk));
  }

  send(op: number, d: unknown): void {
    this.sendText(JSON.stringify({ op, d, s: null, t: null }));
  }

  sendText(text: string): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (!this.deflate) {
      this.socket.send(text);
      return;
    }
    this.deflate.write(text);
    this.deflate.flush(constants.Z_SYNC_FLUSH, () => {
      const payload = Buffer.concat(this.chunks);
      this.chunks = [];
      if (payload.length > 0 && this.socket.readyState === this.socket.OPEN)
        this.socket.send(payload);
    });
  }

  close(code: number, reason = ''): void {
    this.socket.close(code, reason);
  }
}
