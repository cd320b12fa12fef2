import type { AccountService } from '../../accounts/account-service.ts';
import type { Conversation, Timer } from '../../conversations/conversation-store.ts';
import type { Taken, Utterance } from '../../conversations/message.ts';
import type { Sealer } from '../../conversations/seal.ts';
import { dropFollowUps } from '../../dialogs/follow-ups.ts';
import { memoryOf } from '../../dialogs/kept-memory.ts';
import type { DialogTurn, Erasing, TurnEvent } from '../../dialogs/turn.ts';
import type { DedupeKey } from '../../ids.ts';
import type { Incident } from '../../incidents/incident-store.ts';
import type { Random } from '../../time-and-chance.ts';
import { nothingUnderstood, type Understood } from '../../understanding/understanding.ts';
import type { Rewording } from '../never-twice.ts';
import { type CaseRecord, recordCase } from './case.ts';
import { recordSpeech } from './speech.ts';
import { recordTimers } from './timers.ts';

/** Everything that one turn produces, collected while the dialogs run and committed at once afterwards. */
export interface TurnRecord extends CaseRecord {
  readonly turn: DialogTurn;
  /** What was said, in order. */
  readonly utterances: Utterance[];
  readonly timers: readonly Timer[];
  /** What was made of the user's text; absent while nothing was. */
  readonly taken: Taken | undefined;
  takeAs(taken: Taken): void;
  /** Instead of keeping anything of this, everything about the user is removed. */
  readonly erasing: Erasing | undefined;
}

interface TurnInput {
  readonly conversation: Conversation;
  readonly key: DedupeKey;
  readonly now: number;
  readonly text: string;
  readonly understood: Understood | undefined;
  readonly event: TurnEvent | undefined;
  readonly accounts: AccountService;
  readonly sealer: Sealer;
  readonly random: Random;
  readonly incident: Incident | undefined;
  readonly titleOf: (intent: string) => string;
  readonly rewording: Rewording;
}

export function recordTurn(input: TurnInput): TurnRecord {
  const { conversation, key, now, random } = input;
  const memory = memoryOf(conversation.state);
  const effectKey = effectKeysOf(key);
  const { utterances, turn: speech } = recordSpeech({
    memory,
    rewording: input.rewording,
    titleOf: input.titleOf,
  });
  const timers = recordTimers({ before: conversation.timers, key, now, effectKey });
  const { turn: caseOfTurn, ...caseRecord } = recordCase({
    before: conversation,
    memory,
    now,
    random,
    dropFollowUps: () => dropFollowUps(turn),
  });
  let erasing: Erasing | undefined;
  let taken: Taken | undefined;

  const turn: DialogTurn = {
    conversation: conversation.id,
    channel: conversation.channel,
    incident: input.incident,
    now,
    text: input.text,
    understood: input.understood ?? nothingUnderstood,
    entities: input.understood?.entities ?? [],
    event: input.event,
    memory,
    accounts: input.accounts,
    kept: { since: conversation.startedAt, messages: conversation.lastSequence },
    eraseEverything(request) {
      erasing = { request };
    },
    ...speech,
    ...timers.turn,
    ...caseOfTurn,
    seal: plain => input.sealer.seal(plain, conversation.id),
    unseal: (sealed, until) => (until > now ? input.sealer.open(sealed, conversation.id) : undefined),
    effectKey,
  };

  return {
    ...caseRecord,
    turn,
    utterances,
    get timers() {
      return timers.current;
    },
    get erasing() {
      return erasing;
    },
    get taken() {
      return taken;
    },
    takeAs(given) {
      taken = given;
    },
  };
}

/** The same turn run again counts its effects in the same way. */
function effectKeysOf(key: DedupeKey): DialogTurn['effectKey'] {
  const ordinals = new Map<string, number>();
  return operation => {
    const ordinal = (ordinals.get(operation) ?? 0) + 1;
    ordinals.set(operation, ordinal);
    return `${key}:${operation}:${ordinal}`;
  };
}
