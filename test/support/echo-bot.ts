import { refusalOf } from '../../src/bot/agent-rules.ts';
import { meantFor, noted, tagged } from '../../src/bot/desk-changes.ts';
import type { InboundMessage, Receive } from '../../src/bot/inbound-message.ts';
import { noNotes } from '../../src/conversations/case-notes.ts';
import type { ConversationStore, TurnCommit } from '../../src/conversations/conversation-store.ts';
import type { Utterance } from '../../src/conversations/message.ts';
import { activityId } from '../../src/ids.ts';
import type { Clock } from '../../src/time-and-chance.ts';

/** The smallest bot that keeps the rules of a turn: known keys do nothing, one commit, turns of a conversation in order. */
export function createEchoBot(store: ConversationStore, clock: Clock): Receive {
  let previous: Promise<unknown> = Promise.resolve();
  return inbound => {
    const turn = previous.then(() => run(inbound));
    previous = turn.catch(() => {});
    return turn;
  };

  async function run(inbound: InboundMessage): ReturnType<Receive> {
    const { conversation: id, channel, user, dedupeKey } = inbound;
    if (await store.hasHandled(id, dedupeKey)) return { kind: 'duplicate' };
    const before = await store.load(id);
    const refusal = before && refusalOf(inbound.content, before);
    if (refusal) return refusal;
    const at = new Date(clock.now()).toISOString();
    const first = (before?.lastSequence ?? 0) + 1;
    const said = answer(inbound);
    const question = said.findIndex(({ from }) => from === 'user');
    await store.commit({
      conversation: held(
        inbound,
        before ?? {
          id,
          channel,
          user,
          startedAt: at,
          holder: 'bot',
          outcome: 'open',
          notes: noNotes,
          state: {},
          timers: [],
        },
      ),
      baseVersion: before?.version ?? 0,
      messages: said.map((utterance, index) => ({
        ...utterance,
        id: activityId(id, first + index),
        sequence: first + index,
        at,
        ...(question >= 0 && index > question && { replyTo: activityId(id, first + question) }),
      })),
      handled: dedupeKey,
      at,
    });
    return { kind: 'done', firstSequence: first, lastSequence: first + said.length - 1 };
  }
}

type Kept = TurnCommit['conversation'];

function held({ content, replyAddress }: InboundMessage, { agent, ...known }: Kept): Kept {
  const before = { ...known, ...(replyAddress !== undefined && { replyAddress }) };
  if (content.kind === 'note')
    return { ...withAgent(before, agent), desk: noted(known.desk, content, '2026-03-12T02:00:00.000Z') };
  if (content.kind === 'tag') return { ...withAgent(before, agent), desk: tagged(known.desk, content) };
  if (content.kind === 'assign')
    return agent
      ? { ...before, agent: content.to ?? agent }
      : { ...before, desk: meantFor(known.desk, content.to) };
  if (content.kind === 'takeOver') return { ...before, holder: 'person', agent: content.agent };
  if (content.kind === 'release') return { ...before, holder: 'bot' };
  return withAgent(before, agent);
}

function withAgent(before: Kept, agent: Kept['agent']): Kept {
  return agent ? { ...before, agent } : before;
}

function answer({ content }: InboundMessage): Utterance[] {
  switch (content.kind) {
    case 'join':
      return [{ from: 'bot', text: 'Halo!', choices: [{ title: 'Lupa sandi', value: 'lupa sandi' }] }];
    case 'text': {
      const { text, clientActivityId } = content;
      const said = { from: 'user', text, ...(clientActivityId && { clientActivityId }) } as const;
      return [said, { from: 'bot', text: `Gema: ${text.slice(0, 100)}` }];
    }
    case 'unsupported': {
      const { clientActivityId } = content;
      const said = { from: 'user', text: '[berkas]', ...(clientActivityId && { clientActivityId }) } as const;
      return [said, { from: 'bot', text: 'Maaf, kirim tulisan saja, ya.' }];
    }
    case 'note':
    case 'tag':
      return [];
    case 'reply':
      return [{ from: 'agent', text: content.text, name: content.agent.name }];
    default:
      return [{ from: 'bot', text: content.kind, link: { title: 'Buka', url: 'https://contoh.id/v/x' } }];
  }
}
