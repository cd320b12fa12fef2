import { explainByIncident, reportsIncident, tellOfIncident } from '../dialogs/incident.ts';
import { isSolvedMeanwhile } from '../dialogs/solved-meanwhile.ts';
import type { DialogTurn } from '../dialogs/turn.ts';
import { floodOf, isTappedTwice } from './burst.ts';
import { wasAway, welcomeBack } from './greet.ts';
import type { Heard } from './hear.ts';
import { abandonVerification, leave } from './leave.ts';
import { obeyCommand } from './obey-command.ts';
import { type Route, route } from './router.ts';
import type { Scene } from './scene.ts';
import { takeQueued, takeSecond } from './second-request.ts';
import { takenAs } from './taken-as.ts';
import { askWhatWasKept } from './wake-follow-up.ts';

/** What answers a message that was not understood. */
const puzzled = new Set(['fallback', 'clarify']);

/** Asked on top of an open question, about that question. */
const questionsBetween = new Set(['welcome-back', 'stuck']);

/** A secret in a message of at most so many words is all that the message says. */
const nothingButSecret = 4;

/** Answers what somebody wrote: with a warning, by going on with the open question, or by opening what it asks for. */
export async function answerText(scene: Scene, { understood, secret, tooLong }: Heard): Promise<void> {
  const { dc, record, dialogs, intents } = scene;
  const { turn } = record;
  const { notices, talks } = dialogs;
  const flood = floodOf(turn.memory, turn.now);
  if (flood !== 'none') {
    if (flood === 'begins') turn.say(notices.flood());
    return;
  }
  await dropOffer(scene);
  if (saysNothingElse(scene, secret)) {
    talks.remind(dc);
    return;
  }
  if (isTappedTwice(turn) && talks.remind(dc)) return;
  if (tooLong) turn.say(notices.tooLong());
  const { text, memory } = turn;
  goOnWithoutAsking(scene);
  const active = talks.active(dc);
  const solvedMeanwhile = isSolvedMeanwhile(turn, dialogs.followUpAnswers);
  const at = { text, understood, active, solvedMeanwhile, memory, dialogs, intents };
  const taken = throughIncident(turn, route(at));
  record.takeAs(takenAs(taken, active));
  if (active && wasAway(turn) && saysNothing(taken)) return welcomeBack(talks, dc);
  if (taken.kind === 'continue' && reports(turn, understood.intent)) tellOfIncident(turn, dialogs.incident);
  memory.offered = [];
  if (!(taken.kind === 'begin' && puzzled.has(taken.talk))) memory.misunderstandings = 0;
  await take(taken, scene);
  if (taken.kind === 'begin') await takeSecond(scene, understood);
  await takeQueued(scene);
  await askWhatWasKept({ dc, turn, talks });
}

/** What is no answer to an offer is an ordinary message. */
async function dropOffer({ dialogs: { talks }, dc }: Scene): Promise<void> {
  const offer = talks.active(dc);
  if (offer?.talk.kind === 'offer' && offer.read().kind === 'notMine') await dc.cancelAllDialogs();
}

/** An empty message, or a code or password and little else: warned, and the open question stays. */
function saysNothingElse(
  { dialogs: { notices }, record: { turn } }: Scene,
  secret: Heard['secret'],
): boolean {
  const words = turn.text.trim().split(/\s+/);
  if (turn.text.trim() === '') turn.say(notices.empty());
  if (secret) turn.say(secret === 'code' ? notices.codePasted() : notices.passwordPasted());
  return turn.text.trim() === '' || (secret !== undefined && words.length <= nothingButSecret);
}

/** Who answers the older question instead of "lanjut?" or "mau coba lagi?" has gone on already. */
function goOnWithoutAsking({ dialogs: { talks }, dc }: Scene): void {
  const active = talks.active(dc);
  if (!active || !questionsBetween.has(active.talk.id) || active.readWords().kind !== 'notMine') return;
  // "Udah bisa" answers the older question in so many words; a mere "boleh" would be for the newer one.
  const how = active.read().kind === 'notMine' ? 'read' : 'readWords';
  const between = dc.stack.pop();
  if (between && talks.active(dc)?.[how]().kind === 'notMine') dc.stack.push(between);
}

async function take(taken: Route, scene: Scene): Promise<void> {
  const { dc, dialogs } = scene;
  const { turn } = scene.record;
  const { commands, notices, talks } = dialogs;
  switch (taken.kind) {
    case 'command':
      return obeyCommand(taken.name, scene);
    case 'continue':
      await dc.continueDialog();
      return;
    case 'correct':
      turn.say(commands.corrected());
      await abandonVerification(dc, turn);
      return talks.correct(dc, taken.correction);
    case 'remind':
      talks.remind(dc);
      return;
    case 'finishThisFirst':
      // Declared trouble is an answer; everything else has to wait.
      if (reports(turn, turn.understood.intent)) explainByIncident(turn, dialogs.incident);
      else turn.say(notices.finishThisFirst());
      talks.remind(dc);
      return;
    case 'begin': {
      const left = taken.how === 'instead' ? await leave(dc, turn) : {};
      await dc.beginDialog(taken.talk, { ...taken.options, ...left });
    }
  }
}

/** Declared trouble is the answer to what it explains. */
function throughIncident(turn: DialogTurn, taken: Route): Route {
  const explained = taken.kind === 'begin' && reports(turn, String(taken.options.intent));
  return explained ? { ...taken, talk: 'incident' } : taken;
}

function reports({ incident, understood }: DialogTurn, intent: string): boolean {
  return (
    incident !== undefined &&
    understood.kind === 'understood' &&
    reportsIncident(incident, intent, understood.entities)
  );
}

/** Neither an answer to what is open nor a topic of its own: "halo", hours later. */
function saysNothing(taken: Route): boolean {
  return taken.kind === 'begin' && taken.talk === 'welcome';
}
