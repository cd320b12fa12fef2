import type { Rating } from '../case-notes.ts';
import type { ConversationSummary, VerifyReport } from '../conversation-store.ts';
import type { Message, Speaker } from '../message.ts';
import type { Transcript } from './read-conversations.ts';

const speakers = { user: 'Pengguna', bot: 'Bot', agent: 'Petugas' } as const satisfies Record<
  Speaker,
  string
>;
const widest = Math.max(...Object.values(speakers).map(name => name.length));

/** One line a conversation. */
export function printSummary(summary: ConversationSummary): string {
  const { id, channel, outcome, messageCount, updatedAt, lastUserText } = summary;
  return [
    minute(updatedAt),
    channel.padEnd(13),
    outcome.padEnd(10),
    `${messageCount} pesan`.padStart(10),
    id,
    oneLine(lastUserText),
  ].join('  ');
}

/** A conversation to read, one paragraph a message. */
export function printTranscript({ summary, messages }: Transcript): string {
  const head = [
    `Percakapan ${summary.id}`,
    `Saluran: ${summary.channel} · Pengguna: ${oneLine(summary.user)} · Hasil: ${summary.outcome} · Dipegang: ${holderOf(summary)}`,
    ...(summary.rating ? [printRating(summary.rating)] : []),
    `Mulai ${minute(summary.startedAt)} · terakhir ${minute(summary.updatedAt)} (UTC) · ${summary.messageCount} pesan`,
  ];
  return [...head, '', ...messages.flatMap(printMessage), ''].join('\n');
}

function holderOf({ holder, agent }: ConversationSummary): string {
  return agent ? `${holder} (${oneLine(agent.name)})` : holder;
}

function printRating({ score, comment }: Rating): string {
  return `Nilai: ${score} dari 5${comment === undefined ? '' : ` · ${oneLine(comment)}`}`;
}

export function printReport({ checked, damaged }: VerifyReport): string {
  const lines = damaged.map(({ file, problem }) => `RUSAK  ${file}: ${problem}`);
  const verdict = damaged.length === 0 ? 'semua utuh' : `${damaged.length} berkas bermasalah`;
  return [...lines, `${checked} percakapan diperiksa, ${verdict}.`, ''].join('\n');
}

function printMessage(message: Message): string[] {
  const margin = ' '.repeat('hh:mm:ss'.length + widest + 4);
  const name = message.name === undefined ? '' : `[${oneLine(message.name)}] `;
  const [first = '', ...more] = message.text.split(/\r?\n/).map(oneLine);
  return [
    `${message.at.slice(11, 19)}  ${speakers[message.from].padEnd(widest)}  ${name}${first}`,
    ...more.map(line => margin + line),
    ...(message.choices
      ? [`${margin}[${message.choices.map(choice => oneLine(choice.title)).join('] [')}]`]
      : []),
    ...remarks(message).map(remark => `${margin}(${remark})`),
  ];
}

function remarks({ from, insight, dialog, step }: Message): string[] {
  if (from !== 'user') return [];
  const understood = insight && `${insight.intent} ${insight.confidence.toFixed(2)} ${insight.kind}`;
  const place = dialog && (step ? `${dialog}.${step}` : dialog);
  const remark = [understood, place].filter(Boolean).join(' -> ');
  return remark ? [remark] : [];
}

function minute(at: string): string {
  return at.slice(0, 16).replace('T', ' ');
}

/** What users wrote must not steer the terminal: no control characters, no reversed text. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
