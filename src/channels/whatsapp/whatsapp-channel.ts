import { z } from 'zod';
import type { WhatsAppSettings } from '../../channel-settings.ts';
import type { Delivery, PushChannel } from '../push/channel.ts';
import { deliveryOf, type PostMessage } from './api.ts';
import { bodyOf, capabilities, templateBody } from './message-body.ts';

const Address = z.object({
  phone: z.string().optional(),
  user: z.string().optional(),
  lastMessage: z.string(),
  lastMessageAt: z.number(),
});
type Address = z.infer<typeof Address>;

/** After the user's last message anything may be said for so long, in milliseconds. */
const customerServiceWindow = 24 * 60 * 60_000;

/** In milliseconds: what nobody has answered the template for by then is given up, and its chat is asked no more. */
const answerExpectedFor = 24 * 60 * 60_000;

/** In milliseconds: how soon it is noticed that the user has answered a template. */
const lookForAnswer = 15_000;

export function createWhatsAppChannel(post: PostMessage, { template }: WhatsAppSettings): PushChannel {
  return {
    name: 'whatsapp',
    capabilities,

    async send(bubble, { address, reference, attempts, since, now }) {
      const to = Address.safeParse(address).data;
      if (!to) return { kind: 'failed', problem: 'unreadable' };
      if (now - to.lastMessageAt >= customerServiceWindow) {
        const tooLate = now - since >= answerExpectedFor;
        return tooLate ? { kind: 'failed', problem: 'whatsapp-window' } : outsideWindow(to, attempts);
      }
      return deliveryOf(
        await post({ ...receiver(to), ...bodyOf(bubble), biz_opaque_callback_data: reference }),
      );
    },

    async typing(address) {
      const { lastMessage } = Address.parse(address);
      await post({ status: 'read', message_id: lastMessage, typing_indicator: { type: 'text' } });
    },
  };

  /** An approved template asks the user to write; once they have, what waits is sent. Without one it cannot be said. */
  async function outsideWindow(to: Address, attempts: number): Promise<Delivery> {
    if (!template) return { kind: 'failed', problem: 'whatsapp-window' };
    if (attempts > 0) return { kind: 'wait', milliseconds: lookForAnswer };
    const asked = deliveryOf(
      await post({ ...receiver(to), ...templateBody(template.name, template.language) }),
    );
    return asked.kind === 'sent' ? { kind: 'later', problem: 'whatsapp-window' } : asked;
  }
}

function receiver({ phone, user }: Address) {
  return { recipient_type: 'individual', ...(phone === undefined ? { recipient: user } : { to: phone }) };
}
