import type { Message } from '../../src/conversations/message.ts';
import type { Wire } from './lines.ts';
import { repeats } from './repeats.ts';
import { type Beat, type Expectation, renderExpectation, type Script } from './script.ts';
import { Stage } from './stage.ts';

export interface Played {
  /** The whole chat as its file should read. */
  readonly text: string;
  /** Hand-written assertions that do not hold. */
  readonly broken: readonly string[];
  /** Bubbles that were said twice in a row. */
  readonly repeated: readonly string[];
}

/** Plays a script through the real classifier, dialogs and mock account service, and renders the chat again. */
export async function play({ head, setting, beats }: Script, wire?: Wire): Promise<Played> {
  const stage = await Stage.open(setting, wire);
  const lines: string[] = [];
  const broken: string[] = [];
  try {
    const greeting = await stage.heard();
    if (greeting.length > 0) lines.push(...render(greeting));
    for (const beat of beats) await playBeat(stage, beat, lines, broken);
  } finally {
    await stage.close();
  }
  return { text: `${[...head, ...lines].join('\n')}\n`, broken, repeated: repeats(stage.everythingHeard) };
}

async function playBeat(stage: Stage, beat: Beat, lines: string[], broken: string[]): Promise<void> {
  switch (beat.kind) {
    case 'note':
      lines.push(beat.text, '');
      return;
    case 'outcome': {
      const outcome = await stage.outcome();
      if (outcome !== beat.outcome) broken.push(`=> ${beat.outcome}, tetapi ternyata ${outcome}`);
      lines.push(`=> ${beat.outcome}`, '');
      return;
    }
    case 'solved': {
      // A reset is only one when the password was changed; advice must have been given.
      const outcome = await stage.outcome();
      if (beat.of === 'reset' && outcome !== 'reset') broken.push(`solusi reset, tetapi ternyata ${outcome}`);
      lines.push(`=> solusi: ${beat.of}`, '');
      return;
    }
    case 'says':
      lines.push(`Pengguna: ${beat.text}`);
      await stage.say(beat.text);
      break;
    case 'direction':
      lines.push(`[${beat.text}]`);
      await stage.direct(beat.text);
  }
  const heard = await stage.heard();
  if (beat.expects) {
    lines.push(renderExpectation(beat.expects));
    broken.push(...(await compare(stage, beat.expects, beat.text)));
  }
  lines.push(...render(heard));
}

async function compare(stage: Stage, { intent, position }: Expectation, at: string): Promise<string[]> {
  const found = { intent: await stage.lastIntent(), position: await stage.position() };
  return [
    ...(intent !== undefined && intent !== found.intent
      ? [`"${at}" dipahami ${found.intent}, bukan ${intent}`]
      : []),
    ...(position !== undefined && position !== found.position
      ? [`sesudah "${at}" menunggu di ${found.position}, bukan ${position}`]
      : []),
  ];
}

function render(messages: readonly Message[]): string[] {
  const lines = messages.flatMap(({ from, text, choices, link }) => [
    ...hang(from === 'agent' ? 'Petugas:  ' : 'Bot:      ', stable(text)),
    ...(link ? [`          <${link.title}>`] : []),
    ...(choices ? [`          ${choices.map(({ title }) => `[${title}]`).join(' ')}`] : []),
  ]);
  return [...lines, ''];
}

function hang(label: string, text: string): string[] {
  return text.split('\n').map((line, index) => (index === 0 ? label : ' '.repeat(label.length)) + line);
}

/** Ticket numbers are random. */
function stable(text: string): string {
  return text.replace(/JMO-[0-9A-Z]{4}-[0-9A-Z]{4}/g, 'JMO-XXXX-XXXX');
}
