import type { Request, Response } from 'restify';
import { z } from 'zod';
import { readForm } from '../../../http/read-body.ts';
import { seeOther, sendHtml } from '../../../http/respond.ts';
import type { CodeRoute, VerificationPurpose } from '../../account-service.ts';
import { choosePassword, isSameBrowser } from '../choose-password.ts';
import type { Institution } from '../institution.ts';
import { findVerification, progressOf } from '../lifetimes.ts';
import { notePageOpened } from '../open-page.ts';
import { codePage } from '../pages/code-page.ts';
import { type End, endPage } from '../pages/end-pages.ts';
import { pageHeaders, stylePath } from '../pages/layout.ts';
import { passwordPage } from '../pages/password-page.ts';
import { style } from '../pages/style.ts';
import { proveCode } from '../prove-code.ts';
import type { Verification } from '../state.ts';
import { browserCookie, readBrowser } from './browser-cookie.ts';
import type { Route } from './route.ts';
import { isSameOrigin } from './same-origin.ts';

const form = z.union([
  z.object({ code: z.string().max(64) }),
  z.object({ password: z.string().max(1_000), again: z.string().max(1_000) }),
]);

type View =
  | { readonly step: 'code'; readonly purpose: VerificationPurpose; readonly by: CodeRoute }
  | { readonly step: 'password' }
  | { readonly step: 'end'; readonly end: End };

/** The owner's one-time page: plain forms, no script. The address is the secret; the cookie binds step 2 to step 1. */
export function pageRoutes(institution: Institution, publicUrl: () => string): readonly Route[] {
  const { store, secrets, clock } = institution;
  return [
    { method: 'get', path: stylePath, handle: sendStyle },
    { method: 'get', path: '/v/:token', handle: show },
    { method: 'post', path: '/v/:token', handle: submit },
  ];

  async function sendStyle(_req: Request, res: Response): Promise<void> {
    res.sendRaw(200, style, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    });
  }

  async function show(req: Request, res: Response): Promise<void> {
    const verification = findByToken(req);
    if (verification) await notePageOpened(institution, verification.id);
    render(req, res);
  }

  async function submit(req: Request, res: Response): Promise<void> {
    if (!isSameOrigin(req, publicUrl())) return page(res, 403, endPage('elsewhere'));
    const typed = await readForm(req, form);
    const verification = findByToken(req);
    if (!verification) return render(req, res);
    if ('code' in typed) await submitCode(req, res, verification, typed.code);
    else await submitPassword(req, res, verification, typed);
  }

  async function submitCode(
    req: Request,
    res: Response,
    { id, purpose, by }: Verification,
    typed: string,
  ): Promise<void> {
    const code = typed.normalize('NFKC').replace(/[\s.-]/g, '');
    if (!/^\d{6}$/.test(code) && viewOf(req).step === 'code') {
      return page(res, 422, codePage({ purpose, by, problem: { kind: 'notSixDigits' } }));
    }
    const proof = await proveCode(institution, id, code);
    switch (proof.kind) {
      case 'proved':
        res.setHeader('Set-Cookie', browserCookie(proof.browser, pathOf(req), publicUrl()));
        return seeOther(res, pathOf(req));
      case 'wrongCode': {
        const problem = { kind: 'wrong', triesLeft: proof.triesLeft } as const;
        return page(res, 422, codePage({ purpose, by, problem }));
      }
      case 'over':
        return render(req, res);
    }
  }

  async function submitPassword(
    req: Request,
    res: Response,
    { id }: Verification,
    typed: { password: string; again: string },
  ): Promise<void> {
    const choice = await choosePassword(institution, id, readBrowser(req), typed);
    switch (choice.kind) {
      case 'changed':
        return seeOther(res, pathOf(req));
      case 'refused':
        return page(res, 422, passwordPage(choice.because));
      case 'over':
        return render(req, res);
    }
  }

  /** The page as things stand now. */
  function render(req: Request, res: Response): void {
    const view = viewOf(req);
    switch (view.step) {
      case 'code': {
        const { purpose, by } = view;
        page(res, 200, codePage({ purpose, by, problem: { kind: 'none' } }));
        break;
      }
      case 'password':
        page(res, 200, passwordPage());
        break;
      case 'end':
        page(res, statusOf[view.end], endPage(view.end));
    }
  }

  function viewOf(req: Request): View {
    const verification = findByToken(req);
    if (!verification) return { step: 'end', end: 'unknown' };
    const progress = progressOf(verification, clock.now());
    const sameBrowser = isSameBrowser(secrets, verification, readBrowser(req));
    switch (progress) {
      case 'waiting':
      case 'pageOpened':
        return { step: 'code', purpose: verification.purpose, by: verification.by };
      case 'verified':
        if (!sameBrowser) return { step: 'end', end: 'used' };
        return verification.purpose === 'new-password'
          ? { step: 'password' }
          : { step: 'end', end: 'proved' };
      case 'passwordChanged':
        return { step: 'end', end: sameBrowser ? 'passwordChanged' : 'used' };
      case 'expired':
      case 'locked':
      case 'cancelled':
        return { step: 'end', end: progress };
    }
  }

  function findByToken(req: Request): Verification | undefined {
    const id = secrets.verificationOf(String(req.params.token ?? ''));
    return id === undefined ? undefined : findVerification(store.read(), id);
  }
}

/** 410: over for good. */
const statusOf = {
  proved: 200,
  passwordChanged: 200,
  expired: 410,
  locked: 410,
  used: 410,
  cancelled: 410,
  unknown: 404,
  elsewhere: 403,
} as const satisfies Record<End, number>;

function page(res: Response, status: number, markup: string): void {
  sendHtml(res, status, markup, pageHeaders);
}

function pathOf(req: Request): string {
  return `/v/${encodeURIComponent(String(req.params.token ?? ''))}`;
}
