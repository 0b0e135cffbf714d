import { words } from './language.ts'

/** What one side sent and the other received. */
export const reconcilingWords = words({
  sv: {
    title: 'Avstämning',
    intro:
      'Vad den ena sidan har skickat ska den andra ha fått. Din webbläsare räknar ett dygn i taget, ur det som är underskrivet, skriver under räkningen och jämför med motpartens.',
    alarmsTitle: 'Larm sedan {{day}}',
    alarmsNone: 'Inga larm om leveranser.',
    alarmOf: '{{from}} till {{to}}',
    alarm: {
      'nobody-can-open':
        'Ingen i funktionen kan öppna det som ligger där ({{messages}}). Ring mottagaren nu.',
      'receipt-missing': 'Leveranskvittens saknas ({{messages}}). Ta kontakt med driften.',
      unopened: 'Ligger oöppnat för länge ({{messages}}). Ring mottagaren.',
      'not-taken-over': 'Öppnat, men ingen har tagit över ({{messages}}). Ring mottagaren.',
      'answer-overdue':
        'Svaret har inte kommit i tid ({{messages}}). Mottagarens beslutsfattare ser vilka.',
      'volume-falling':
        'Det kommer ovanligt lite ({{messages}}). Fråga avsändaren om något har ändrats.',
      'trial-missing':
        'Dagens provmeddelande har inte kommit. Ta kontakt med driften på båda sidor.',
      'reconciliation-missing': 'Dygnet är inte avstämt. Räkna det här nedan.',
      unknown: 'Okänt larm, {{code}} ({{messages}}). Ta kontakt med driften.',
    },
    countTitle: 'Räkna ett dygn',
    countDay: 'Dygn',
    countDayHelp: 'Ett dygn som är slut skrivs under. I dag räknas hittills, utan underskrift.',
    countWrong: 'Välj ett dygn som inte ligger i framtiden.',
    count: 'Räkna och skriv under',
    countSoFar: 'Räkna hittills',
    counting: 'Räknar …',
    countedWith: '{{agency}}, {{day}}',
    theirs: {
      unasked: 'Hittills, utan underskrift.',
      missing: 'Motparten har inte räknat ännu.',
      same: 'Motparten har räknat likadant.',
      differs: 'MOTPARTEN HAR RÄKNAT ANNORLUNDA. Ring motpartens granskare.',
    },
    countIndex: 'Er räkning är post {{index}} i loggen.',
    nothingExchanged: 'Inget utbytt.',
    noOthers: 'Det finns ingen annan verksamhet att stämma av med.',
    pairs: 'Meddelanden mellan funktionerna',
    pair: 'Från och till',
    sent: 'Skickade',
    delivered: 'Levererade',
    opened: 'Öppnade',
    unopened: 'Oöppnade',
    recalled: 'Varav återkallade',
    synthetic: 'Varav prov',
    unbalanced:
      'Går inte ihop: levererade ska vara lika med skickade, och öppnade och oöppnade tillsammans lika med levererade.',
    difference: '{{from}} till {{to}}, {{what}}: ni {{ours}}, de {{theirs}}',
    differsIn: {
      sent: 'skickade',
      delivered: 'levererade',
      opened: 'öppnade',
      unopened: 'oöppnade',
      recalled: 'återkallade',
      synthetic: 'prov',
      digest: 'vilka meddelanden det är',
    },
    fault: {
      'receipt-missing': 'Inget visar att det har levererats. Skicka det igen och ring mottagaren.',
      'receipt-invalid': 'Leveranskvittensen stämmer inte. Lita inte på den: ring mottagaren.',
      'opening-invalid': 'Det som ska visa att det är öppnat stämmer inte. Ring mottagaren.',
      'nobody-can-open': 'Ingen i funktionen kan öppna det. Ring mottagaren nu.',
    },
  },
  en: {
    title: 'Reconciliation',
    intro:
      'What one side has sent, the other must have received. Your browser counts a day at a time, from what is signed, signs the count and compares it with the other side’s.',
    alarmsTitle: 'Alarms since {{day}}',
    alarmsNone: 'No alarms about deliveries.',
    alarmOf: '{{from}} to {{to}}',
    alarm: {
      'nobody-can-open':
        'Nobody in the function can open what lies there ({{messages}}). Telephone the receiver now.',
      'receipt-missing': 'Receipts of delivery are missing ({{messages}}). Contact operations.',
      unopened: 'Lies unopened for too long ({{messages}}). Telephone the receiver.',
      'not-taken-over': 'Opened, but nobody has taken over ({{messages}}). Telephone the receiver.',
      'answer-overdue':
        'The answer has not come in time ({{messages}}). The receiver’s decision-maker sees which.',
      'volume-falling':
        'Unusually little comes ({{messages}}). Ask the sender whether something has changed.',
      'trial-missing': 'The day’s trial message has not come. Contact operations on both sides.',
      'reconciliation-missing': 'The day is not reconciled. Count it below.',
      unknown: 'Unknown alarm, {{code}} ({{messages}}). Contact operations.',
    },
    countTitle: 'Count a day',
    countDay: 'Day',
    countDayHelp: 'A day that is over is signed. Today is counted so far, without signing.',
    countWrong: 'Choose a day that does not lie in the future.',
    count: 'Count and sign',
    countSoFar: 'Count so far',
    counting: 'Counting …',
    countedWith: '{{agency}}, {{day}}',
    theirs: {
      unasked: 'So far, without signature.',
      missing: 'The other side has not counted yet.',
      same: 'The other side has counted the same.',
      differs: 'THE OTHER SIDE HAS COUNTED OTHERWISE. Telephone its compliance officer.',
    },
    countIndex: 'Your count is entry {{index}} of the log.',
    nothingExchanged: 'Nothing exchanged.',
    noOthers: 'There is no other agency to reconcile with.',
    pairs: 'Messages between the functions',
    pair: 'From and to',
    sent: 'Sent',
    delivered: 'Delivered',
    opened: 'Opened',
    unopened: 'Unopened',
    recalled: 'Recalled of them',
    synthetic: 'Trials of them',
    unbalanced:
      'It does not add up: delivered must equal sent, and opened and unopened together equal delivered.',
    difference: '{{from}} to {{to}}, {{what}}: you {{ours}}, they {{theirs}}',
    differsIn: {
      sent: 'sent',
      delivered: 'delivered',
      opened: 'opened',
      unopened: 'unopened',
      recalled: 'recalled',
      synthetic: 'trials',
      digest: 'which messages they are',
    },
    fault: {
      'receipt-missing':
        'Nothing shows that it was delivered. Send it again and telephone the receiver.',
      'receipt-invalid':
        'The receipt of delivery does not verify. Do not trust it: telephone the receiver.',
      'opening-invalid':
        'What should show that it was opened does not verify. Telephone the receiver.',
      'nobody-can-open': 'Nobody in the function can open it. Telephone the receiver now.',
    },
  },
})
