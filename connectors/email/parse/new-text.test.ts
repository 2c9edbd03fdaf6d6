import { expect, test } from "vitest";
import { newTextOf } from "./new-text.ts";

test.each([
  ["Gmail", "On Mon, May 6, 2024 at 10:00 AM Ann Lee <ann@example.com> wrote:"],
  [
    "Gmail, broken over lines",
    "On Mon, May 6, 2024 at 10:00 AM Ann Lee of Example\n<ann@example.com>\nwrote:",
  ],
  ["Apple Mail", "> On 6 May 2024, at 10:00, Ann Lee <ann@example.com> wrote:\n> "],
  ["Thunderbird", "On 06/05/2024 10:00, Ann Lee wrote:"],
  ["German", "Am Mo., 6. Mai 2024 um 10:00 Uhr schrieb Ann Lee <ann@example.com>:"],
  ["French", "Le lun. 6 mai 2024 à 10:00, Ann Lee <ann@example.com> a écrit :"],
  ["Spanish", "El lun, 6 may 2024 a las 10:00, Ann Lee (<ann@example.com>) escribió:"],
  ["Italian", "Il giorno lun 6 mag 2024 alle ore 10:00 Ann Lee <ann@example.com> ha scritto:"],
  ["Portuguese", "Em seg., 6 de mai. de 2024 às 10:00, Ann Lee <ann@example.com> escreveu:"],
  ["Dutch", "Op ma 6 mei 2024 om 10:00 schreef Ann Lee <ann@example.com>:"],
  ["Swedish", "Den mån 6 maj 2024 kl 10:00 skrev Ann Lee <ann@example.com>:"],
  ["Polish", "pon., 6 maj 2024 o 10:00 Ann Lee <ann@example.com> napisał(a):"],
  ["Czech", "po 6. 5. 2024 v 10:00 odesílatel Ann Lee <ann@example.com> napsal:"],
  ["Russian", "пн, 6 мая 2024 г. в 10:00, Ann Lee <ann@example.com>:"],
  ["Ukrainian", "пн, 6 трав. 2024 р. о 10:00 Ann Lee <ann@example.com> пише:"],
  ["Turkish", "Ann Lee <ann@example.com>, 6 May 2024 Pzt, 10:00 tarihinde şunu yazdı:"],
  ["Greek", "Στις Δευ 6 Μαΐ 2024 στις 10:00, Ann Lee <ann@example.com> έγραψε:"],
  [
    "Hebrew",
    "בתאריך יום ב׳, 6 במאי 2024 ב-10:00 מאת \u202aAnn\u202c\u200f <\u202aann@example.com\u202c\u200f>:\u202c",
  ],
  ["Chinese", "在 2024年5月6日,10:00,Ann Lee <ann@example.com> 写道:"],
  ["Japanese", "2024年5月6日(月) 10:00 Ann Lee <ann@example.com>:"],
  ["Korean", "2024년 5월 6일 (월) 오전 10:00, Ann Lee <ann@example.com>님이 작성:"],
  ["a language that is not listed", "Pada Sen, 6 Mei 2024 pukul 10.00 Ann Lee <ann@example.com> menulis:"],
])("a quote of %s is taken away", (_client, attribution) => {
  expect(newTextOf(`Yes, please.\n\n${attribution}\n\n> Shall we?\n>\n> Ann`)).toBe("Yes, please.");
});

test.each([
  [
    "Outlook's line",
    "________________________________\nFrom: Ann <ann@example.com>\nSent: Monday\nTo: Bob\nSubject: Hi",
  ],
  ["Outlook of old", "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: Bob\nSubject: Hi"],
  ["Outlook with blank lines", "From: Ann\n\nSent: Monday\n\nTo: Bob\n\nSubject: Hi"],
  ["Outlook in stars", "*From:* Ann <ann@example.com>\n*Sent:* Monday\n*To:* Bob\n*Subject:* Hi"],
  ["German", "-----Ursprüngliche Nachricht-----\nVon: Ann\nGesendet: Montag\nAn: Bob\nBetreff: Hi"],
  ["French", "De : Ann\nEnvoyé : lundi\nÀ : Bob\nObjet : Hi"],
  ["Russian", "От: Ann\nОтправлено: 6 мая 2024\nКому: Bob\nТема: Hi"],
  ["Chinese", "发件人: Ann\n发送时间: 2024年5月6日\n收件人: Bob\n主题: Hi"],
  ["Zoho", "---- On Mon, 06 May 2024 10:00:00 +0000 ann@example.com wrote ----"],
  ["an unmarked quote", "On May 6, 2024 you wrote:"],
])("the older mail below %s is taken away", (_client, header) => {
  expect(newTextOf(`Yes, please.\n\n${header}\n\nShall we?\nAnn`)).toBe("Yes, please.");
});

test("Yahoo's quote on the line of its header is taken away", () => {
  const quote = "On Mon, May 6, 2024 at 10:00, Ann<ann@example.com> wrote:   Shall we?";
  expect(newTextOf(`Yes.\n\nSent from Yahoo Mail on Android \n \n  ${quote}\nAnn`)).toBe("Yes.");
});

test.each([
  "-- \nBob\nThe Bob Company Ltd. is registered in Bobtown.",
  "--\nBob",
  "—\nBob Roe\n📧 bob@example.com",
  "Best regards\nBob Roe\n+1 555 0100",
  "Sent from my Galaxy",
  "Von meinem iPhone gesendet",
  "Envoyé de mon iPhone",
  "Enviado desde mi iPhone",
  "Отправлено с iPhone",
  "发自我的iPhone",
  "iPhoneから送信",
  "Get Outlook for iOS<https://aka.ms/example>",
])("the signature %j is taken away", (signature) => {
  expect(newTextOf(`It is broken.\n\n${signature}\n`)).toBe("It is broken.");
});

test.each([
  "Sent from my desk, which is much easier than my telephone.",
  "On the other hand:\nwe could wait.",
  "Please order:\n-----\n2x Widget\n1x Gadget",
  "Book me\nFrom: London\nTo: Paris\nDate: 5 May 2024",
  "Hello\n\nRegards,\nBob\n\nPS: my number is 42",
  "I read what she wrote:\nit is wrong.",
  "We meet from: 10:00 to: 12:00",
  "--- Transmission problem ---\nThe gear slips.",
  "Am 6. Mai schrieb ich Ihnen um 10:00:\nbitte antworten.",
])("what only looks like a quote or signature stays: %j", (text) => {
  expect(newTextOf(`Hello.\n\n${text}`)).toBe(`Hello.\n\n${text}`);
});

test("answers between quotes keep the questions that they answer", () => {
  const text =
    "On 6 May 2024, Ann <ann@example.com> wrote:\n> Hello Bob,\n>\n> Red?\n\nNo.\n\n> > older\n> Blue?\n\nYes.\n\n> Ann";
  expect(newTextOf(text)).toBe("> Red?\n\nNo.\n\n> Blue?\n\nYes.");
});

test("an answer below the whole quote stands alone", () => {
  expect(newTextOf("On 6 May 2024, Ann <ann@example.com> wrote:\n> Red?\n\nNo.\n\n-- \nBob")).toBe("No.");
});

test("what the sender cites himself stays", () => {
  expect(newTextOf("The guide says:\n\n> turn it off\n\nand I did.")).toBe(
    "The guide says:\n\n> turn it off\n\nand I did.",
  );
});

test("a quoted line that was broken on the way is part of the quote", () => {
  const long = "> this line of the older mail was longer than a server would let it through,";
  expect(newTextOf(`Fine.\n\n${long}\nso it was broken\n> and went on`)).toBe("Fine.");
});

const header = "From: Ann <ann@example.com>\nDate: Mon, May 6, 2024\nSubject: Hi\nTo: Bob";
test.each([
  `---------- Forwarded message ---------\n${header}\n\nIt is broken.`,
  `Please help her.\n\n---------- Forwarded message ---------\n${header}\n\nIt is broken.`,
  "> Anfang der weitergeleiteten Nachricht:\n>\n> Von: Ann <ann@example.com>\n> Betreff: Hi\n>\n> Kaputt.",
  "  ----- Forwarded Message ----- From: Ann <ann@example.com>To: Bob <bob@example.com>Subject: Hi\nBroken.",
  `Sent from my iPhone\n\n${header}\n\nIt is broken.`,
  `FYI\n\n${header}\n\nIt is broken.`,
  `${header}\n\nIt is broken.`,
])("a forwarded mail with little above it stays whole: %j", (text) => {
  expect(newTextOf(text)).toBe(text);
});

test("a long word of the sender's own is given without what he forwards", () => {
  const own = "word ".repeat(40).trim();
  expect(newTextOf(`${own}\n\n---------- Forwarded message ---------\n${header}\n\nBroken.`)).toBe(own);
});

test.each([
  "> only a quote",
  "Sent from my iPhone",
  "--\nBob",
])("where nothing would be left, all is given: %j", (text) => {
  expect(newTextOf(text)).toBe(text);
});

test("nothing is made of nothing", () => {
  expect(newTextOf(" \r\n\r\n")).toBe("");
  expect(newTextOf("Hello\r\n\r\n> old\r\n")).toBe("Hello");
});

test.each([
  ">",
  "> a\n",
  "On ",
  "On a wrote:\n",
  " ",
  "\n",
  "\r",
  "-",
  "--\n",
  "From: a@b\n\n",
  "a@",
  ":\n",
  "> a\nb\n",
])("a long run of %j takes some twice the time of half of it", (piece) => {
  const timeOf = (length: number) => {
    const text = piece.repeat(length / piece.length);
    const start = performance.now();
    newTextOf(text);
    return performance.now() - start;
  };
  timeOf(100_000);
  expect(timeOf(400_000)).toBeLessThan(6 * timeOf(200_000) + 300);
});

test.each([
  "Op schreef ",
  "abc.\nx skrev y\n",
  "On a ",
  "From: <",
  "\n ",
])("the library is not shown enough of %j to be slow", (piece) => {
  const own = `Hello\n${piece.repeat(100_000 / piece.length)}`;
  expect(newTextOf(own).startsWith("Hello")).toBe(true);
});
