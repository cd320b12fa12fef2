import { type Activity, DirectLine } from 'botframework-directlinejs';
import { expect, it, onTestFinished } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { openBrowser } from '../accounts/support/browser.ts';
import { openAssistant } from '../support/assistant.ts';
import { XmlHttpRequest } from '../support/xml-http-request.ts';

// What the client takes from a browser.
Object.assign(globalThis, { XMLHttpRequest: XmlHttpRequest, WebSocket });

const password = 'Kenari-di-dahan-77';
const Ticket = z.object({ token: z.string(), conversationId: z.string(), resume: z.string() });
const Inbox = z.array(z.object({ code: z.string().nullable() }));

it("Microsoft's own client leads through a whole reset, a reload of the page included", async () => {
  const assistant = await openAssistant();
  onTestFinished(() => assistant.close());
  const first = await ticket(assistant.url);
  const chat = open(assistant.url, { token: first.token });
  await chat.until(/Halo, Kak/);
  for (const [said, answer] of [
    ['min aku lupa sandi jmo nih', /Ada dua cara/],
    ['bantu dari sini', /Setuju, tidak/],
    ['setuju', /Tulis NIK-nya/],
    ['3299 0115 0390 0001', /nomor peserta/],
    ['990 0000 0001', /dikirim ke mana/],
    ['sms', /Kodenya berlaku/],
  ] as const) {
    await chat.say(said);
    await chat.until(answer);
  }
  const inbox = async () => Inbox.parse(await (await fetch(`${assistant.accountUrl}/dev/inbox.json`)).json());
  await expect.poll(async () => (await inbox()).length).toBeGreaterThan(0);
  const [sms] = await inbox();
  const owner = openBrowser();
  await owner.visit(chat.page());
  await owner.submit(chat.page(), { code: sms?.code ?? '' });
  await owner.submit(chat.page(), { password, again: password });
  await chat.until(/Kata sandi barunya sudah tersimpan/);
  chat.line.end();

  const again = await ticket(assistant.url, first.resume);
  expect(again.conversationId).toBe(first.conversationId);
  const reloaded = open(assistant.url, { token: again.token, conversationId: again.conversationId });
  await reloaded.until(/Kata sandi barunya sudah tersimpan/);
  expect(reloaded.texts()).toEqual(chat.texts());
  await reloaded.say('sudah bisa');
  await reloaded.until(/Syukurlah sudah bisa masuk/);
  expect(reloaded.texts().join()).not.toContain('3299 0115');
});

async function ticket(url: string, resume?: string): Promise<z.infer<typeof Ticket>> {
  const response = await fetch(`${url}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { Origin: 'http://localhost', 'Content-Type': 'application/json' },
    body: JSON.stringify({ resume }),
  });
  return Ticket.parse(await response.json());
}

function open(url: string, known: { token: string; conversationId?: string }) {
  const line = new DirectLine({ domain: `${url}/v3/directline`, ...known });
  const activities: Activity[] = [];
  const subscription = line.activity$.subscribe({
    next: activity => activities.push(activity),
    // That the conversation has ended: the test ends it.
    error: () => {},
  });
  onTestFinished(() => {
    subscription.unsubscribe();
    line.end();
  });
  const texts = () =>
    activities.flatMap(activity => (activity.type === 'message' ? [activity.text ?? ''] : []));
  return {
    line,
    texts,
    until: (text: RegExp) =>
      expect.poll(() => texts().some(said => text.test(said)), { timeout: 20_000 }).toBe(true),
    say: (text: string) =>
      new Promise((resolve, reject) =>
        line
          .postActivity({ type: 'message', from: { id: 'x', name: '' }, text } as Activity)
          .subscribe(resolve, reject),
      ),
    /** Address of the one-time page, as the newest card has it. */
    page(): string {
      const Card = z.object({ content: z.object({ buttons: z.tuple([z.object({ value: z.string() })]) }) });
      const cards = activities.flatMap(activity =>
        activity.type === 'message' ? (activity.attachments ?? []) : [],
      );
      return Card.parse(cards.at(-1)).content.buttons[0].value;
    },
  };
}
