import { z } from 'zod';
import {
  acceptedAnswer,
  accountAnswer,
  permittedAnswer,
  progressAnswer,
  sentAnswer,
  startedAnswer,
  withdrawnAnswer,
} from '../service-answers.ts';
import { fault } from './faults.ts';

/** The OpenAPI 3.1 description. Answers come from the schemas that the client checks with, so the two cannot drift. */
export function describeApi({ development }: { development: boolean }): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Mock account service',
      version: '1.0.0',
      description:
        'Stands in for the institution: invented accounts only. A well-formed request is answered alike whether or not the account exists.',
    },
    paths: { ...apiPaths, ...pagePaths, ...(development ? devPaths : {}) },
    components: {
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema },
    },
  };
}

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'id'],
      properties: { code: { type: 'string' }, message: { type: 'string' }, id: { type: 'string' } },
    },
  },
} as const;

const secured = { security: [{ apiKey: [] }] } as const;
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } } as const;
const token = { name: 'token', in: 'path', required: true, schema: { type: 'string' } } as const;
const key = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'Same key and same request: same answer. Same key, other request: 409.',
  schema: { type: 'string', maxLength: 255 },
} as const;
const route = { enum: ['sms', 'email'] } as const;

const apiPaths = {
  '/openapi.json': {
    get: { summary: 'This description', responses: { 200: { description: 'OpenAPI 3.1' } } },
  },
  '/v1/verifications': {
    post: {
      ...secured,
      summary: 'Accept a request to prove control; look-up and sending follow after the answer',
      parameters: [key],
      requestBody: json({
        type: 'object',
        required: ['nik', 'kpj', 'by', 'purpose', 'conversation'],
        additionalProperties: false,
        properties: {
          nik: { type: 'string', pattern: '^(?!00)\\d{16}$' },
          kpj: { type: 'string', pattern: '^[0-9A-Z]{11}$' },
          by: route,
          purpose: { enum: ['diagnosis', 'new-password'] },
          conversation: { type: 'string', pattern: '^[A-Za-z0-9_-]{22,64}$' },
        },
      }),
      responses: {
        202: answer('Accepted', startedAnswer),
        ...refusals(400, 401, 409, 413, 415),
        422: refusal('malformed-nik, malformed-kpj or invalid'),
        429: refusal('too-many-codes; Retry-After in seconds'),
      },
    },
  },
  '/v1/verifications/{id}/resend': {
    post: {
      ...secured,
      summary: 'Send another code, by the same or the other route',
      parameters: [id, key],
      requestBody: json({ type: 'object', required: ['by'], properties: { by: route } }),
      responses: {
        202: answer('Accepted', sentAnswer),
        ...refusals(400, 401, 404, 409, 415, 422),
        410: refusal('over: expired, locked, cancelled or used'),
        429: refusal('too-soon or too-many-codes; Retry-After in seconds'),
      },
    },
  },
  '/v1/verifications/{id}': {
    get: {
      ...secured,
      summary: 'How far the owner has come',
      parameters: [id],
      responses: { 200: answer('Progress', progressAnswer), ...refusals(401, 404) },
    },
    delete: {
      ...secured,
      summary: 'Make page, code and proof worthless',
      parameters: [id, key],
      responses: { 200: { description: 'Cancelled' }, ...refusals(400, 401, 404, 409) },
    },
  },
  '/v1/verifications/{id}/account': {
    get: {
      ...secured,
      summary: 'Status of the account, within 10 minutes after the proof',
      parameters: [id],
      responses: {
        200: answer('Status', accountAnswer),
        ...refusals(401, 404),
        403: refusal('not-verified'),
      },
    },
  },
  '/v1/verifications/{id}/notice-permission': {
    post: {
      ...secured,
      summary: 'The owner agreed to be told of news in the chat; within 10 minutes after the proof',
      parameters: [id, key],
      responses: {
        201: answer('Permitted for 30 days', permittedAnswer),
        ...refusals(400, 401, 409),
        403: refusal('not-verified, also for what was never there'),
      },
    },
  },
  '/v1/notice-permissions/{id}/notices': {
    post: {
      ...secured,
      summary: 'Tell the registered contact that there is news in the chat, in words of our own',
      parameters: [id, key],
      responses: {
        202: answer('Accepted; whether it arrives is not told', acceptedAnswer),
        ...refusals(400, 401, 404, 409),
        429: refusal('too-many-notices: one a day, four in all'),
      },
    },
  },
  '/v1/notice-permissions/{id}': {
    delete: {
      ...secured,
      summary: 'No notices any more',
      parameters: [id, key],
      responses: { 200: answer('Withdrawn', withdrawnAnswer), ...refusals(400, 401, 404, 409) },
    },
  },
} as const;

const pagePaths = {
  '/assets/page.css': { get: { summary: 'Stylesheet', responses: { 200: { description: 'CSS' } } } },
  '/v/{token}': {
    get: page('The one-time page as things stand', 200, 404, 410),
    post: page('Code, or new password twice', 200, 303, 403, 404, 410, 422),
  },
} as const;

const devPaths = {
  '/dev/inbox': { get: { summary: 'Inbox page', responses: { 200: { description: 'HTML' } } } },
  '/dev/inbox.json': { get: { summary: 'Inbox, newest first', responses: { 200: { description: 'JSON' } } } },
  '/dev/faults': {
    post: {
      summary: 'Switch a fault of /v1 on or off',
      requestBody: json(z.toJSONSchema(fault, { io: 'input' })),
      responses: { 200: { description: 'Set' } },
    },
  },
  '/dev/login-attempt': {
    post: {
      summary: 'Whether the app would let somebody in',
      requestBody: json({ type: 'object', required: ['login', 'password'] }),
      responses: { 200: { description: '{ "ok": boolean }' } },
    },
  },
} as const;

function json(schema: object): object {
  return { required: true, content: { 'application/json': { schema } } };
}

function answer(description: string, schema: z.ZodType): object {
  return { description, content: { 'application/json': { schema: z.toJSONSchema(schema) } } };
}

function refusal(description: string): object {
  return { description, content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } };
}

function refusals(...statuses: readonly number[]): object {
  return Object.fromEntries(statuses.map(status => [status, refusal('Refused')]));
}

function page(summary: string, ...statuses: readonly number[]): object {
  const responses = statuses.map(status => [status, { description: 'HTML page' }]);
  return { summary, parameters: [token], responses: Object.fromEntries(responses) };
}
