import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LearningStore } from '../../src/learning/learning-store.ts';
import type { FakeClock } from '../support/fake-clock.ts';

export interface OpenedLearningStore {
  readonly store: LearningStore;
  readonly clock: FakeClock;
  /** The same store after a restart, or as another process has it. */
  reopen(): Promise<LearningStore>;
  dispose(): Promise<void>;
}

const rini = { id: 'u-rini', name: 'Rini' };
const newVersion = { by: rini, labels: 2, contentKey: 'content' };
const figures = { accuracy: 1, macroF1: 1, coverage: 1, answeredAccuracy: 1, calibrationError: 0 };
const report = {
  tests: 5,
  before: figures,
  after: figures,
  intents: [],
  lostCount: 0,
  wonCount: 0,
  lost: [],
  won: [],
  golden: { phrases: 0, broken: [], brokenCount: 0 },
  labels: {
    used: 2,
    rightBefore: 0,
    rightAfter: 2,
    known: 0,
    overruling: [],
    overrulingCount: 0,
    contradicting: [],
  },
  milliseconds: 12,
};

/** What every learning store promises, however it keeps things. */
export function describeLearningStore(name: string, open: () => Promise<OpenedLearningStore>): void {
  describe(`a learning store in ${name}`, () => {
    let opened: OpenedLearningStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());

    it('numbers labels in order and keeps them over a restart', async () => {
      const { store, reopen } = opened;
      await store.addLabels([
        { by: rini, text: 'sandi ilang', decision: { kind: 'intent', intent: 'forgot_password' } },
        { by: rini, text: 'apa ya', decision: { kind: 'skip' } },
      ]);
      await store.addLabels([{ by: rini, text: 'sandi ilang', decision: { kind: 'withdrawn' } }]);
      const labels = await (await reopen()).labels();
      expect(labels.map(({ number, text, decision }) => [number, text, decision.kind])).toEqual([
        [1, 'sandi ilang', 'intent'],
        [2, 'apa ya', 'skip'],
        [3, 'sandi ilang', 'withdrawn'],
      ]);
      expect(labels[0]).toMatchObject({ by: rini, at: '2026-03-12T02:00:00.000Z' });
    });

    it('loses no label when two are added at once', async () => {
      const { store } = opened;
      const add = (text: string) => store.addLabels([{ by: rini, text, decision: { kind: 'skip' } }]);
      await Promise.all(['a', 'b', 'c', 'd'].map(add));
      const labels = await store.labels();
      expect(labels.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
      expect(labels.map(({ text }) => text).sort()).toEqual(['a', 'b', 'c', 'd']);
    });

    it('begins one training at a time, and counts one that is silent for a minute as failed', async () => {
      const { store, clock } = opened;
      expect(await store.begin(newVersion)).toMatchObject({ number: 1, state: { kind: 'training' } });
      expect(await store.begin(newVersion)).toBeUndefined();
      await clock.advance(61_000);
      expect(await store.versions()).toMatchObject([{ number: 1, state: { kind: 'failed' } }]);
      expect(await store.begin(newVersion)).toMatchObject({ number: 2 });
    });

    it('keeps a model with its report, and which one answers, over a restart', async () => {
      const { store, reopen } = opened;
      await store.begin(newVersion);
      expect(await store.model(1)).toBeUndefined();
      const bytes = new Uint8Array([0, 1, 2, 255]);
      await store.note(1, { kind: 'passed', report }, { key: 'k', bytes });
      await store.activate(1);
      const again = await reopen();
      expect(await again.active()).toBe(1);
      expect(await again.versions()).toEqual([
        { ...newVersion, number: 1, at: '2026-03-12T02:00:00.000Z', state: { kind: 'passed', report } },
      ]);
      const kept = await again.model(1);
      expect([kept?.key, [...(kept?.bytes ?? [])]]).toEqual(['k', [...bytes]]);
      await again.activate(undefined);
      expect(await again.active()).toBeUndefined();
    });

    it('tells watchers when another version answers, until they stop', async () => {
      const { store } = opened;
      let told = 0;
      const stop = store.watch(() => {
        told += 1;
      });
      await store.activate(undefined);
      await expect.poll(() => told).toBe(1);
      stop();
      await store.activate(undefined);
      expect(told).toBe(1);
    });
  });
}
