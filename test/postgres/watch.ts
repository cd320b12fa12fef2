import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { Visitor } from '../support/visitor.ts';

/** Adds what the visitor is shown to `texts`. As a client does: when its socket is closed, it comes back and goes on where it was. */
export async function watch(visitor: Visitor, texts: string[]): Promise<void> {
  let watermark = '';
  let over = false;
  const connect = async (): Promise<void> => {
    const url = await visitor.streamUrl();
    const socket = new WebSocket(watermark === '' ? url : `${url}&watermark=${watermark}`);
    onTestFinished(() => {
      over = true;
      socket.terminate();
    });
    socket.on('error', () => {});
    socket.on('message', data => {
      if (String(data) === '') return;
      const frame = JSON.parse(String(data));
      watermark = frame.watermark ?? watermark;
      for (const { type, text } of frame.activities) if (type === 'message') texts.push(text);
    });
    socket.once('close', () => over || setTimeout(() => void connect().catch(() => {}), 200));
  };
  await connect();
}
