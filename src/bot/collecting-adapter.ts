import { type Activity, BotAdapter, type ResourceResponse, type TurnContext } from 'botbuilder-core';

/**
 * The adapter of all turns: nothing leaves the process while dialogs run. What they say is collected in the turn's record
 * and delivered after the commit; should a botbuilder component send an activity by itself, it goes the same way.
 */
export class CollectingAdapter extends BotAdapter {
  readonly #say: (context: TurnContext, text: string) => void;

  constructor(say: (context: TurnContext, text: string) => void) {
    super();
    this.#say = say;
  }

  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    for (const { text } of activities) if (text) this.#say(context, text);
    return activities.map(() => ({ id: '' }));
  }

  override async updateActivity(): Promise<void> {
    throw new Error('A collected reply cannot be changed: it has not been sent yet');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('A collected reply cannot be deleted: it has not been sent yet');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('Conversations go on through Receive, so that their turns stay in order');
  }
}
