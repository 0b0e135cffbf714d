/**
 * Letters and digits that are drawn like Latin ones and Arabic numerals, beyond those that compatibility normalisation knows (Unicode
 * UAX #15, UTS #39): of other alphabets, small capitals, in boxes and circles.
 *
 * @module
 */

const TWINS = new Map<string, string>([
  ...twins('АВЕКМНОРСТХУаеорсхуіѕјԁɡӏ', 'ABEKMHOPCTXYaeopcxyisjdgl'),
  ...twins('ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανρικυ', 'ABEZHIKMNOPTYXoavpiku'),
  ...twins('ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᏙᏔᏃ', 'ABCDEGHJKLMPRSVWZ'),
  ...twins('օսոհ', 'ounh'),
  ...twins('ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'ABCDEFGHIJKLMNOPRSTUVWYZ'),
  ...twins('ɑıȷłđħ', 'aijldh'),
  ...inBoxes(0x1f150),
  ...inBoxes(0x1f170),
  ...inBoxes(0x1f1e6),
  ...twins('〇一二三四五六七八九', '0123456789'),
  ...twins('⓿🄋🄌', '000'),
  ...inCircles(0x2776),
  ...inCircles(0x2780),
  ...inCircles(0x278a),
  ...inCircles(0x24f5),
])

/** The Latin letters, or the digits, that a character is drawn as; itself if it is none of these. */
export function toLatin(character: string): string {
  return TWINS.get(character) ?? character
}

function twins(others: string, latin: string): [string, string][] {
  const letters = Array.from(latin)
  return Array.from(others, (other, i) => [other, letters[i]!])
}

/** A to Z, from a code point on. */
function inBoxes(first: number): [string, string][] {
  return Array.from({ length: 26 }, (_, i) => [
    String.fromCodePoint(first + i),
    String.fromCodePoint('A'.codePointAt(0)! + i),
  ])
}

/** One to ten, from a code point on. */
function inCircles(first: number): [string, string][] {
  return Array.from({ length: 10 }, (_, i) => [String.fromCodePoint(first + i), String(i + 1)])
}
