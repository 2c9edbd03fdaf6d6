import { pick } from "./random.ts";

const latin =
  `order delivery payment invoice refund account password address time morning evening parcel courier size
colour red blue black white shoes jacket table chair lamp phone screen battery charger contract price discount code
card bank transfer receipt shop warehouse return exchange quality broken missing late early tomorrow yesterday today
week month question problem answer help please thanks hello regards manager support urgent confirm cancel change`.split(
    /\s+/,
  );
const cyrillic =
  `заказ доставка оплата счёт возврат аккаунт пароль адрес утром вечером посылка курьер размер цвет
красный синий чёрный белый ботинки куртка стол стул лампа телефон экран договор цена скидка карта банк перевод чек
магазин склад обмен качество сломан потерян поздно рано завтра вчера сегодня неделя месяц вопрос проблема ответ
помогите пожалуйста спасибо здравствуйте менеджер срочно подтвердите отмените измените`.split(/\s+/);
const han =
  "订单发货付款发票退款账户密码地址时间早上晚上包裹快递尺寸颜色红蓝黑白鞋子外套桌椅灯电话屏幕电池合同价格折扣银行卡转账";

/** About 120 characters, the same for the same number; a fifth say 'order', and all but the Chinese hold a word of their own. */
export function messageText(nth: number): string {
  const kind = nth % 10;
  if (kind === 0) return hanText(nth);
  const words = kind < 3 ? cyrillic : latin;
  const text = Array.from({ length: 14 }, (_, place) => words[pick(nth, place, words.length)]);
  if (kind >= 3 && nth % 3 === 0) text.unshift("order");
  text.push(rareWord(nth));
  return text.join(" ");
}

/** In one message only. */
export const rareWord = (nth: number): string => `ref${(nth * 7919).toString(36)}q`;

function hanText(nth: number): string {
  const characters = [...han];
  return Array.from({ length: 40 }, (_, place) => characters[pick(nth, place, characters.length)]).join("");
}

const first =
  "Anna Boris Carla David Elena Farid Greta Hugo Ivan Julia Karim Lena Mehmet Nadia Oscar Petra Жанна Олег".split(
    " ",
  );
const last =
  "Novak Schmidt Ivanov Garcia Rossi Yilmaz Kowalski Jensen Haddad Moreau Silva Петров Кузнецов Öztürk".split(
    " ",
  );

export const personName = (nth: number): string =>
  `${first[nth % first.length]} ${last[(nth >> 4) % last.length]}`;
export const phoneOf = (nth: number): string =>
  `+49${String(1_500_000_000 + ((nth * 48_271) % 400_000_000))}`;
export const emailOf = (nth: number): string =>
  `${personName(nth)
    .split(" ")[0]
    ?.normalize("NFKD")
    .replace(/[^a-zA-Z]/g, "x")
    .toLowerCase()}.${nth.toString(36)}@${nth % 3 ? "mail" : "post"}.example`;
