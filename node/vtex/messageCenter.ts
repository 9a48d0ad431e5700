import { type InstanceOptions, type IOContext, ExternalClient } from '@vtex/api'

import { SECOND } from '../shared/time'
import type { Delivery, Mail, Mailer } from '../ports'
import { CallError, statusOf } from '../shared/callError'
import { asApp, asPerson, SAFE_ANSWERS, untraced } from './middleware'
import { asObject } from '../shared/json'

/** The app's one template in the account's Message Center, whose look merchants may change there. */
const TEMPLATE = 'carrefour-stock-alert'

const SEND = 'http://mailservice.vtex.com.br/api/mail-service/pvt/sendmail'

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Handlebars; double braces escape their value. */
const PAGE = `<h1 style="font-size:20px">{{title}}</h1>
{{#each lines}}<p style="font-size:15px;line-height:1.5">{{this}}</p>{{/each}}
<p style="font-size:15px"><a href="{{link}}">{{linkText}}</a></p>`

/**
 * VTEX's mail service (Message Center). It has no page on the developer portal: addresses and bodies are as published
 * apps use them (vtex-apps/availability-notify and others).
 */
export class MessageCenter extends ExternalClient implements Mailer {
  constructor(context: IOContext, options?: InstanceOptions) {
    super(`http://${context.account}.vtexcommercestable.com.br`, context, {
      ...asApp(context, options),
      middlewares: [untraced, ...SAFE_ANSWERS],
      retries: 0,
      timeout: 3 * SECOND,
    })
  }

  async send(mail: Mail): Promise<Delivery> {
    try {
      await this.#ensureTemplate()
    } catch (error) {
      return failureOf(error, 'failed')
    }
    try {
      await this.http.post(
        SEND,
        {
          TemplateName: TEMPLATE,
          applicationName: 'email',
          logEvidence: false,
          jsonData: {
            to: mail.to,
            subject: mail.subject,
            title: mail.title,
            lines: mail.lines,
            link: mail.link.href,
            linkText: mail.link.text,
          },
        },
        { metric: 'mail-send', params: { an: this.context.account } }
      )
      return 'sent'
    } catch (error) {
      return failureOf(error, statusOf(error) === null ? 'unknown' : 'failed')
    }
  }

  /**
   * Creates the template when the account has none; an existing one stays as the merchant changed it. VTEX answers a
   * missing template with an empty 2xx (published apps rely on it); 404 is treated the same.
   *
   * It is created with the token of the person who acts, if there is one, so that a person's actions use the person's
   * rights. Where those are insufficient, and in the background, the app uses its own.
   */
  async #ensureTemplate(): Promise<void> {
    const path = '/api/template-render/pvt/templates'
    const found: unknown = await this.http.get(`${path}/${TEMPLATE}`, {
      metric: 'mail-template',
      nullIfNotFound: true,
    })
    if (asObject(found)) return
    await asPerson(this.context, headers =>
      this.http.post(path, aTemplate(), { metric: 'mail-template-create', headers })
    )
  }
}

/** Only a failed call is expected; anything else is a bug of ours. */
function failureOf(error: unknown, delivery: Delivery): Delivery {
  if (error instanceof CallError) return delivery
  throw error
}

const aTemplate = () => ({
  Name: TEMPLATE,
  FriendlyName: 'Carrefour stock alert',
  Description: null,
  IsDefaultTemplate: false,
  AccountId: null,
  AccountName: null,
  ApplicationId: null,
  IsPersisted: true,
  IsRemoved: false,
  Type: '',
  Templates: {
    email: {
      To: '{{to}}',
      CC: null,
      BCC: null,
      Subject: '{{subject}}',
      Message: PAGE,
      Type: 'E',
      ProviderId: NOBODY,
      ProviderName: null,
      IsActive: true,
      withError: false,
    },
    sms: {
      Type: 'S',
      ProviderId: null,
      ProviderName: null,
      IsActive: false,
      withError: false,
      Parameters: [],
    },
  },
})
