import { z } from 'zod';
import { openBrowser } from '../accounts/support/browser.ts';
import type { AssistantProcess } from './assistant-process.ts';
import { effectsOf } from './institution-effects.ts';
import type { Scenario } from './scenario.ts';
import { Chatter } from './support/chatter.ts';
import { pause } from './support/lanes.ts';

const texts = ['lupa sandi jmo', 'bantu dari sini', 'setuju', '3299011503900001', '99000000001', 'sms'];
const password = 'Sandi-sesudah-mati-1';

/** One reset; the process is killed after every message, and at the end while the owner is at the one-time page. */
export const crashInReset: Scenario = {
  id: 'R5',
  title: 'crash in the middle of a reset: the user goes on where they were',
  async run(ground, size, progress) {
    let running: AssistantProcess | undefined;
    const service = await ground.startAccountService(() => running?.url);
    const killAfter = size === 'long' ? texts : ['sms'];
    running = await ground.startProcess();
    const chatter = await Chatter.open(running.url);
    let changed = 0;
    for (const [index, text] of texts.entries()) {
      progress(text, index / texts.length);
      await chatter.postUntilAccepted(text, `pesan-${index}`);
      if (!killAfter.includes(text)) continue;
      const before = await chatter.history();
      await running.kill();
      running = await ground.startProcess();
      chatter.url = running.url;
      if (JSON.stringify(await chatter.history()) !== JSON.stringify(before)) changed += 1;
    }
    const page = pageIn(await chatter.rawHistory());
    const owner = openBrowser();
    await owner.visit(page);
    await owner.submit(page, { code: await newestCode(service.url) });
    const end = await owner.submit(page, { password, again: password });
    const told = await waitFor(chatter, /Kata sandi barunya sudah tersimpan/);
    const { verifications } = await effectsOf(ground.dataDir, [chatter.conversation]);
    const logIn = await fetch(`${service.url}/dev/login-attempt`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login: 'budi.aktif@contoh.id', password }),
    });
    return [
      { what: 'kills', value: killAfter.length },
      { what: 'chats changed by a restart', value: changed, bar: { is: 0 } },
      { what: 'requests at the account service', value: verifications, bar: { is: 1 } },
      { what: 'status of the page that takes the new password', value: end.status, bar: { is: 200 } },
      { what: 'user told that it is done', value: told ? 1 : 0, bar: { is: 1 } },
      { what: 'log-in attempt answered', value: logIn.status, bar: { is: 200 } },
    ];
  },
};

const Inbox = z.array(z.object({ code: z.string().nullable() }));

/** The code is sent after the answer went out. */
async function newestCode(accountUrl: string): Promise<string> {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    const inbox = Inbox.parse(await (await fetch(`${accountUrl}/dev/inbox.json`)).json());
    const code = inbox.find(message => message.code !== null)?.code;
    if (code) return code;
    await pause(20);
  }
  throw new Error('no code was sent');
}

function pageIn(history: string): string {
  return /"value":"(http[^"]+\/v\/[^"]+)"/.exec(history)?.[1] ?? '';
}

async function waitFor(chatter: Chatter, pattern: RegExp): Promise<boolean> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if ((await chatter.history()).some(({ text }) => pattern.test(text))) return true;
    await pause(20);
  }
  return false;
}
