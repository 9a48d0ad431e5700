import React from 'react'

import type { Outcome } from '../data/useAction'
import type { KeyTest } from '../graphql/keyTestTypes'
import { failureKey, namelessKey, problemKey, shopStateKey } from '../texts/keys'
import { useMoments } from '../texts/useMoments'
import { useText } from '../texts/useText'
import { CarrefourWords } from './CarrefourWords'
import { Disclosure } from './Disclosure'

interface KeyTestResultProps {
  outcome: Outcome<KeyTest>
}

/** What a test of the ShopKey came to, in words: whose key it is, or what to do. */
export function KeyTestResult({ outcome }: KeyTestResultProps) {
  const text = useText()
  if ('failure' in outcome)
    return <p className="ma0">{text(`${failureKey(outcome.failure)}.action`)}</p>

  const result = outcome.done
  switch (result.__typename) {
    case 'CarrefourShopKeyAccepted':
      return <Accepted result={result} />
    case 'CarrefourInvalidConfiguration':
      return (
        <ul className="list pl0 ma0">
          {result.problems.map(({ field, code }) => (
            <li key={field}>{text(problemKey(code), { field: text(testedField(field)) })}</li>
          ))}
        </ul>
      )
    case 'CarrefourOtherShop':
      return (
        <>
          <p className="ma0 mb2 lh-copy fw5">{text('other-shop.title')}</p>
          <p className="ma0 lh-copy">
            {text('other-shop.todo', {
              name: result.opens.name,
              shop: result.opens.shopId,
              typed: result.shopId,
            })}
          </p>
        </>
      )
    case 'CarrefourShopKeyRefused':
      return (
        <Refused
          title={text('key-test.refused')}
          todo={text(result.httpStatus === 403 ? 'key-test.todo-403' : 'key-test.todo-401')}
          message={result.message}
        />
      )
    case 'CarrefourUnreachable':
      return (
        <Refused
          title={text('key-test.unreachable')}
          todo={text('key-test.unreachable.todo', { seconds: result.retryAfterSeconds ?? 0 })}
          message={result.message}
        />
      )
  }
}

const testedField = (field: string) =>
  field === 'shopId'
    ? 'field.shop-id'
    : field === 'carrefourUrl'
      ? 'field.carrefour-url'
      : 'field.shop-key'

type AcceptedKey = Extract<KeyTest, { __typename: 'CarrefourShopKeyAccepted' }>

function Accepted({ result }: { result: AcceptedKey }) {
  const text = useText()
  const { full } = useMoments()
  const { shop, nameless, nextShopCheckAt } = result
  const when = full(nextShopCheckAt)
  return (
    <>
      <p className="ma0 mb2 lh-copy fw5">{text('key-test.accepted')}</p>
      {shop !== null && (
        <p className="ma0 mb2 lh-copy">
          {text('key-test.shop', { name: shop.name, id: shop.shopId })}{' '}
          {text(shopStateKey(shop.state))}
        </p>
      )}
      {nameless !== null && (
        <p className="ma0 mb2 lh-copy">{text(namelessKey(nameless), { when })}</p>
      )}
      {shop !== null && <p className="ma0 lh-copy t-small">{text('key-test.next', { when })}</p>}
    </>
  )
}

function Refused({ title, todo, message }: { title: string; todo: string; message: string }) {
  const text = useText()
  return (
    <>
      <p className="ma0 mb2 lh-copy fw5">{title}</p>
      <p className="ma0 mb2 lh-copy">{todo}</p>
      <Disclosure label={text('incident.message')}>
        <CarrefourWords title={text('detail.message')} message={message} />
      </Disclosure>
    </>
  )
}
