/** Somebody who works in a browser is admitted by the fingerprint that was read out. Everything live. */
import t from 'tap'
import { loadAgency } from '../../src/client/directory.ts'
import { fingerprintOf } from '../../src/client/fingerprint.ts'
import { acceptIntroduction } from '../../src/client/introduction.ts'
import { takeInKeys } from '../../src/client/take-in-keys.ts'
import { signIn } from '../../src/demo/person.ts'
import { findMember } from '../../src/protocol/agency-member.ts'
import { signEnrolment } from '../../src/protocol/enrolment.ts'
import { generateSigningKey } from '../../src/protocol/signing-key.ts'
import { runIn, testTown } from '../fixtures/town.ts'

const AGENCY = 'latsasby-socialnamnd'
const RECEPTION = `${AGENCY}/vinr-mottagning`

t.test('a member gets a browser', { timeout: 600_000 }, async (t) => {
  const { socialBoard: board } = await testTown(t)
  const ylva = await signIn(board, 'ylva', 'sv')
  const signing = generateSigningKey()
  const identity = { iss: board.login.issuer, sub: ylva.session.member.slug }
  const fingerprint = fingerprintOf(signing.kid)
  const admit = (typed: string) =>
    runIn(
      board,
      ...`member admit ylva-webb ${typed} --device-of ylva --function vinr-mottagning --hand-over --json --name`.split(
        ' ',
      ),
      'Ylva Låtsasdotter',
    )

  await t.test('nobody is admitted by a fingerprint that nobody enrolled with', async (t) => {
    const early = await admit(fingerprint)
    t.match(JSON.parse(early.stdout), { error: { code: 'enrolment-missing' } })
    await ylva.session.gateway.enrol(
      signEnrolment({ agency: AGENCY, identity }, signing, Date.now()),
    )
    const other = await admit(fingerprintOf(generateSigningKey().kid))
    t.match(JSON.parse(other.stdout), { error: { code: 'enrolment-missing' } })
    const mistyped = await admit(fingerprint.slice(1))
    t.match(JSON.parse(mistyped.stdout), { error: { code: 'fingerprint-wrong' } })
  })

  const admitted = await admit(fingerprint.toLowerCase())
  t.equal(admitted.exit, 0, admitted.stderr)
  const { introduction, member } = JSON.parse(admitted.stdout) as Record<string, string>
  t.equal(member, ylva.session.member.member, 'the same person')
  t.match(admitted.stderr, /Läs upp kontrolltalet/)
  t.equal((await runIn(board, 'roster', 'publish')).exit, 0)

  const takenIn = async () => {
    const { gateway } = ylva.session
    const left = await gateway.leftForMe()
    const { directory } = (await signIn(board, 'ylva', 'sv')).session
    const state = loadAgency(directory, AGENCY)
    const own = findMember(state, signing.kid)!
    const keys = { signing, reading: new Map() }
    const taken = takeInKeys({ keys, state, member: own, handovers: left.handovers })
    return { left, state, taken }
  }

  await t.test('what was read out admits the introduction, and the key opens', async (t) => {
    const { left, state, taken } = await takenIn()
    const trusted = acceptIntroduction(left.introduction!, AGENCY, introduction!)
    t.match(Object.keys(trusted.pins), [AGENCY])
    const [current] = taken.keys.reading.get(RECEPTION)!
    t.equal(current!.kid, state.functions.get(RECEPTION)!.key.kid)
  })

  await t.test('a key that was changed reaches the browser by a new introduction', async (t) => {
    t.equal((await runIn(board, 'function', 'rotate', 'vinr-mottagning')).exit, 0)
    t.equal((await runIn(board, 'roster', 'publish')).exit, 0)
    const { exit, stderr } = await runIn(board, 'member', 'introduce', 'ylva-webb')
    t.equal(exit, 0, stderr)
    const { state, taken } = await takenIn()
    t.ok(taken.taken.includes(state.functions.get(RECEPTION)!.key.kid))
    const inFolder = await runIn(board, 'member', 'introduce', 'ylva', '--json')
    t.match(JSON.parse(inFolder.stdout), { error: { code: 'member-not-in-browser' } })
  })
})
